"""What an operator is told of registers put together. Everybody here is fictional."""

from __future__ import annotations

from datetime import date

from knowledge.directory.findings import findings
from knowledge.reports import Contradiction, Merge, Saying
from tests.knowledge.directory.test_directory import TODAY, member, person


def test_rows_of_one_organisation_are_named_by_their_sources_with_what_tells_so():
    rows = [
        member("Fjorddata AS", website="fjorddata.example"),
        member("Fjord & Data", "partners.csv", website="fjorddata.example"),
        member("Elv"),
    ]
    merge = Merge("members.csv#Fjorddata AS", "partners.csv#Fjord & Data", ("same website",))
    assert findings(rows, (), TODAY).merges == (merge,)


def test_a_contradiction_tells_which_value_is_used_and_why():
    rows = [
        member("Tind", "web.csv", trust="website", place="Bodø", left=date(2027, 1, 1)),
        member("Tind", trust="coordinator", place="Narvik"),
        member("Tind", "old.csv", trust="coordinator", updated=date(2024, 1, 1), left=date(2026, 1, 1)),
        member("Tind", "new.csv", trust="coordinator", place="NARVIK", website="https://tind.example/"),
    ]
    place, left = findings(rows, (), TODAY).contradictions
    assert place == Contradiction(
        "Tind",
        "place",
        Saying("Narvik", "members.csv#Tind"),
        (Saying("Bodø", "web.csv#Tind"),),
        "more trusted",
    )
    assert (left.used, left.because) == (Saying("2026-01-01", "old.csv#Tind"), "more trusted")


def test_of_rows_as_trusted_the_newer_or_else_the_first_is_used():
    older = member("Tind", "a.csv", updated=date(2024, 1, 1), place="Bodø")
    newer = member("Tind", "b.csv", place="Narvik")
    same = member("Tind", "c.csv", place="Moss")
    (told,) = findings([older, newer], (), TODAY).contradictions
    assert (told.used.value, told.because) == ("Narvik", "newer")
    (told,) = findings([newer, same], (), TODAY).contradictions
    assert (told.used.value, told.because) == ("Narvik", "first")


def test_other_spellings_of_one_value_are_no_contradiction():
    rows = [
        member("Tind", place="Bodø", website="https://www.tind.example/", number="974 123 456"),
        member("Tind", "web.csv", place="BODØ", website="tind.example", number="NO974123456MVA"),
    ]
    assert findings(rows, (), TODAY).contradictions == ()


def test_active_people_of_organisations_that_no_register_names_are_told():
    people = [
        person("Runa", "runa@x.example", organisation="Kystlab"),
        person("Odd", "odd@x.example", organisation="Tind AS"),
        person("Eva", "eva@x.example", organisation="Fjellab"),
        person("Per", "per@x.example", organisation="Fjellab", status="sluttet", left=date(2020, 1, 1)),
        person("Nils", "nils@x.example"),
    ]
    told = findings([member("TIND")], people, TODAY)
    assert told.unregistered == (
        ("people.csv#runa@x.example", "Kystlab"),
        ("people.csv#eva@x.example", "Fjellab"),
    )
    assert told.warnings == (
        ("people.csv", "2 people belong to organisations that no register names: Kystlab, Fjellab"),
    )


def test_a_cluster_without_a_register_of_members_misses_none():
    assert findings((), [person("Runa", "r@x.example", organisation="Kystlab")], TODAY).warnings == ()


def test_many_missing_organisations_are_cut_short_in_words():
    people = [person(f"P{n}", f"p{n}@x.example", organisation=f"Bedrift {n}") for n in range(40)]
    told = findings([member("TIND")], people, TODAY)
    assert told.warnings[0][1].endswith("Bedrift 9 and 30 more")
    assert len(told.unregistered) == 40
