"""Documents that nobody has looked at for long: they yield to what was looked at, and are never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.answers.sufficiency import sufficiency
from knowledge.holdings.caring import Caring
from knowledge.holdings.holding import Care, Holding
from knowledge.models import Hit, Passage, SourceInfo
from knowledge.retrieval import Ranking, Retrieval
from tests.knowledge.stores import entry, everything, library, never, opened, record
from tests.standins.embedder import FakeEmbedder

DAY = date(2027, 3, 3)
MEMBERS = frozenset({"members"})
# They say the same in another order.
OLD = "Årskontingenten for små bedrifter er 9 500 kroner i året, og den betales innen 1. mars."
NEW = "Den betales innen 1. mars, og årskontingenten for små bedrifter er 9 500 kroner i året."
OTHER = "Kaffemaskinen på kjøkkenet rengjøres hver fredag av den som går sist."
QUERY = "Hva er årskontingenten for små bedrifter?"


def reviewed(**late: int) -> Callable[[], Mapping[str, Holding]]:
    """Documents whose review was due so many days before DAY."""
    held = {
        f"{name}.md": Holding(
            f"{name}.md", "folder", care=Care(review_on=DAY - timedelta(days=days)), revision=1
        )
        for name, days in late.items()
    }
    return lambda: held


def retrieval(folder: Path, held: Callable[[], Mapping[str, Holding]], **texts: str) -> Retrieval:
    folder.mkdir(exist_ok=True)
    stores = opened(folder)
    with library(stores, FakeEmbedder(), folder).writing(1.0, never) as writer:
        for name, text in texts.items():
            made = entry(f"{name}.md", text)
            # Of one title they would be editions of one document.
            writer.put(record(f"{name}.md"), [replace(made, source=replace(made.source, title=name))])
    return Retrieval(stores, FakeEmbedder(), everything, care=Caring(held, str, lambda: DAY).now)


def found(searched: Retrieval) -> list[str]:
    return [hit.sources[0].source for hit in searched.search(QUERY, MEMBERS, 3, DAY)]


def test_of_two_that_say_nearly_the_same_the_one_that_was_looked_at_comes_first(tmp_path: Path):
    first = found(retrieval(tmp_path / "a", reviewed(), old=OLD, new=NEW, other=OTHER))[0]
    (second,) = {"old.md", "new.md"} - {first}
    late = reviewed(**{first.removesuffix(".md"): 31})
    assert found(retrieval(tmp_path / "b", late, old=OLD, new=NEW, other=OTHER))[0] == second


def test_a_review_that_is_late_by_a_month_changes_nothing(tmp_path: Path):
    as_ever = retrieval(tmp_path / "a", reviewed(), old=OLD, new=NEW, other=OTHER)
    late = retrieval(tmp_path / "b", reviewed(old=30), old=OLD, new=NEW, other=OTHER)
    plain, marked = (searched.search(QUERY, MEMBERS, 3, DAY) for searched in (as_ever, late))
    assert [(hit.passage.text, hit.score) for hit in plain] == [
        (hit.passage.text, hit.score) for hit in marked
    ]


def test_the_only_answer_stays_first_however_long_nobody_has_looked_at_it(tmp_path: Path):
    searched = retrieval(tmp_path, reviewed(old=2000), old=OLD, other=OTHER)
    assert found(searched)[0] == "old.md"


def test_the_same_words_are_cited_from_the_document_that_was_looked_at(tmp_path: Path):
    searched = retrieval(tmp_path, reviewed(first=400), first=OLD, second=OLD)
    (hit,) = searched.search(QUERY, MEMBERS, 3, DAY)
    assert [source.source for source in hit.sources] == ["second.md", "first.md"]
    assert hit.weight == 1.0


@pytest.mark.parametrize("score", [0.2, 0.6, 1.0])
def test_whether_it_is_enough_does_not_depend_on_who_has_looked(score: float):
    passage = Passage("t", 0, OLD, language="nb")
    hit = Hit(passage, (SourceInfo("old.md", "Årsmøtet", "documents", "members"),), score, 0.5)
    lowered = replace(hit, score=score * 0.97, weight=0.97)
    assert sufficiency(QUERY, Ranking((lowered,))) == pytest.approx(sufficiency(QUERY, Ranking((hit,))))


def test_a_row_is_looked_after_with_its_file_and_a_page_with_the_site_that_lists_it():
    site = "https://klynge.example/sitemap.xml"
    care = Care(confirmed_on=date(2027, 1, 2), review_on=DAY)
    held = {name: Holding(name, "folder", care=care, revision=1) for name in ("members.csv", site)}
    caring = Caring(lambda: held, lambda source: site if "://" in source else source, lambda: DAY).now()

    def confirmed(source: str) -> date | None:
        return caring(SourceInfo(source, "", "documents", "members")).confirmed

    assert confirmed("members.csv#Tjeld") == confirmed("https://klynge.example/om") == date(2027, 1, 2)
    assert confirmed("notes/a.md") is None
