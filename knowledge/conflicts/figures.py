"""Text -> amounts, percentages, durations, how often and how many, in Norwegian and English.

Not covered: numbers above twenty in words, and fractions in words ("a third").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.conflicts.said import Value, ValueKind
from knowledge.conflicts.things import things_of
from knowledge.models import Tongue
from knowledge.reading.calendar_words import NUMBERS, one_of
from knowledge.terms import words

_TEENS = {
    name: number
    for number, names in enumerate(
        (
            "tretten thirteen", "fjorten fourteen", "femten fifteen", "seksten sixteen", "sytten seventeen",
            "atten eighteen", "nitten nineteen", "tjue twenty",
        ),
        13,
    )
    for name in names.split()
}  # fmt: skip
_ARTICLES = frozenset({"en", "et", "ei", "én", "ett", "a", "one"})
# Norwegian numbers that are other words in English.
_NOT_ENGLISH = frozenset({"to", "fire", "ti", "ni"})
_IN_WORDS = {**NUMBERS, **_TEENS, "hundre": 100, "hundred": 100}
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_NUMBER = rf"(?:{_DIGITS}|\b(?:{one_of(_IN_WORDS)})\b)"
_TO = r"\s*(?:–|-|til|to|eller|or|og|and)\s*"
_RANGE = rf"(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?"
_SCALES = {
    "mill.": 1e6, "mill": 1e6, "million": 1e6, "millioner": 1e6, "mnok": 1e6, "m": 1e6, "mrd.": 1e9, "mrd": 1e9,
    "milliarder": 1e9, "billion": 1e9, "tusen": 1e3, "thousand": 1e3, "k": 1e3,
}  # fmt: skip
_SCALE = rf"(?:\s?(?P<scale>{one_of(_SCALES)})\b\.?)?"
_CURRENCIES = {
    "kr": "nok", "kr.": "nok", "kroner": "nok", "krone": "nok", "nok": "nok", ",-": "nok", "mnok": "nok",
    "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "$": "usd", "usd": "usd", "dollar": "usd",
    "dollars": "usd", "£": "gbp", "gbp": "gbp", "pund": "gbp", "pounds": "gbp",
}  # fmt: skip
_CURRENCY = one_of(_CURRENCIES).replace("$", r"\$")
_AMOUNT = re.compile(
    rf"(?<!\w)(?P<before>{_CURRENCY})\s?{_RANGE}{_SCALE}(?:,-)?"
    rf"|(?<![\w.,]){_RANGE.replace('<low>', '<low2>').replace('<high>', '<high2>')}"
    rf"{_SCALE.replace('<scale>', '<scale2>')}\s?(?P<after>{_CURRENCY})(?!\w)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\w.,]){_RANGE}\s?(?:%|prosent|per ?cent|pst)", re.IGNORECASE)
_PERIODS = {
    "minutt": "minute", "minute": "minute", "min": "minute", "time": "hour", "hour": "hour", "dag": "day",
    "døgn": "day", "day": "day", "uke": "week", "uka": "week", "veke": "week", "week": "week",
    "måned": "month", "månad": "month", "month": "month", "kvartal": "quarter", "quarter": "quarter",
    "år": "year", "year": "year", "halvår": "half",
}  # fmt: skip
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "quarter": 91.3, "half": 182.6,
         "year": 365.25}  # fmt: skip
_PERIOD = rf"(?P<period>{one_of(_PERIODS)})"
_ENDING = r"(?:en|a|er|ar|ene|s|r|ne|t|et|n)?(?!\w)"
_DURATION = re.compile(rf"(?<![\w.,]){_RANGE}[\s-]{_PERIOD}{_ENDING}", re.IGNORECASE)
_EVERY = re.compile(
    rf"\b(?P<every>hver|hvert|every|each|annenhver|annethvert|every other|every second|hver annen|hvert annet)"
    rf"\s+{_PERIOD}{_ENDING}",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<times>once|twice|(?:{_NUMBER})\s+(?:ganger|gang|times))\s+(?:a|i|per|pr\.?|om|hver|every)\s+"
    rf"{_PERIOD}{_ENDING}",
    re.IGNORECASE,
)
_ADVERBS = {
    "ukentlig": 52, "weekly": 52, "månedlig": 12, "monthly": 12, "kvartalsvis": 4, "quarterly": 4, "årlig": 1,
    "yearly": 1, "annually": 1, "daglig": 365, "daily": 365,
}  # fmt: skip
_ADVERB = re.compile(rf"\b(?P<adverb>{one_of(_ADVERBS)})\b(?!\s+(?:leder|leiar))", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\w.,§#]){_RANGE}(?![\d.,:/]*\d|\w)\s+(?=(?P<things>[^\W\d_]+(?:[ -][^\W\d_]+){{0,2}}))"
)
_PER = re.compile(
    r"^\s*(?:,-)?\s*(?:(?:per|pr\.?|i|an|a|each|hver|hvert|om)\s+|/\s?)(?P<per>[^\W\d_]+)", re.IGNORECASE
)
_LOOSE = re.compile(
    r"(?:\b(?:ca\.?|cirka|omtrent|rundt|om lag|nesten|nærmere|over|under|mer enn|fler enn|flere enn|mindre enn|minst|"
    r"høyst|inntil|opptil|opp til|maks|maksimalt|drøyt|about|around|roughly|nearly|almost|more than|fewer than|"
    r"less than|at least|at most|up to|approximately|some|max|no more than)|[~<>≈])\s*$",
    re.IGNORECASE,
)


def figures_in(text: str, tongue: Tongue) -> Iterator[Value]:
    """Each value once: what is an amount is not a count too."""
    taken: list[tuple[int, int]] = []
    for value in _all(text, tongue):
        if not any(value.start < end and start < value.end for start, end in taken):
            taken.append((value.start, value.end))
            yield value


def _all(text: str, tongue: Tongue) -> Iterator[Value]:
    yield from (_amount(text, found) for found in _AMOUNT.finditer(text))
    yield from (_plain("percent", text, found) for found in _PERCENT.finditer(text))
    yield from _how_often(text)
    yield from (_duration(text, found) for found in _DURATION.finditer(text))
    for found in _COUNT.finditer(text):
        if not _is_small_word(found, tongue):
            yield from _count(text, found)


def _amount(text: str, found: re.Match[str]) -> Value:
    low = found["low"] or found["low2"]
    high = found["high"] or found["high2"] or low
    scale = _SCALES.get((found["scale"] or found["scale2"] or "").lower(), 1.0)
    currency = (found["before"] or found["after"]).lower()
    scale = 1e6 if currency == "mnok" else scale
    return Value(
        "amount", found.group(), *found.span(), _number(low) * scale, _number(high) * scale,
        frozenset({_CURRENCIES[currency]}), per=_per(text[found.end():]), loose=_is_loose(text, found),
    )  # fmt: skip


def _plain(kind: ValueKind, text: str, found: re.Match[str]) -> Value:
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    return Value(kind, found.group(), *found.span(), low, high, loose=_is_loose(text, found))


def _duration(text: str, found: re.Match[str]) -> Value:
    days = _DAYS[_PERIODS[found["period"].lower()]]
    low, high = _number(found["low"]) * days, _number(found["high"] or found["low"]) * days
    return Value("duration", found.group(), *found.span(), low, high, loose=_is_loose(text, found))


def _how_often(text: str) -> Iterator[Value]:
    """As times in a year."""
    for found in _EVERY.finditer(text):
        halved = 2 if re.search(r"annen|annet|other|second", found["every"], re.IGNORECASE) else 1
        often = round(365.25 / _DAYS[_PERIODS[found["period"].lower()]] / halved)
        yield Value("frequency", found.group(), *found.span(), often, often)
    for found in _TIMES.finditer(text):
        first = found["times"].split()[0].lower()
        times = {"once": 1.0, "twice": 2.0, "to": 2.0}.get(first) or _number(first)
        often = round(times * 365.25 / _DAYS[_PERIODS[found["period"].lower()]])
        yield Value("frequency", found.group(), *found.span(), often, often)
    for found in _ADVERB.finditer(text):
        often = _ADVERBS[found["adverb"].lower()]
        yield Value("frequency", found.group(), *found.span(), often, often)


def _is_small_word(found: re.Match[str], tongue: Tongue) -> bool:
    first = found["low"].lower()
    return first in _ARTICLES or (tongue == "en" and first in _NOT_ENGLISH)


def _count(text: str, found: re.Match[str]) -> Iterator[Value]:
    """What is counted are the words that follow; a year is no number of things."""
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    is_year = re.fullmatch(r"(?:19|20)\d\d", found["low"]) and not found["high"]
    if is_year:
        return
    end = found.end("high") if found["high"] else found.end("low")
    said = text[found.start() : end]
    things = counted(found["things"])
    if things:
        yield Value("count", said, found.start(), end, low, high, things, loose=_is_loose(text, found))


def counted(things: str) -> frozenset[str]:
    """The things that are counted, without small words; empty where nothing is."""
    names = words(things)
    if not names or names[0] in _SMALL:
        return frozenset()
    kept = []
    for name in names:
        if name in _SMALL:
            break
        kept.append(name)
    return things_of(kept)


_SMALL = frozenset(
    words(
        """og i på for av til fra med som er det den de et en eller per pr om ved hos har var blir kan skal må
        and in on for of to from with that is the a an or per at has was will can must are were which who between
        januar februar mars april mai juni juli august september oktober november desember january february march
        may june july october december am pm prosent percent per kr kroner nok euros euro ganger gang times"""
    )
)


def _per(after: str) -> str:
    found = _PER.match(after)
    if not found:
        return ""
    word = found["per"].lower()
    return next(
        (
            name
            for begin, name in sorted(_PERIODS.items(), key=lambda one: -len(one[0]))
            if word.startswith(begin)
        ),
        word if re.match(r"\s*(?:per|pr)", after, re.IGNORECASE) else "",
    )


def _is_loose(text: str, found: re.Match[str]) -> bool:
    return bool(_LOOSE.search(text[: found.start()]))


def _number(said: str) -> float:
    if said.lower() in _IN_WORDS:
        return float(_IN_WORDS[said.lower()])
    grouped = re.fullmatch(r"(\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+)(?:[.,](\d{1,2}))?", said)
    if grouped:
        return float(re.sub(r"\D", "", grouped[1]) + ("." + grouped[2] if grouped[2] else ""))
    return float(said.replace(",", "."))
