"""Which of what was found stands first, and which stands aside for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.arrangement import arranged, united
from knowledge.editions import Moment
from knowledge.models import Dating, Hit, Passage, SourceInfo, SourceKind

DAY = date(2026, 11, 24)
NOW = Moment(DAY)
PRICES = "A small stand costs {} kroner for members, and the electricity is included."
MINUTES = "Til stede: Kari, Henrik og Liv. Regnskapet viser et overskudd på {} kroner. Vedtak: tatt til orientering."
OTHER = "Nøkkelen til dronelaben henger hos Tuva Lien i Hangar {}, og leveres samme dag."


def hit(
    source: str,
    title: str,
    text: str,
    score: float = 0.5,
    *,
    year: int | None = None,
    dating: Dating | None = None,
    kind: SourceKind = "documents",
) -> Hit:
    dated = dating or Dating(effective=date(year, 1, 1) if year else None)
    info = SourceInfo(source, title, kind, "members", None, dated)
    return Hit(Passage(source, 0, text), (info,), score)


def prices(year: int, score: float, cost: str) -> Hit:
    return hit(f"stands-{year}.md", f"Stand prices {year}", PRICES.format(cost), score, year=year)


def order(*hits: Hit, question: str = "", limit: int = 10) -> list[str]:
    found = arranged(hits, Moment.of(question, DAY)).first(limit)
    return [one.sources[0].source for one in found]


OLD, NEW = prices(2025, 0.9, "7 800"), prices(2026, 0.6, "8 900")
KEY = hit("key.md", "Nøkler", OTHER.format("fire"), 0.7)
LUNCH = hit("lunch.md", "Lunsj", "Lunsjen serveres klokken tolv i kantinen på Fyrhuset.", 0.5)


def test_the_edition_in_force_takes_the_place_of_the_older_which_comes_last():
    found = arranged((OLD, KEY, NEW, LUNCH), NOW).first(10)
    assert [one.sources[0].source for one in found] == [
        "stands-2026.md",
        "key.md",
        "lunch.md",
        "stands-2025.md",
    ]
    assert [one.score for one in found] == [0.9, 0.7, 0.5, 0.5]
    assert [one.replaced_by for one in found] == ["", "", "", "stands-2026.md"]
    assert found[-1].outdated(DAY)
    assert not found[0].outdated(DAY)


@pytest.mark.parametrize("question", ["Hva kostet en stand i 2025?", "Hva kostet en stand i fjor?"])
def test_a_question_that_names_a_year_gets_the_edition_of_that_year(question: str):
    assert order(NEW, KEY, OLD, question=question) == ["stands-2025.md", "key.md", "stands-2026.md"]
    found = arranged((NEW, OLD), Moment.of(question, DAY)).first(10)
    assert [one.outdated(DAY) for one in found] == [True, False]


def test_a_year_that_no_edition_speaks_for_changes_nothing():
    assert order(OLD, KEY, NEW, question="Hva koster en stand i 2031?")[0] == "stands-2026.md"


def test_next_years_edition_waits_until_it_is_in_force_and_replaces_nothing_before():
    later = prices(2027, 0.95, "9 900")
    found = arranged((later, NEW), NOW).first(10)
    assert [one.sources[0].source for one in found] == ["stands-2026.md", "stands-2027.md"]
    assert [one.replaced_by for one in found] == ["", ""]
    assert arranged((later, NEW), Moment(date(2027, 2, 1))).first(10)[1].replaced_by == "stands-2027.md"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Referat styremøte 12. mars 2026", "Referat styremøte 4. juni 2026"),
        ("Protokoll fra styremøte 5/2026", "Protokoll fra styremøte 6/2026"),
        ("Board meeting minutes 2025", "Board meeting minutes 2026"),
        ("Nyhetsbrev mars 2026", "Nyhetsbrev juni 2026"),
        ("Årsrapport 2024", "Årsrapport 2025"),
        ("Quarterly report 2025", "Quarterly report 2026"),
        ("Utlysning våren 2026", "Utlysning høsten 2026"),
    ],
)
def test_instalments_are_no_editions_of_one_another(one: str, other: str):
    first = hit("a/doc.md", one, MINUTES.format("212 000"), 0.9, dating=Dating(stated=date(2026, 3, 12)))
    second = hit("b/text.md", other, MINUTES.format("98 000"), 0.8, dating=Dating(stated=date(2026, 6, 4)))
    assert order(first, KEY, second) == ["a/doc.md", "key.md", "b/text.md"]
    assert not any(one.replaced_by for one in arranged((first, second), NOW).distinct)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Utkast til referat styremøte 12. mars 2026", "Referat styremøte 12. mars 2026"),
        ("Retningslinjer for reiser v1", "Retningslinjer for reiser v2"),
        ("Retningslinjer, versjon 1.9", "Retningslinjer, versjon 1.10"),
        ("Møterom (gammel)", "Møterom"),
        ("Meeting rooms and prices, March 2025", "Meeting rooms and prices, June 2026"),
    ],
)
def test_drafts_versions_and_dates_tell_editions_apart(older: str, newer: str):
    known = {"Meeting rooms and prices, March 2025": 2025, "Meeting rooms and prices, June 2026": 2026}
    old = hit("a/x.md", older, PRICES.format(1), 0.9, year=known.get(older))
    new = hit("b/y.md", newer, PRICES.format(2), 0.5, year=known.get(newer))
    if older.startswith("Utkast"):
        old, new = (replace(one, passage=replace(one.passage, text=MINUTES.format(5))) for one in (old, new))
    assert order(old, KEY, new) == ["b/y.md", "key.md", "a/x.md"]


def test_file_names_tell_editions_where_titles_differ():
    old = hit("fees_2025.docx", "Satser", PRICES.format(1), 0.9, year=2025)
    new = hit("fees_2026.docx", "Kontingent", PRICES.format(2), 0.5, year=2026)
    assert order(old, KEY, new) == ["fees_2026.docx", "key.md", "fees_2025.docx"]


def test_what_says_that_it_is_superseded_yields_without_a_year():
    old = hit("a.md", "Etiske retningslinjer", OTHER.format(1), 0.9, dating=Dating(superseded=True))
    new = hit("b.md", "Etiske retningslinjer", "Vurderingen fornyes hvert år.", 0.3)
    found = arranged((old, LUNCH, new), NOW).first(10)
    assert [one.sources[0].source for one in found] == ["lunch.md", "b.md", "a.md"]
    assert found[-1].replaced_by == "b.md"


def test_documents_that_share_a_title_and_no_content_are_no_editions():
    one = hit("a.md", "Vedlegg 2025", OTHER.format(1), 0.9, year=2025)
    other = hit("b.md", "Vedlegg 2026", "Lunsjen serveres klokken tolv.", 0.5, year=2026)
    assert order(one, KEY, other) == ["a.md", "key.md", "b.md"]


def test_editions_of_which_nothing_says_which_is_newer_stay_where_they_are():
    one = hit("a.md", "Priser", PRICES.format(1), 0.9)
    other = hit("b.md", "Priser", PRICES.format(2), 0.5)
    assert order(one, KEY, other) == ["a.md", "key.md", "b.md"]


def test_recurring_events_are_no_editions():
    one = hit("events.ics#1", "Frokost 2025", PRICES.format(1), 0.9, year=2025, kind="events")
    other = hit("events.ics#2", "Frokost 2026", PRICES.format(2), 0.5, year=2026, kind="events")
    assert order(one, KEY, other) == ["events.ics#1", "key.md", "events.ics#2"]


LONG = "Lånt utstyr leveres til resepsjonen før klokken seksten, rengjort og ladet, med alle deler i kassen sin {}."


def test_a_near_duplicate_in_another_document_comes_after_what_is_distinct():
    copy = hit("copy.md", "Kopiert", LONG.format("igjen"), 0.8)
    assert order(hit("first.md", "Utlån", LONG.format(""), 0.9), copy, KEY) == [
        "first.md",
        "key.md",
        "copy.md",
    ]


def test_passages_that_differ_in_a_number_are_no_duplicates():
    one, other = (hit(f"{n}.md", f"Fra {n}", LONG.format(n), 0.9) for n in ("12", "14"))
    assert order(one, other, KEY) == ["12.md", "14.md", "key.md"]


def test_near_duplicates_leave_two_thirds_of_the_places_to_others():
    copies = [hit(f"c{n}.md", f"Kopi {chr(97 + n)}", LONG.format(chr(97 + n)), 0.9) for n in range(12)]
    distinct = [hit(f"d{n}.md", f"Om {n}", OTHER.format(n), 0.1) for n in range(9)]
    found = order(*copies, *distinct)
    assert sum(source.startswith("d") for source in found) == 6
    assert found[0] == "c0.md"
    assert len(order(*copies)) == 10


def test_the_same_words_in_two_editions_are_cited_from_the_one_that_holds():
    same = replace(NEW, passage=replace(NEW.passage, text=OLD.passage.text))
    one = united(OLD, same, NOW)
    assert [source.source for source in one.sources] == ["stands-2026.md", "stands-2025.md"]
    assert (one.passage.document, one.score) == ("stands-2026.md", 0.9)
    asked = united(OLD, same, Moment.of("Hva kostet det i 2025?", DAY))
    assert asked.passage.document == "stands-2025.md"


DOCUMENTS = {
    "a.md": ("Priser 2025", 2025),
    "b.md": ("Priser 2026", 2026),
    "c.md": ("Priser 2027", 2027),
    "d.md": ("Referat mars 2026", 2026),
    "e.md": ("Lab", None),
    "f.md": ("", None),
}
TEXTS = [PRICES.format(1), PRICES.format(2), LONG.format(""), LONG.format("nå"), OTHER.format(3), ""]
HITS = st.builds(
    lambda source, text, score: hit(source, DOCUMENTS[source][0], text, score, year=DOCUMENTS[source][1]),
    st.sampled_from(sorted(DOCUMENTS)),
    st.sampled_from(TEXTS),
    st.floats(0, 1),
)


# An edition that took the place of an older one and then turned out to repeat a third document.
TAKEN = [
    hit(source, DOCUMENTS[source][0], PRICES.format(1), score, year=DOCUMENTS[source][1])
    for source, score in (("a.md", 0.0), ("a.md", 0.5), ("b.md", 0.0), ("d.md", 1.0))
]


@settings(deadline=None)
@example(TAKEN, 4, "")
@given(st.lists(HITS, max_size=12), st.integers(1, 12), st.sampled_from(["", "i 2025", "i 2027"]))
def test_nothing_is_lost_or_doubled_scores_fall_and_the_rest_keeps_its_order(
    hits: list[Hit], limit: int, question: str
):
    hits = sorted(hits, key=lambda one: -one.score)
    numbered = [replace(one, units={n: 0.0}) for n, one in enumerate(hits)]
    arrangement = arranged(numbered, Moment.of(question, DAY))
    places = [next(iter(one.units)) for one in arrangement.distinct]
    assert sorted([*places, *(place for place, _ in arrangement.aside)]) == list(range(len(hits)))
    settled = [n for n in places if not hits[n].sources[0].title.startswith("Priser")]
    assert settled == sorted(settled)
    first = arrangement.first(limit)
    assert len(first) == min(limit, len(hits))
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), max_size=12))
def test_the_order_of_documents_with_nothing_in_common_is_left_alone(scores: list[float]):
    hits = [hit(f"{n}.md", f"Om sak {n}", OTHER.format(n), score) for n, score in enumerate(scores)]
    assert arranged(hits, NOW).first(20) == tuple(hits)
