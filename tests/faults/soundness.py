"""What must hold after any fault: the doctor is content, nothing is missing, and words of each file find it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.scenarios.command_line import Cluster

# A word of each file of a new cluster that no other file has, for whom everything is open.
WORDS = {
    "documents/kontingent-2025.md": "Medlemskontingent 2025 9 500 kroner",
    "documents/kontingent-2026.md": "Medlemskontingent 2026 11 250 kroner",
    "documents/lab.md": "drone lab Hangar 4 Tuva Lien",
    "documents/board-only/lonn.md": "lønnen til Zacharias 1 437 000",
    "documents/open/hei.txt": "besøksadressen Fyrveien 12",
    "members.csv": "Havblikk AS Halden",
}
READER = "chair@example.org"


def assert_sound(cluster: Cluster, words: Mapping[str, str] = WORDS) -> None:
    """``words`` finds each file that is to be known."""
    doctor = cluster.run("doctor", "--json")
    assert doctor.code == 0, doctor.out + doctor.err
    assert "wrong" not in {finding["state"] for finding in doctor.json["findings"]}
    status = cluster.run("status", "--json").json
    assert (status["files"], status["failed"]) == (len(words), [])
    assert status["stale"] == {"added": [], "changed": [], "removed": []}
    assert_found(cluster, words)


def assert_found(cluster: Cluster, words: Mapping[str, str] = WORDS) -> None:
    queries = "\n".join(json.dumps({"query": query}, ensure_ascii=False) for query in words.values())
    found = cluster.run("search", "--as", READER, "-k", "3", "--file", "-", stdin=queries)
    assert found.code == 0, found.err
    for file, line in zip(words, found.lines, strict=True):
        assert file in json.dumps(line, ensure_ascii=False), file
