"""Contradictions told of the pairs beside this file, and how long a long document takes.

python -m benchmarks.contradictions FOLDER: FOLDER keeps the indexed cluster for the next time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.contradictions.measuring import COORDINATOR, DAY, Judged, entry_of, score
from benchmarks.contradictions.pairs import SETS, pairs, prepare
from bot.settings import Environment
from bot.wiring import Parts, build_parts

_UNITS = 600


def main(folder: Path) -> None:
    if not folder.exists():
        prepare(folder)
    parts = build_parts(Environment(), folder / "cluster.toml")
    for name in SETS:
        scored = score(parts, pairs(name))
        print(f"{name}: {scored.report}")
        for judged in scored.judged:
            print(*_lines(judged), sep="", end="")
    _time_a_long_document(parts)


def _lines(judged: Judged) -> Iterator[str]:
    pair = judged.pair
    if pair.contradicts and not judged.told:
        yield f"  missed {pair.id} ({pair.kind}, {pair.way})\n"
    for one in judged.beside:
        yield f"  false {pair.id} ({pair.kind}): {one.new.quote} <> {one.known.quote} ({one.known.source.source})\n"


def _time_a_long_document(parts: Parts) -> None:
    """Of what the cluster knows already, put together anew: every unit has near ones."""
    entry = entry_of("documents/incoming/everything.md", "# Everything\n\n" + "\n\n".join(_paragraphs(parts)))
    texts = [text for passage in entry.text.passages for text in passage.embedded_texts]
    began = time.monotonic()
    vectors = parts.embedder.embed_passages(texts)
    embedded = time.monotonic()
    found = parts.conflicts.of(entry, vectors, COORDINATOR, DAY)
    done = time.monotonic()
    print(
        f"a document of {len(entry.text.passages)} passages and {len(texts)} units: embedded in "
        f"{embedded - began:.1f} s, compared in {done - embedded:.1f} s ({len(found.contradictions)} contradictions)"
    )


def _paragraphs(parts: Parts) -> Iterator[str]:
    units = 0
    for text in parts.catalogue.texts_with(sorted(parts.catalogue.text_ids("ready"))).values():
        for passage in text.passages if text.kind == "documents" else ():
            if units < _UNITS:
                units += len(passage.spans)
                yield passage.text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
