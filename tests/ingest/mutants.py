"""Files with faults that nobody meant: bytes turned, cut, doubled or put in, also inside parts of an Office file."""

from __future__ import annotations

import io
import random
import zipfile

_PIECES = (
    b"\x00", b"\xff" * 4, b"\xff\xfe", b"<!--", b"]]>", b"&#x0;", b"&lol;", b"endobj", b"stream\n", b"\r\n\r\n",
    b'<!DOCTYPE x [<!ENTITY lol "lol">]>', b"9" * 40, b"(" * 200, b"<a>" * 200, b'"', b";" * 50, b"RRULE:FREQ=SECONDLY",
)  # fmt: skip


def mutant(content: bytes, chance: random.Random) -> bytes:
    """Of an Office file, half the time inside one of its parts: its container alone hides them from most faults."""
    if content.startswith(b"PK") and chance.random() < 0.5:
        return _inside(content, chance)
    return _changed(content, chance)


def _inside(content: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        hurt = chance.choice(parts)
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _changed(part, chance) if name == hurt else part)
    return made.getvalue()


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((1, 4, 40, 400)))
        match chance.randrange(5):
            case 0:
                changed[start:end] = chance.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * chance.choice((1, 10))
            case 3:
                changed[start:start] = chance.choice(_PIECES)
            case _:
                if chance.random() < 0.2:
                    del changed[start:]
    return bytes(changed)
