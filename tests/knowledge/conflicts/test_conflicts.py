"""What a coordinator is told of a document before it is taken in."""

from __future__ import annotations

import pytest

from knowledge.conflicts.conflicts import Conflicts
from knowledge.conflicts.findings import Findings
from knowledge.library import Entry
from knowledge.models import MEMBERS, PUBLIC, Asker, Dating
from tests.knowledge.conflicts.known import DAY, SmallWorld, entry, vectors_of

COORDINATOR = Asker(frozenset({PUBLIC, MEMBERS}))
NEW = "documents/kom-inn.md"


def told(new: Entry, *known: Entry, likeness: float = 0.8) -> Findings:
    return Conflicts(SmallWorld(*known, likeness=likeness)).of(new, vectors_of(new), COORDINATOR, DAY)


def pair(known: str, new: str, *, titles: tuple[str, str] = ("Regler for badstua", "Om badstua")) -> Findings:
    return told(entry(NEW, titles[1], new), entry("documents/kjent.md", titles[0], known))


@pytest.mark.parametrize(
    ("known", "new", "values"),
    [
        ("Leia for badstua er 300 kroner i uka.", "Leia for badstua er 400 kr per uke.", ("400 kr", "300 kroner")),
        ("Badstua åpner klokka 08.00 på lørdager.", "Badstua åpner kl. 10 på lørdager.", ("kl. 10", "klokka 08.00")),
        ("Fristen for badstua er 1. mars 2027.", "Fristen for badstua er 15.03.2027.", ("15.03.2027", "1. mars 2027")),
        ("Badstua har sju medlemmer i styret.", "Badstua har fem medlemmer i styret.", ("fem", "sju")),
        ("Badstua gir 20 prosent rabatt på lån.", "Badstua gir 25 % rabatt på lån.", ("25 %", "20 prosent")),
        ("Leder for badstua er Gro Li.", "Leder for badstua er Per Moe.", ("Per Moe", "Gro Li")),
        ("Badstua ligger på Hvaler.", "Badstua ligger i Halden.", ("Halden", "Hvaler")),
        ("Lån av badstua varer i to uker.", "Lån av badstua varer i tre uker.", ("tre uker", "to uker")),
        ("Hund er tillatt i badstua.", "Hund er ikke tillatt i badstua.", ("tillatt", "tillatt")),
        ("Skriv til bad@o.example om lån.", "Skriv til post@o.example om lån.", ("post@o.example", "bad@o.example")),
    ],
)  # fmt: skip
def test_another_value_of_the_same_thing_is_told_with_both_values(
    known: str, new: str, values: tuple[str, str]
) -> None:
    [one] = pair(known, new).contradictions
    assert (one.new_value.said, one.known_value.said) == values
    assert (one.new.quote, one.known.quote) == (new, known)
    assert one.known.source.source == "documents/kjent.md"


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ("Leia for badstua er 2 500 kroner.", "Leia for badstua er kr 2500,-."),
        ("Leia for badstua er 1,5 millioner kroner.", "Leia for badstua er 1 500 000 kroner."),
        ("Leia for badstua er 300 kroner per time.", "Leia for badstua er 900 kroner per uke."),
        ("Leia for badstua er 300 kroner for medlemmer.", "Leia for badstua er 500 kroner for ikke-medlemmer."),
        ("I 2025 er leia for badstua 300 kroner.", "I 2026 er leia for badstua 400 kroner."),
        ("Fristen for badstua er 3. mars 2027.", "Fristen for badstua er 2027-03-03."),
        ("Badstua er åpen 09.00–16.00 på hverdager.", "Badstua er åpen fra kl. 9 til kl. 16 på hverdager."),
        ("Lån av badstua varer i 14 dager.", "Lån av badstua varer i to uker."),
        ("Lån av badstua varer i tre til fem uker.", "Lån av badstua varer i fire uker."),
        ("Badstua har 63 medlemmer i styret.", "Badstua har mer enn 60 medlemmer i styret."),
        ("Vårfesten i badstua er 3. mai.", "Høstfesten i badstua er 7. oktober."),
        ("Det er ikke lov å løpe i badstua.", "Det er forbudt å løpe i badstua."),
        ("Leder for badstua er Gro Li.", "Gro Li er leder for badstua."),
        ("Hva koster badstua, 300 kroner?", "Badstua koster 400 kroner."),
    ],
)  # fmt: skip
def test_the_same_said_otherwise_or_another_year_group_or_event_is_no_contradiction(
    known: str, new: str
) -> None:
    assert pair(known, new).contradictions == ()


def test_another_subject_is_no_contradiction_whatever_its_figures() -> None:
    far = "Utstillingen i galleriet viser 40 malerier og koster 90 kroner."
    assert pair(far, "Leia for badstua er 400 kr per uke.").contradictions == ()


def test_units_that_are_not_alike_are_not_compared() -> None:
    new, known = entry(NEW, "Om", "Leia er 400 kroner."), entry("documents/a.md", "Om", "Leia er 300 kroner.")
    assert told(new, known, likeness=0.2).contradictions == ()


def test_a_row_that_agrees_speaks_for_the_row_beside_it_being_another_one() -> None:
    rows = ("Leia for badstua er 300 kroner for en kveld.", "Leia for badstua er 900 kroner for en helg.")
    assert told(entry(NEW, "Badstua", *rows), entry("documents/a.md", "Badstua", *rows)).contradictions == ()


def test_nothing_is_told_of_what_the_asker_may_not_read() -> None:
    text = "Leia for badstua er 300 kroner."
    board = entry("documents/board-only/a.md", "Badstua", text, audience="board")
    assert told(entry(NEW, "Badstua", text.replace("300", "400")), board).are_none


def test_what_has_run_out_contradicts_nothing() -> None:
    old = entry("documents/a.md", "Regler", "Leia for badstua er 300 kroner.", dating=Dating(superseded=True))
    assert told(entry(NEW, "Om badstua", "Leia for badstua er 400 kroner."), old).contradictions == ()


def test_a_new_version_of_a_file_is_not_compared_with_what_it_replaces() -> None:
    before = entry(NEW, "Badstua", "Leia for badstua er 300 kroner.")
    assert told(entry(NEW, "Badstua", "Leia for badstua er 400 kroner."), before).are_none


def test_the_same_text_under_another_name_is_told_as_a_copy() -> None:
    text = "Badstua er åpen hele året. Husk håndkle."
    [one] = told(entry(NEW, "Badstua", text), entry("documents/a.md", "Saunaen", text)).copies
    assert (one.source.source, one.share, one.exact) == ("documents/a.md", 1.0, True)


def test_nearly_the_same_text_is_told_with_how_much_of_it_is_known() -> None:
    known = "Badstua på brygga er åpen hele året for alle som betaler. Husk å ta med eget håndkle og sitteunderlag."
    new = known.replace("brygga", "kaia")
    [one] = told(entry(NEW, "Badstua", new), entry("documents/a.md", "Saunaen", known)).copies
    assert (one.share, one.exact) == (1.0, False)


def test_a_copy_in_another_layout_is_a_copy_though_its_passages_are_cut_elsewhere() -> None:
    sentences = [
        f"Regel {n} for badstua sier at gjest nummer {n} skal hilse på de andre." for n in range(1, 31)
    ]
    new, known = (
        entry(NEW, "Badstua", " ".join(sentences)),
        entry("documents/a.md", "Regler", *sentences[3:], *sentences[:3]),
    )
    [one] = told(new, known).copies
    assert one.share >= 0.6


@pytest.mark.parametrize(("years", "new_is"), [((2025, 2026), "newer"), ((2026, 2025), "older")])
def test_another_year_in_the_title_is_told_as_another_edition_and_contradicts_nothing(
    years: tuple[int, int], new_is: str
) -> None:
    known_year, new_year = years
    known = entry("documents/a.md", f"Priser for badstua {known_year}", "Leia for badstua er 300 kroner.")
    new = entry(NEW, f"Priser for badstua {new_year}", "Leia for badstua er 400 kroner.")
    findings = told(new, known)
    assert [(one.source.source, one.new_is) for one in findings.editions] == [("documents/a.md", new_is)]
    assert findings.contradictions == ()
    assert findings.copies == ()
