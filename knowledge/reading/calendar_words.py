"""Names of days, months, seasons and small numbers in Norwegian and English."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "mars march mar", "april apr", "mai may", "juni june jun",
            "juli july jul", "august aug", "september sept sep", "oktober october okt oct", "november nov",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mandag måndag monday", "tirsdag tysdag tuesday", "onsdag wednesday", "torsdag thursday", "fredag friday",
            "lørdag laurdag saturday", "søndag sundag sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "en ett én et ei one a", "to two", "tre three", "fire four", "fem five", "seks six", "sju syv seven",
            "åtte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
# First and last month; a winter reaches into the next year.
SEASONS = {
    "vår": (1, 6), "våren": (1, 6), "spring": (3, 5), "sommer": (6, 8), "sommeren": (6, 8), "summer": (6, 8),
    "høst": (8, 12), "høsten": (8, 12), "haust": (8, 12), "hausten": (8, 12), "autumn": (8, 12), "fall": (8, 12),
    "vinter": (12, 2), "vinteren": (12, 2), "winter": (12, 2),
}  # fmt: skip
ORDINALS = {
    "første": 1, "first": 1, "1.": 1, "1st": 1, "andre": 2, "second": 2, "2.": 2, "2nd": 2,
    "tredje": 3, "third": 3, "3.": 3, "3rd": 3, "fjerde": 4, "fourth": 4, "4.": 4, "4th": 4,
}  # fmt: skip


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted((word.replace(".", r"\.") for word in words), key=len, reverse=True))
