"""``klyngebot report``: a year in figures that name nobody. Everybody here is fictional."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from lxml import html

from bot.settings import Environment
from bot.wiring import build_parts
from knowledge.gaps.gap import Gap, Seen, WayBack
from knowledge.records.questions import AskedQuestion
from tests.scenarios.command_line import Cluster

NOW = "2027-03-15T12:00"
AT = datetime(2027, 3, 10, 9, tzinfo=UTC)
PEOPLE = {
    "Runa Tveit": "runa@tjeld.example",
    "Odd Bø": "odd@sandvika.example",
    "Ann Lee": "ann@havforsk.example",
    "Siri Sau": "siri@maake.example",
    "Per Ås": "per@tjeld.example",
}
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøve & <klyngen>"
languages = ["nb", "en"]
coordinators = ["kari@cluster.example"]
[[sources]]
path = "documents"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "events"
path = "events.ics"
""",
    "documents/leie.md": "# Leie\n\nOppdatert 3. februar 2027.\n\nEn pult koster 3 900 kroner.\n",
    "members.csv": (
        "navn;type;sted;innmeldt;sluttdato;antall ansatte;kontakt;e-post\n"
        "Tjeld Data AS;SMB;Moss;2027-02-01;;12;Runa Tveit;runa@tjeld.example\n"
        "Sandvika kommune;offentlig;Sandvika;2019-09-01;;900;Odd Bø;odd@sandvika.example\n"
        "Havforsk;forskning;Bergen;2020-01-01;2027-01-31;40;Ann Lee;ann@havforsk.example\n"
        "Sau;Siri Sau;siri@maake.example;2020-01-01;;1;;\n"
    ),
    "people.csv": "navn;e-post;organisasjon\n"
    + "".join(f"{name};{email};Tjeld Data AS\n" for name, email in PEOPLE.items()),
    "events.ics": """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//NO
BEGIN:VEVENT
UID:one@x.example
DTSTAMP:20261101T000000Z
DTSTART:20270203T090000Z
DTEND:20270203T100000Z
SUMMARY:Frokost med Runa Tveit
CATEGORIES:frokost
END:VEVENT
BEGIN:VEVENT
UID:two@x.example
DTSTAMP:20261101T000000Z
DTSTART:20270903T090000Z
SUMMARY:Kommer
END:VEVENT
END:VCALENDAR
""",
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    parts = build_parts(Environment(), made.folder / "cluster.toml")
    for number, email in enumerate(PEOPLE.values()):
        for outcome in ("answered", "abstained"):
            id = f"{number}{outcome}"
            parts.questions.record(AskedQuestion(id, AT, f"Hva gjør {email}?", "nb", outcome, asker=email))
    parts.gaps.note(Gap("0abstained", AT, "Hva?", "nb", "abstained", WayBack("C1", "1.0", "U1")))
    parts.gaps.gather([(None, [number for number, _ in parts.gaps.placed(AT)])], Seen({}, AT))
    parts.gaps.answer(parts.gaps.groups()[0].id, "Dette.", "kari@cluster.example", AT + timedelta(days=2))
    parts.database.dispose()
    return made


def test_the_figures_are_counted_from_what_was(cluster: Cluster):
    done = cluster.run("report", "--year", "2027", "--now", NOW, "--json")
    assert done.code == 0, done.err
    found = done.json
    members = found["members"]
    assert [members[name] for name in ("before", "joined", "left", "after")] == [3, 1, 1, 3]
    assert members["sizes"] == {"1–9": 1, "10–49": 1, "250+": 1}
    assert members["types"] == {"": 1, "SMB": 1, "offentlig": 1}
    assert found["events"] == {"months": {"2": 1}, "kinds": {"frokost": 1}, "cancelled": 0}
    assert found["questions"] == [
        {"month": 3, "asked": 10, "people": 5, "answered": 5, "languages": {"nb": 10}}
    ]
    assert found["begins"] == "2027-03"
    assert found["knowledge"]["gaps"] == 1
    assert found["knowledge"]["paces"] == {"week": 1}
    assert found["introductions"]["proposed"] == 0


@pytest.mark.parametrize(("language", "words"), [("nb", "Slik er det talt"), ("en", "How this was counted")])
def test_the_page_names_nobody_and_needs_nothing_else(cluster: Cluster, language: str, words: str):
    done = cluster.run("report", "--year", "2027", "--now", NOW, "--language", language, "--out", "r.html")
    assert (done.code, done.out) == (0, "r.html\n"), done.err
    text = (cluster.folder / "r.html").read_text(encoding="utf-8")
    page = html.document_fromstring(text)
    said = page.text_content()
    assert page.get("lang") == language
    assert words in said
    assert "Prøve & <klyngen>" in said
    for name, email in PEOPLE.items():
        assert name not in said
        assert email not in text
    assert "@" not in page.xpath("string(//body)")
    assert "http" not in text


def test_a_year_stays_true_when_its_questions_are_forgotten(cluster: Cluster):
    before = cluster.run("report", "--year", "2027", "--now", NOW, "--json").json
    parts = build_parts(Environment(), cluster.folder / "cluster.toml")
    parts.retention.attend(AT + parts.settings.privacy.gaps_kept + timedelta(days=60))
    assert parts.questions.get("0answered") is None
    parts.database.dispose()
    after = cluster.run("report", "--year", "2027", "--now", "2027-12-01T12:00", "--json").json
    assert after["questions"] == before["questions"]
    assert after["knowledge"]["gaps"] == 1
    assert after["knowledge"]["paces"] == {"week": 1}


@pytest.mark.parametrize(
    "wrong", [["--year", "2029"], ["--year", "1812"], ["--year", "2027", "--language", "sv"]]
)
def test_what_cannot_be_told_of_is_said_in_a_sentence(cluster: Cluster, wrong: list[str]):
    done = cluster.run("report", *wrong, "--now", NOW)
    assert done.code == 2
    assert done.err.startswith("klyngebot: --")
    assert "; write " in done.err


def test_a_file_that_cannot_be_written_is_named(cluster: Cluster):
    done = cluster.run("report", "--year", "2027", "--now", NOW, "--out", "nowhere/r.html")
    assert done.code == 1
    assert "nowhere/r.html" in done.err
