"""The one write path: what it promises, and what is left when it is cut off anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from knowledge.centring import Means
from knowledge.commonplaces import COMMONPLACES
from knowledge.embeddings import Vectors
from knowledge.errors import AlreadyRunning, DataFolderError
from knowledge.keys import UnitKey
from knowledge.library import LibraryWriter, Stores
from knowledge.recentring import Recentring
from knowledge.retrieval import Retrieval
from tests.knowledge.stores import entry, everything, library, never, opened, record
from tests.standins.embedder import FakeEmbedder

MEMBERS = frozenset({"members", "public"})
BOARD = MEMBERS | {"board"}


class Killed(BaseException):
    """The process ends here."""


class Brittle:
    """Passes calls on, until the process ends: before or after the call that the countdown reaches."""

    def __init__(self, inner: Any, countdown: list[int]) -> None:
        self._inner = inner
        self._countdown = countdown

    def __getattr__(self, name: str) -> Any:
        def called(*arguments: Any, **named: Any) -> Any:
            self._step()
            done = getattr(self._inner, name)(*arguments, **named)
            self._step()
            return done

        return called

    def _step(self) -> None:
        self._countdown[0] -= 1
        if self._countdown[0] == 0:
            raise Killed


class BrittleKeywords(Brittle):
    @contextmanager
    def writing(self) -> Iterator[Any]:
        with self._inner.writing() as writer:
            yield Brittle(writer, self._countdown)


class Unasked(FakeEmbedder):
    """An embedder that nobody may ask."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError("nothing is embedded here")

    def embed_query(self, text: str) -> Vectors:
        raise AssertionError("nothing is embedded here")


class Counted(FakeEmbedder):
    """An embedder that notes the questions it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []

    def embed_query(self, text: str) -> Vectors:
        self.questions.append(text)
        return super().embed_query(text)


def _vectors(stores: Stores) -> dict[UnitKey, Vectors]:
    return stores.vectors.vectors(stores.catalogue.sampled_units("no", 100))


def _put(writer: LibraryWriter, path: str, *texts: str, **named: str) -> None:
    made = entry(path, *texts, **named)
    writer.put(record(path, made.source.audience), (made,))


def _found(folder: Path, query: str, audiences: frozenset[str] = MEMBERS) -> list[str]:
    stores = opened(folder)
    hits = Retrieval(stores, FakeEmbedder(), everything).search(query, audiences, 10)
    stores.vectors.close()
    return [source.source for hit in hits for source in hit.sources]


def _counts(folder: Path) -> tuple[int, int, int]:
    stores = opened(folder)
    counts = (stores.catalogue.passage_count(), stores.vectors.count(), stores.keywords.count())
    stores.vectors.close()
    return counts


@contextmanager
def _writing(folder: Path, embedder: FakeEmbedder | None = None) -> Iterator[LibraryWriter]:
    """One process that opens, writes and ends."""
    stores = opened(folder)
    try:
        with library(stores, embedder or FakeEmbedder(), folder).writing(1, never) as writer:
            yield writer
    finally:
        stores.vectors.close()


def _written_without_an_end(folder: Path) -> None:
    with suppress(Killed), _writing(folder) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.")
        writer.flush()
        raise Killed


def _work(writer: LibraryWriter) -> None:
    """Something of each kind: a new file, a changed one, one that is gone."""
    writer.repair()
    writer.remove(["gone.md"])
    _put(writer, "changed.md", "Nøkkelen ligger i skuffen.", text_id="after")
    _put(writer, "new.md", "Kaffen serveres klokken ti.", "Kaken kommer senere.")
    writer.flush()


def _before(folder: Path) -> None:
    with _writing(folder) as writer:
        _put(writer, "gone.md", "Båten ble solgt i fjor.")
        _put(writer, "changed.md", "Nøkkelen ligger i hylla.", text_id="before")
        _put(writer, "same.md", "Møtet er på tirsdag.")


def _cut_off(folder: Path, after: int) -> bool:
    """Whether the process ended before its work was done."""
    stores, countdown = opened(folder), [after]
    brittle = Stores(
        stores.catalogue,
        Brittle(stores.journal, countdown),
        Brittle(stores.vectors, countdown),
        BrittleKeywords(stores.keywords, countdown),
    )
    try:
        with library(brittle, FakeEmbedder(), folder).writing(1, never) as writer:
            _work(writer)
    except Killed:
        return True
    finally:
        stores.vectors.close()
    return False


def _clean(folder: Path) -> Path:
    folder.mkdir()
    _before(folder)
    with _writing(folder) as writer:
        _work(writer)
    return folder


def _likeness(folder: Path) -> list[tuple[str, float]]:
    """How like each source is to a question; the means of the languages weigh in every score."""
    stores = opened(folder)
    hits = Retrieval(stores, FakeEmbedder(), everything).search("møtet på tirsdag", MEMBERS, 10)
    stores.vectors.close()
    return [(hit.sources[0].source, round(hit.dense, 4)) for hit in hits]


@pytest.mark.parametrize("after", range(1, 70, 3))
def test_cut_off_anywhere_the_next_run_brings_all_in_line(tmp_path: Path, after: int):
    _before(tmp_path)
    assert _cut_off(tmp_path, after)
    assert "same.md" in _found(tmp_path, "møtet på tirsdag")
    with _writing(tmp_path) as writer:
        _work(writer)
    assert _counts(tmp_path) == (4, 4, 4)
    assert _found(tmp_path, "nøkkelen ligger")[0] == "changed.md"
    assert "gone.md" not in _found(tmp_path, "båten ble solgt")
    assert _likeness(tmp_path) == _likeness(_clean(tmp_path / "clean"))


def test_a_text_that_two_files_hold_is_kept_once_and_stays_until_both_are_gone(tmp_path: Path):
    with _writing(tmp_path) as writer:
        for path in ("a.md", "b.md"):
            _put(writer, path, "Årsmøtet er i mars.", text_id="same")
    assert _counts(tmp_path) == (1, 1, 1)
    assert _found(tmp_path, "årsmøtet") == ["a.md", "b.md"]
    with _writing(tmp_path) as writer:
        writer.remove(["a.md"])
    assert _found(tmp_path, "årsmøtet") == ["b.md"]
    with _writing(tmp_path) as writer:
        writer.remove(["b.md"])
    assert _counts(tmp_path) == (0, 0, 0)


def test_what_was_embedded_before_is_not_embedded_again(tmp_path: Path):
    with _writing(tmp_path) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.", "Båten er solgt.", text_id="first")
    embedder = FakeEmbedder()
    with _writing(tmp_path, embedder) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.", "Båten er kjøpt tilbake.", text_id="second")
        before = embedder.embedded
        writer.flush()
        assert embedder.embedded - before == 1


def test_the_same_text_in_other_units_is_embedded_anew(tmp_path: Path):
    words = "Båten er solgt. Årsmøtet er i mars."
    split = words.index("Årsmøtet")
    with _writing(tmp_path) as writer:
        _put(writer, "a.md", words, text_id="whole")
    with _writing(tmp_path) as writer:
        made = entry("a.md", words, text_id="in two", units=((0, split), (split, len(words))))
        writer.put(record("a.md"), (made,))
    assert _counts(tmp_path) == (1, 2, 1)
    assert _found(tmp_path, "årsmøtet") == ["a.md"]


def test_the_means_are_in_step_also_after_a_run_that_ended_before_they_were_taken(tmp_path: Path):
    _written_without_an_end(tmp_path)
    assert Means.load(opened(tmp_path).catalogue.fact("means")).version == ""
    with _writing(tmp_path) as writer:
        writer.repair()
    facts = opened(tmp_path).catalogue
    assert Means.load(facts.fact("means")).version == facts.fact("generation")


def test_taking_the_means_anew_embeds_nothing_and_rewrites_no_vector(tmp_path: Path):
    with _writing(tmp_path) as writer:
        _put(writer, "a.md", *(f"Sak nummer {n} på møtet." for n in range(30)))
    stores, embedder = opened(tmp_path), Unasked()
    before = _vectors(stores)
    recentring = Recentring(stores.catalogue, stores.journal, stores.vectors, embedder)
    recentring.take()
    after = _vectors(stores)
    assert after.keys() == before.keys()
    assert all((after[key] == before[key]).all() for key in before)
    assert Means.load(stores.catalogue.fact("means")).version == stores.catalogue.fact("generation")
    stores.vectors.close()


def test_a_run_of_many_batches_encodes_only_the_questions_that_its_means_are_taken_from(tmp_path: Path):
    embedder = Counted()
    with _writing(tmp_path, embedder) as writer:
        writer.repair()
        for file in range(4):
            _put(writer, f"{file}.md", *(f"Sak nummer {n} i møte {file} om havna." for n in range(60)))
            writer.flush()
    # 48 sampled Norwegian passages, and the everyday sentences of both languages where there are no others.
    assert len(embedder.questions) == 48 + len(COMMONPLACES["en"])


def test_the_same_words_for_the_board_are_not_shown_to_members(tmp_path: Path):
    with _writing(tmp_path) as writer:
        _put(writer, "a.md", "Lønnen er vedtatt.", text_id="of members")
        _put(writer, "board/b.md", "Lønnen er vedtatt.", text_id="of board", audience="board")
    assert _found(tmp_path, "lønnen") == ["a.md"]
    assert sorted(_found(tmp_path, "lønnen", BOARD)) == ["a.md", "board/b.md"]


def test_an_open_reader_sees_what_another_process_wrote(tmp_path: Path):
    reader = opened(tmp_path)
    retrieval = Retrieval(reader, FakeEmbedder(), everything)
    assert retrieval.search("årsmøtet", MEMBERS, 10) == ()
    with _writing(tmp_path) as writer:
        _put(writer, "a.md", "Årsmøtet er i mars.")
    assert len(retrieval.search("årsmøtet", MEMBERS, 10)) == 1
    reader.vectors.close()


def test_a_second_writer_is_told_to_wait_and_then_gives_up(tmp_path: Path):
    told: list[str] = []
    with _writing(tmp_path):
        stores = opened(tmp_path)
        second = library(stores, FakeEmbedder(), tmp_path).writing(0.05, lambda: told.append("wait"))
        with pytest.raises(AlreadyRunning), second:
            pass
    assert told == ["wait"]


def test_another_embedder_is_refused_for_questions_and_mended_by_the_next_sync(tmp_path: Path):
    with _writing(tmp_path) as writer:
        writer.repair()
        _put(writer, "a.md", "Årsmøtet er i mars.")
    other = FakeEmbedder("another")
    stores = opened(tmp_path)
    with pytest.raises(DataFolderError, match="klyngebot ingest"):
        Retrieval(stores, other, everything).search("årsmøtet", MEMBERS, 10)
    stores.vectors.close()
    with _writing(tmp_path, other) as writer:
        assert writer.repair() == 1
    stores = opened(tmp_path)
    assert len(Retrieval(stores, other, everything).search("årsmøtet", MEMBERS, 10)) == 1
    stores.vectors.close()
