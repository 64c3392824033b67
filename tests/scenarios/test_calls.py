"""A call for applications is out of date after the deadline that stands in it."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.command_line import new_cluster


def test_a_call_is_marked_from_the_day_after_its_deadline(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    cluster.write(
        "documents/pilot.md",
        "# Utlysning: pilotmidler\n\nSøknadsfrist: 1. oktober 2026 kl. 12.00\n\nHvert prosjekt får 200 000 kroner.\n",
    )
    cluster.write(
        "documents/handbok.md",
        "# Håndbok for pilotprosjekter\n\nSøknadsfristen er ofte i høst, senest 1. oktober 2026.\n",
    )
    assert cluster.run("ingest").code == 0

    def marked(day: str) -> list[str]:
        found = cluster.run("search", "pilotmidler prosjekt kroner", "--now", f"{day}T10:00").out
        return [line for line in found.splitlines() if line.endswith("(documents/pilot.md): out of date")]

    assert marked("2026-10-01") == []
    assert len(marked("2026-10-02")) == 1
    assert (
        "handbok.md): out of date" not in cluster.run("search", "pilotprosjekter", "--now", "2027-01-01").out
    )
