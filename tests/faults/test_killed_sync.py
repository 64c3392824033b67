"""`klyngebot ingest` killed anywhere, again and again: the next one that is let finish leaves nothing amiss."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.moments import KILLS, drawn, killed_after
from tests.faults.soundness import WORDS, assert_sound
from tests.scenarios.command_line import Cluster, new_cluster, started

_EVERYTHING = 1_000_000
_RANDOM = drawn("sync")
# Two kills after each other: of the sync, and of the one that was to mend it. Shares of what a whole sync changes.
CHAINS = [(n, _RANDOM.random(), _RANDOM.random()) for n in range((KILLS + 1) // 2)]


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cluster, int]:
    """A cluster that is known, and how many changes of files that was seen to take."""
    cluster = new_cluster(tmp_path_factory.mktemp("cluster"))
    changes = killed_after(started(cluster), cluster.folder / ".klyngebot", _EVERYTHING)
    return cluster, changes


def _changed(known: Cluster, folder: Path) -> tuple[Cluster, dict[str, str]]:
    """A known cluster in which one document has gone, one says something else, and some are new."""
    shutil.copytree(known.folder, folder, dirs_exist_ok=True)
    cluster = Cluster(folder)
    (folder / "documents/kontingent-2025.md").unlink()
    cluster.write("documents/lab.md", "# Test lab\n\nThe sonar basin in Hangar 9 is booked by Runa Vik.\n")
    new = {f"documents/vakt-{n}.md": f"Nøkkelvakten i uke {n} heter Brynhild{n}sen." for n in range(11, 15)}
    for path, text in new.items():
        cluster.write(path, text)
    kept = {file: words for file, words in WORDS.items() if file != "documents/kontingent-2025.md"}
    return cluster, kept | new | {"documents/lab.md": "sonar basin Hangar 9 Runa Vik"}


@pytest.mark.parametrize(("n", "first", "second"), CHAINS)
def test_a_sync_killed_twice_anywhere_is_finished_by_the_next(
    synced: tuple[Cluster, int], tmp_path: Path, n: int, first: float, second: float
):
    known, changes = synced
    cluster, words = _changed(known, tmp_path) if n % 2 else (new_cluster(tmp_path), dict(WORDS))
    for share in (first, second):
        killed_after(started(cluster), tmp_path / ".klyngebot", 1 + int(share * changes))
    done = cluster.run("ingest", "--json")
    assert done.code == 0, done.err
    assert_sound(cluster, words)
