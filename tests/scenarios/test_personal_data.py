"""``klyngebot privacy``: what is kept of a person is given to them, or is gone from every file and stays so."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock

from bot.settings import Environment
from bot.wiring import Parts, build_parts
from knowledge.gaps.gap import Gap, WayBack
from knowledge.holdings.reminding import COORDINATORS, USUAL, Matter, next_turn
from knowledge.introductions.consent import Consent
from knowledge.introductions.events import Member
from knowledge.introductions.introduction import Proposal
from knowledge.introductions.profile import Profile
from knowledge.models import Turn
from knowledge.records.questions import AskedQuestion
from tests.scenarios.command_line import PATIENCE, Cluster, started

NOW = datetime.now(UTC)
SOLVEIG, TARJEI, NAME = "solveig@rimfrost.example", "tarjei@sandvika.example", "Solveig Åsgård"
USER = "U0SOLVEIG"
OFFER, WISH, ASKED = "kryomikroskopi av snøfnugg", "isbrefront i sanntid", "Hvem låner ut en rimfrysteboks?"
BY_REGISTER = "bretunnelventilasjon"
TRACES = (NAME, SOLVEIG, USER, OFFER, WISH, ASKED, BY_REGISTER, "41234567", "rimfrysteboks")
PEOPLE = (
    "navn;e-post;organisasjon;kan hjelpe med;telefon;samtykke\n"
    f"Tarjei Bø;{TARJEI};Sandvika kommune;offentlige anskaffelser;;ja\n"
)
FILES = {
    "cluster.toml": """
[cluster]
name = "Prøveklyngen"
coordinators = ["coordinator@example.org"]
[[sources]]
path = "documents"
[[sources]]
kind = "people"
path = "people.csv"
[[sources]]
kind = "members"
path = "members.csv"
""",
    "documents/hei.md": "# Velkommen\n\nBesøksadressen er Fyrveien 12.\n",
    "people.csv": f"{PEOPLE}{NAME};{SOLVEIG};Rimfrost AS;{BY_REGISTER};41234567;ja\n",
    "members.csv": (
        "navn,sted,kontaktperson,kontakt e-post,telefon\n"
        f"Rimfrost AS,Tromsø,{NAME},{SOLVEIG},41234567\nKystdata,Moss,,,\n"
    ),
}


@pytest.fixture
def cluster(tmp_path: Path) -> Cluster:
    made = Cluster(tmp_path)
    for path, text in FILES.items():
        made.write(path, text)
    assert made.run("ingest", "--json").json["failed"] == []
    parts = opened(made)
    _live(parts)
    parts.database.dispose()
    return made


def opened(cluster: Cluster) -> Parts:
    return build_parts(Environment(), cluster.folder / "cluster.toml")


def _live(parts: Parts) -> None:
    """What a person leaves behind in a month."""
    told = Profile(SOLVEIG, name=NAME, offers=(OFFER,), needs=(WISH,), consent=Consent(True, NOW))
    parts.profiles.save(told, NOW)
    parts.preferences.choose_digest(SOLVEIG, "weekly", NOW)
    asked = AskedQuestion("Ev1", NOW, ASKED, "nb", "abstained", ("members",), (), SOLVEIG, "C1", "17.1")
    parts.questions.record(asked)
    others = f"Er {NAME} ({SOLVEIG}) på jobb?"
    parts.questions.record(
        AskedQuestion("Ev2", NOW, others, "nb", "rows", ("members",), (f"people.csv#{SOLVEIG}",))
    )
    parts.conversations.append("slack:T1:C1:17.1", Turn("member", ""), NOW)
    parts.conversations.append("slack:T1:C1:17.1:members", Turn("member", ASKED), NOW)
    answer = Turn("assistant", f"{NAME} kan {OFFER}.", (f"people.csv#{SOLVEIG}",))
    parts.conversations.append("slack:T1:C2:18.1:members", answer, NOW)
    parts.gaps.note(Gap("Ev1", NOW, ASKED, "nb", "abstained", WayBack("C1", "", SOLVEIG), name=NAME))
    parts.introductions.draft(
        Proposal(SOLVEIG, SOLVEIG, TARJEI, WISH, why_second=(f"{NAME} vil møte deg.",)),
        Member(SOLVEIG),
        NOW,
    )
    parts.inbox.take("Ev9", json.dumps({"event": {"user": USER, "text": ASKED}}), NOW)
    parts.admissions.admit("Ev9", USER, "C1", NOW)


def traces(folder: Path, words: tuple[str, ...] = TRACES) -> set[tuple[str, str]]:
    """Where any of these still stands, whatever the case, in any file: as text, as JSON, and in UTF-16."""
    found = set()
    for file in sorted(folder.rglob("*")):
        # A journal of a database may go between being named and being read.
        with suppress(FileNotFoundError, IsADirectoryError):
            held = file.read_bytes()
            small = held.lower()
            for word in words:
                written = (word, word.lower(), json.dumps(word)[1:-1])
                forms = [one.encode(code) for one in written for code in ("utf-8", "utf-16-le", "utf-16-be")]
                if any(form in held or form.lower() in small for form in forms):
                    found.add((file.name, word))
    return found


def holds_bytes(folder: Path, wanted: bytes) -> list[str]:
    return [one.name for one in folder.rglob("*") if one.is_file() and wanted in one.read_bytes()]


def erased(cluster: Cluster) -> str:
    done = cluster.run("privacy", "erase", SOLVEIG, "--slack-user", USER, "--yes")
    assert done.code == 0, done.err
    return done.out


def test_nothing_of_an_erased_person_is_left_in_any_file_also_after_the_next_ingest(cluster: Cluster):
    data = cluster.folder / ".klyngebot"
    before = {word for _, word in traces(data)}
    assert before == set(TRACES)
    assert SOLVEIG not in erased(cluster)
    assert traces(data) == set()
    again = cluster.run("ingest", "--json")
    assert again.code == 0, again.err
    assert traces(data) == set()
    cluster.write("people.csv", f"{PEOPLE}{NAME};{SOLVEIG.upper()};Rimfrost AS;{BY_REGISTER};41234567;ja\n")
    changed = cluster.run("ingest", "--json").json
    assert changed["sources"]["changed"] == ["people.csv"]
    assert traces(data) == set()
    assert list(data.rglob("*.del")) == []
    assert cluster.run("doctor").code == 0


def test_an_erasure_waits_for_a_sync_that_holds_the_index_and_takes_nothing_before(cluster: Cluster):
    data = cluster.folder / ".klyngebot"
    with FileLock(data / "writing.lock"):
        waiting = started(cluster, "privacy", "erase", SOLVEIG, "--slack-user", USER, "--yes")
        assert waiting.stderr is not None
        assert "Another sync is running" in waiting.stderr.readline()
        assert cluster.run("privacy", "export", SOLVEIG).json["kept"]["profiles"]
        assert {word for _, word in traces(data)} == set(TRACES)
    _, told = waiting.communicate(timeout=PATIENCE)
    assert waiting.returncode == 0, told
    assert traces(data) == set()
    assert cluster.run("doctor").code == 0


def test_the_audit_log_says_that_somebody_was_erased_and_not_whom(cluster: Cluster):
    erased(cluster)
    (entry,) = [one for one in _audited(cluster) if one["what"] == "erase"]
    assert (entry["by"], entry["subject"]) == ("operator", "a person")
    assert entry["after"]["rows"]["profiles"] == 1


def test_what_an_erased_person_answered_for_is_asked_about_by_the_coordinators(cluster: Cluster):
    cluster.write("leie.md", "# Leie\n\nEn pult koster 900 kroner.\n")
    put = cluster.run("knowledge", "add", str(cluster.folder / "leie.md"), "--owner", SOLVEIG)
    assert put.code == 0, put.err
    parts = opened(cluster)
    source = next(iter(parts.holdings.every()))
    parts.database.dispose()
    erased(cluster)
    parts = opened(cluster)
    care = parts.holdings.every()[source].care
    matter = Matter("document", source, "review", NOW.date(), care.owner, 1)
    turn = next_turn(matter, USUAL, (), NOW)
    parts.database.dispose()
    assert turn is not None
    assert turn.addressee == COORDINATORS


def _audited(cluster: Cluster) -> list[dict[str, Any]]:
    parts = opened(cluster)
    entries = [asdict(one) for one in parts.audit.entries()]
    parts.database.dispose()
    return entries


def test_no_vector_of_what_an_erased_person_was_found_by_is_left(cluster: Cluster):
    parts = opened(cluster)
    vector = np.asarray(parts.embedder.embed_passages([BY_REGISTER])[0], dtype=np.float32).tobytes()
    parts.database.dispose()
    data = cluster.folder / ".klyngebot"
    assert holds_bytes(data, vector)
    erased(cluster)
    assert holds_bytes(data, vector) == []
    assert f"people.csv#{TARJEI}" in cluster.run("search", "offentlige anskaffelser", "--json").out


def test_the_sync_says_how_many_are_left_out_and_not_who(cluster: Cluster):
    erased(cluster)
    done = cluster.run("ingest", "--json").json
    left_out = [
        one["source"] for one in done["warnings"] if "1 row names a person who asked" in one["warning"]
    ]
    assert sorted(left_out) == ["members.csv", "people.csv"]
    assert not [trace for trace in TRACES if trace in json.dumps(done, ensure_ascii=False)]


def test_a_member_whose_contact_was_erased_stays_a_member_and_others_stay_as_they_were(cluster: Cluster):
    erased(cluster)
    assert "Rimfrost" in cluster.run("ask", "Hvilke medlemmer er i Tromsø?").out
    kept = cluster.run("privacy", "export", TARJEI).json
    assert kept["person"]["names"] == ["Tarjei Bø"]
    assert "introductions" not in kept["kept"]


def test_who_agrees_anew_in_a_profile_is_read_from_the_register_again(cluster: Cluster):
    erased(cluster)
    parts = opened(cluster)
    parts.profiles.save(Profile(SOLVEIG, consent=Consent(True, NOW)), NOW)
    parts.database.dispose()
    cluster.run("ingest")
    assert cluster.run("privacy", "export", SOLVEIG).json["person"]["names"] == [NAME]


def test_an_export_holds_every_kind_of_thing_that_is_kept_of_a_person(cluster: Cluster, tmp_path: Path):
    out = tmp_path / "solveig.json"
    done = cluster.run("privacy", "export", SOLVEIG.upper(), "--slack-user", USER, "--out", str(out))
    assert (done.code, done.out) == (0, ""), done.err
    told = json.loads(out.read_text("utf-8"))
    assert told["person"] == {"email": SOLVEIG, "names": [NAME], "slack_users": [USER]}
    assert set(told["kept"]) == {
        "profiles",
        "consents",
        "preferences",
        "asked_questions",
        "turns",
        "gap_questions",
        "gap_askings",
        "gap_ways",
        "introductions",
        "inbox",
        "admitted_questions",
        "documents",
        "rows",
        "passages",
    }
    assert "said_second" not in told["kept"]["introductions"][0]
    assert cluster.run("privacy", "export", SOLVEIG, "--out", str(out)).code == 2
    assert json.loads(out.read_text("utf-8")) == told


def test_a_document_that_names_an_erased_person_is_told_and_left_to_its_author(cluster: Cluster):
    cluster.write("documents/referat.md", f"# Referat\n\nTil stede: {NAME}.\n")
    cluster.run("ingest")
    assert "documents/referat.md names the person in its text" in erased(cluster)


def test_the_key_of_the_tombstones_is_for_its_owner_alone(cluster: Cluster):
    erased(cluster)
    key = cluster.folder / ".klyngebot" / "privacy.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.write_text("zz", "ascii")
    cluster.write("people.csv", FILES["people.csv"].replace("Tarjei Bø", "Tarjei Bøe"))
    done = cluster.run("ingest")
    assert done.code == 1
    assert "holds no key" in done.err


def test_nobody_is_erased_without_a_yes(cluster: Cluster):
    done = cluster.run("privacy", "erase", SOLVEIG, stdin="n\n")
    assert done.code == 1
    assert cluster.run("privacy", "export", SOLVEIG).json["kept"]["profiles"]
    assert cluster.run("privacy", "erase", "Solveig", "--yes").code == 2


@pytest.mark.parametrize("user", ["", " ", "U1 U2", "kari", "*"])
def test_what_is_no_id_of_slack_is_refused_since_it_could_stand_for_everybody(cluster: Cluster, user: str):
    before = cluster.run("privacy", "export", SOLVEIG).out
    done = cluster.run("privacy", "erase", SOLVEIG, "--slack-user", user, "--yes")
    assert (done.code, "is not an id of Slack's" in done.err) == (2, True)
    assert cluster.run("privacy", "export", SOLVEIG).out == before
