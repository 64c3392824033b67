"""Contradictions told of documents among the demo cluster's, by the local engine. The blind sets' figures are in
``python -m benchmarks.contradictions``."""

from __future__ import annotations

import pytest

from benchmarks.contradictions.measuring import COORDINATOR, DAY, Score, entry_of, score
from benchmarks.contradictions.pairs import pairs, prepare
from bot.settings import Environment
from bot.wiring import Parts, build_parts
from knowledge.models import MEMBERS, PUBLIC, Asker
from tests.scenarios.command_line import Cluster


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    config = prepare(tmp_path_factory.mktemp("pairs") / "cluster")
    first = Cluster(config.parent).run("ingest", "--json", timeout=600)
    assert first.code == 0, first.err
    return build_parts(Environment(), config)


def test_most_contradictions_are_told_in_either_language_and_hardly_anything_else(parts: Parts) -> None:
    scored = score(parts, pairs("development"))
    assert (scored.recall >= 0.75, scored.false_alarms <= 2) == (True, True), _told(scored)


def test_a_copy_of_a_board_paper_is_told_to_who_may_read_it_and_to_nobody_else(parts: Parts) -> None:
    texts = parts.catalogue.texts_with(sorted(parts.catalogue.text_ids("ready"))).values()
    paper = next(text for text in texts if text.audience == "board")
    body = "\n\n".join(passage.text for passage in paper.passages)
    copy = entry_of("documents/incoming/copy.md", f"# Copied\n\n{body}\n")
    vectors = parts.embedder.embed_passages([t for p in copy.text.passages for t in p.embedded_texts])
    board, member = (
        parts.conflicts.of(copy, vectors, Asker(audiences), DAY)
        for audiences in (COORDINATOR.audiences, frozenset({PUBLIC, MEMBERS}))
    )
    assert "board" in {one.source.audience for one in board.copies}
    shown = {one.source.audience for one in member.copies}
    shown |= {one.known.source.audience for one in member.contradictions}
    assert "board" not in shown


def _told(scored: Score) -> str:
    missed = [one.pair.id for one in scored.judged if one.pair.contradicts and not one.told]
    beside = [(one.pair.id, two.new.quote, two.known.quote) for one in scored.judged for two in one.beside]
    return f"{scored.report}; missed {missed}; told beside {beside}"
