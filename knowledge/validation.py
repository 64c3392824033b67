"""What pydantic found wrong in a thing that a person wrote, as one sentence that says how to mend it."""

from __future__ import annotations

from pydantic import ValidationError

# For kinds of value, what pydantic calls by the names of Python's types.
_WRITE_INSTEAD = {
    "string_type": 'it must be a text, such as "Eksempelklyngen"',
    "tuple_type": 'it must be a list, such as ["nb", "en"]; of tables, [[sources]] with two brackets',
    "bool_type": "it must be true or false, without quotation marks",
    "dict_type": "it must be a table, such as [audiences.board]",
    "model_type": "it must be a table, such as [audiences.board]",
}


def sentence_of(error: ValidationError) -> str:
    # A misspelt key shows twice: as an unknown one and as a missing one. The unknown one says what to mend.
    first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    key = _dotted(first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown key '{key}'; remove it or check its spelling."
    if first["type"] == "missing":
        return f"the key '{key}' is missing; add it."
    message = _WRITE_INSTEAD.get(first["type"], first["msg"].removeprefix("Value error, "))
    if not key:
        return f"{message}."
    return f"'{key}' is wrong: {message[:1].lower()}{message[1:]}; mend it."


def _dotted(location: tuple[int | str, ...]) -> str:
    parts: list[str] = []
    for item in location:
        if isinstance(item, int):
            parts[-1] += f"[{item + 1}]"
        else:
            parts.append(item)
    return ".".join(parts)
