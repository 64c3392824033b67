"""The demo cluster is complete, consistent, and what its generator writes."""

import csv
import tomllib
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import icalendar
import recurring_ical_events

from examples.build_demo.build import DEMO, build
from examples.build_demo.content import read_all
from tests.examples.plain_text import plain_text

FORMATS = {".md", ".docx", ".pdf", ".pptx", ".xlsx", ".html", ".txt", ".csv", ".eml"}
MEMBERS = list(csv.DictReader((DEMO / "members.csv").read_text("utf-8").splitlines()))
PEOPLE = list(csv.DictReader((DEMO / "people.csv").read_text("utf-8").splitlines()))
CALENDAR = icalendar.Calendar.from_ical((DEMO / "events.ics").read_bytes())


def test_the_generator_writes_the_committed_files(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path) for path in build(tmp_path)}
    committed = {path.relative_to(DEMO) for path in (DEMO / "documents").rglob("*") if path.is_file()}
    assert written == committed | {Path("events.ics")}
    for path in written:
        assert _content(tmp_path / path) == _content(DEMO / path), path


def test_the_generator_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    for first, second in zip(build(tmp_path / "a"), build(tmp_path / "b"), strict=True):
        assert first.read_bytes() == second.read_bytes(), first


def test_a_document_without_a_content_file_is_removed(tmp_path: Path) -> None:
    build(tmp_path)
    stray = tmp_path / "documents" / "stray.txt"
    stray.write_text("left over")
    build(tmp_path)
    assert not stray.exists()


def test_the_cluster_is_as_large_as_promised() -> None:
    documents = [path for path in (DEMO / "documents").rglob("*") if path.is_file()]
    languages = Counter(content.language for content in read_all())
    assert {path.suffix for path in documents} == FORMATS
    assert len(documents) >= 40
    assert min(languages.values()) >= 0.4 * len(documents)
    assert len([row for row in MEMBERS if row["status"] == "aktiv"]) >= 40
    assert len(PEOPLE) >= 80
    assert len(list(CALENDAR.walk("VEVENT"))) >= 25
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) < 5_000_000


def test_the_demo_s_own_page_counts_right() -> None:
    page = " ".join((DEMO / "README.md").read_text("utf-8").split())
    documents = [path for path in (DEMO / "documents").rglob("*") if path.is_file()]
    events = {event["UID"] for event in CALENDAR.walk("VEVENT")}
    for count, noun in (
        (len(documents), "documents"),
        (len(MEMBERS), "organisations"),
        (len(PEOPLE), "people"),
        (len(events), "events"),
    ):
        assert f"{count} {noun}" in page


def test_every_source_of_the_configuration_exists() -> None:
    config = tomllib.loads((DEMO / "cluster.toml").read_text("utf-8"))
    assert all((DEMO / source["path"]).exists() for source in config["sources"])
    people = {row["e-post"] for row in PEOPLE}
    named = {email for audience in config["audiences"].values() for email in audience["members"]}
    assert named | set(config["cluster"]["coordinators"]) <= people


def test_every_document_says_that_it_is_fictional() -> None:
    for content in read_all():
        path = DEMO / "documents" / content.target
        if path.suffix not in {".csv", ".docx"}:
            assert content.fictional_line in plain_text(path), path


def test_people_belong_to_organisations_of_the_register() -> None:
    organisations = {row["navn"] for row in MEMBERS} | {"Fjordklyngen"}
    assert {row["organisasjon"] for row in PEOPLE} == organisations - {"Brattvær Trål AS"}
    assert len({row["e-post"] for row in PEOPLE}) == len(PEOPLE)
    assert all(row["samtykke til introduksjoner"] in {"ja", "nei"} for row in PEOPLE)
    assert all(0 <= int(row["villig per måned"]) <= 5 for row in PEOPLE)


def test_resigned_organisations_have_an_end_date_and_others_none() -> None:
    for row in MEMBERS:
        assert (row["status"] == "utmeldt") == bool(row["sluttdato"]), row["navn"]
    assert sum(row["status"] == "utmeldt" for row in MEMBERS) == 2


def test_addresses_end_in_a_reserved_domain() -> None:
    addresses = [row["e-post"] for row in PEOPLE] + [row["kontaktperson e-post"] for row in MEMBERS]
    sites = [row["nettsted"] for row in MEMBERS]
    assert all(address.endswith(".example") for address in addresses + sites)


def test_the_calendar_moves_skips_and_cancels_as_the_documents_say() -> None:
    ethics = _days("etikkgruppen")
    assert {date(2026, 12, 3), date(2027, 2, 4), date(2027, 5, 13)} <= ethics
    assert not {date(2027, 1, 7), date(2027, 5, 6), date(2027, 7, 1)} & ethics
    assert date(2026, 11, 26) not in _days("datadelingsgruppen")
    assert date(2026, 12, 10) in _days("datadelingsgruppen")
    assert sum(event.get("STATUS") == "CANCELLED" for event in CALENDAR.walk("VEVENT")) == 3


def _days(uid: str) -> set[date]:
    occurrences = recurring_ical_events.of(CALENDAR).between((2026, 9, 1), (2027, 10, 1))
    return {event.start.date() for event in occurrences if event["UID"] == f"{uid}@fjordklyngen.example"}


def _content(path: Path) -> object:
    """Office files part by part: compressed bytes may differ between zlib versions."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]
