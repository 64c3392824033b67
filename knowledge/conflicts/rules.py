"""Text -> what it says yes or no to: may, must, is included, costs nothing, is open; and plain statements and denials.

Not covered: a rule with an exception in the same sentence, and irony.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.conflicts.said import Value

_YES, _NO = 1.0, -1.0
# For each thing that a rule is about: how a yes is worded, and how a no is without a word of denial.
_RULES: dict[str, tuple[str, str]] = {
    "allowed": (
        r"tillatt|lov til|lovlig|adgang til å|allowed|permitted|\bmay\b|\bkan\b|\bcan\b|får lov",
        r"forbudt|prohibited|forbidden|banned|ulovlig",
    ),
    "required": (
        r"\bmå\b|\bskal\b|\bmust\b|\bplikt\w*|obligatorisk\w*|påbudt|required|compulsory|mandatory|obligatory|\bneed(?:s|ed)?\b"
        r"|\bhave to\b|\bhas to\b|\btrenger\b|nødvendig|necessary|\bkrever\b|\bkreves\b|requires?\b",
        r"frivillig\w*|voluntary|optional|valgfri\w*",
    ),
    "free": (
        r"gratis|kostnadsfri\w*|\bfree(?: of charge)?\b|uten kostnad|(?:betaler|koster) (?:ingenting|ikke noe)"
        r"|pays? nothing|costs? nothing|at no cost",
        r"",
    ),
    "included": (
        r"inkludert|inkluderer|included|includes?\b|dekkes|dekkjes|dekker|dekt|dekket"
        r"|covers?\b|covered|medregnet|er med i\b",
        r"excluded|utenom",
    ),
    "open": (r"\båpen\b|\båpent\b|\båpne\b|\bopen\b", r"\bstengt\w*|\blukket\b|\bclosed\b"),
    "recorded": (r"tas opp|tatt opp|recorded|strømmes|streamed", r""),
}  # fmt: skip
_DENIAL = re.compile(
    r"\b(?:ikke|ikkje|ingen|inga|intet|aldri|not|never|no|none|nobody|neither|cannot|uten|without|ikkje|slipper)\b|n't\b",
    re.IGNORECASE,
)
_NEAR = 24  # characters: "ikke lenger er", "is currently not"
_CLAUSE = re.compile(r"[,;:.]|\b(?:men|but|og|and)\b")


def denials_in(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _DENIAL.finditer(text)]


def rules_in(text: str) -> Iterator[Value]:
    """At most one of each rule: a sentence that says both yes and no to it says neither."""
    found: dict[str, list[Value]] = {}
    for rule, (yes, no) in _RULES.items():
        for pattern, sign in ((yes, _YES), (no, _NO)):
            for said in re.finditer(pattern, text, re.IGNORECASE) if pattern else ():
                found.setdefault(rule, []).append(_ruled(text, rule, said, sign))
    kept = [values[0] for values in found.values() if len({value.low for value in values}) == 1]
    yield from kept
    if not found:
        denied = _DENIAL.search(text)
        sign = _NO if denied else _YES
        span = denied.span() if denied else (0, 0)
        yield Value("rule", text[slice(*span)] or text, *span, sign, sign, frozenset({"so"}))


def _ruled(text: str, rule: str, said: re.Match[str], sign: float) -> Value:
    """With the words of denial in the same clause beside it."""
    before = _CLAUSE.split(text[max(0, said.start() - _NEAR) : said.start()])[-1]
    after = _CLAUSE.split(text[said.end() : said.end() + _NEAR])[0]
    denied = len(_DENIAL.findall(before)) + len(_DENIAL.findall(after))
    held = sign if denied % 2 == 0 else -sign
    return Value("rule", said.group(), *said.span(), held, held, frozenset({rule}))
