"""Several clusters in one installation, by the command line: each alone, and what two sisters share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.command_line import Cluster, Result
from tests.scenarios.sister_clusters import ENERGI, KI, new_installation
from tests.standins.slack import SlackStandIn

SHARES = (
    '[audiences.members]\nslack_channel = "C0ALLE"\n\n[slack]\nworkspace = "T012AB"\nrooms = ["C0ALLE"]\n'
)


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_installation(tmp_path_factory.mktemp("installation"))
    for name in ("ki", "energi"):
        assert made.run("ingest", "--cluster", name, "--strict").code == 0
    return made.folder


@pytest.fixture
def clusters(synced: Path, tmp_path: Path) -> Cluster:
    shutil.copytree(synced, tmp_path, dirs_exist_ok=True)
    return Cluster(tmp_path, {"KLYNGEBOT_CLUSTERS": "clusters"})


def _found(clusters: Cluster, name: str, query: str, *options: str) -> str:
    done = clusters.run("search", query, "--cluster", name, "-k", "50", "--json", *options)
    assert done.code == 0, done.err
    return "\n".join(f"{one['source']} {one['text']}" for one in done.json["results"])


def _asked(clusters: Cluster, name: str, question: str) -> Any:
    return clusters.run("ask", question, "--cluster", name, "--json").json


def _edited(clusters: Cluster, name: str, text: str, old: str, new: str) -> None:
    assert old in text
    clusters.write(f"clusters/{name}/cluster.toml", text.replace(old, new))


def test_each_cluster_answers_from_its_own(clusters: Cluster):
    question = "Hvor mye koster årskontingenten?"
    assert "7 700" in _asked(clusters, "ki", question)["answer"]
    assert "3 300" in _asked(clusters, "energi", question)["answer"]
    assert "3 300" not in _found(clusters, "ki", question)
    assert "7 700" not in _found(clusters, "energi", question)


def test_all_are_listed_with_what_each_knows_and_one_that_cannot_be_opened_hides_no_other(clusters: Cluster):
    listed = clusters.run("clusters", "--json")
    assert listed.code == 0, listed.err
    assert [(one["name"], one["workspace"], one["fault"]) for one in listed.json] == [
        ("energi", "", ""),
        ("ki", "", ""),
    ]
    assert all(one["passages"] and one["synced_at"] for one in listed.json)
    clusters.write("clusters/energi/cluster.toml", "[cluster\n")
    listed = clusters.run("clusters")
    assert listed.code == 1
    first, second = listed.out.splitlines()
    assert first.startswith("energi: ")
    assert "cluster.toml" in first
    assert second.startswith("ki: ")
    assert "passages, synced" in second


def test_of_one_that_shares_its_workspace_it_is_said_how_many_channels_are_its_own(clusters: Cluster):
    _edited(clusters, "energi", ENERGI, "[[sisters]]", f"{SHARES}\n[[sisters]]")
    assert clusters.run("clusters", "--json").json[0]["rooms"] == ["C0ALLE"]
    assert "Energiklyngen, T012AB (1 of its channels)" in clusters.run("clusters").out


def test_of_a_folder_without_clusters_it_is_said_how_to_make_one(tmp_path: Path):
    (tmp_path / "clusters").mkdir()
    listed = Cluster(tmp_path, {"KLYNGEBOT_CLUSTERS": "clusters"}).run("clusters")
    assert listed.code == 2
    assert "holds no cluster; make a folder for each" in listed.err


def test_what_a_sister_shares_is_found_and_cited_by_its_path_from_here(clusters: Cluster):
    answer = _asked(clusters, "energi", "Hvem kan leie dronelaben i Hangar 4?")
    assert "begge klyngene" in answer["answer"]
    assert [one["source"] for one in answer["citations"]] == ["../ki/documents/joint/lab.md"]


def test_a_directory_is_shared_both_ways(clusters: Cluster):
    assert [
        one["name"] for one in _asked(clusters, "energi", "Hvilke medlemmer holder til i Moss?")["members"]
    ] == ["Kystdata"]
    assert [
        one["name"] for one in _asked(clusters, "ki", "Hvilke medlemmer holder til i Arendal?")["members"]
    ] == ["Vindkraft Sør"]
    assert "Tuva Lien" in str(_asked(clusters, "energi", "Hvem kan undervannsrobotikk?"))


@pytest.mark.parametrize("options", [(), ("--as", "leder@energi.example"), ("--audience", "board")])
def test_a_board_paper_within_a_shared_folder_stays_at_home(clusters: Cluster, options: tuple[str, ...]):
    assert "412 000" not in _found(clusters, "energi", "Hva koster leieavtalen for dronelaben?", *options)
    assert "412 000" in _found(
        clusters, "ki", "Hva koster leieavtalen for dronelaben?", "--audience", "board"
    )


def test_a_source_that_is_shared_no_more_is_hidden_before_the_next_sync_and_gone_after_it(clusters: Cluster):
    _edited(
        clusters, "ki", KI, 'path = "documents/joint"\nshared_with = ["energi"]', 'path = "documents/joint"'
    )
    assert "Hangar 4" not in _found(clusters, "energi", "Hvor ligger dronelaben?")
    removed = clusters.run("ingest", "--cluster", "energi", "--json").json["removed"]
    assert removed == 1


def test_sharing_takes_two(clusters: Cluster):
    _edited(clusters, "energi", ENERGI, '[[sisters]]\nname = "ki"', "")
    assert "Hangar 4" not in _found(clusters, "energi", "Hvor ligger dronelaben?")


def test_a_document_that_the_sister_withdraws_is_told_here_no_more(clusters: Cluster):
    gone = clusters.run("knowledge", "remove", "documents/joint/lab.md", "--cluster", "ki")
    assert gone.code == 0, gone.err
    assert "Hangar 4" not in _found(clusters, "energi", "Hvor ligger dronelaben?")


def test_whoever_is_erased_at_home_is_gone_at_the_sisters_too(clusters: Cluster):
    gone = clusters.run("privacy", "erase", "tuva@havblikk.example", "--yes", "--cluster", "ki")
    assert gone.code == 0, gone.err
    for name in ("ki", "energi"):
        assert "Tuva" not in _found(clusters, name, "Hvem kan undervannsrobotikk?")
        assert clusters.run("ingest", "--cluster", name).code == 0
        assert "Tuva" not in _found(clusters, name, "Hvem kan undervannsrobotikk?")
    for file in (clusters.folder / "clusters/energi/.klyngebot").rglob("*"):
        assert not file.is_file() or b"tuva@havblikk" not in file.read_bytes(), file


def test_whoever_is_erased_at_a_sister_stays_at_home(clusters: Cluster):
    assert clusters.run("privacy", "erase", "tuva@havblikk.example", "--yes", "--cluster", "energi").code == 0
    assert "Tuva" not in _found(clusters, "energi", "Hvem kan undervannsrobotikk?")
    assert "Tuva" in _found(clusters, "ki", "Hvem kan undervannsrobotikk?")


def test_a_sister_whose_file_is_broken_shares_nothing_and_stops_nobody(clusters: Cluster):
    clusters.write("clusters/ki/cluster.toml", "[cluster\n")
    done = clusters.run("search", "dronelaben", "--cluster", "energi", "--json")
    assert (done.code, "Hangar 4" in done.out) == (0, False)
    assert "ki shares nothing until this is mended" in done.err
    assert clusters.run("status", "--cluster", "ki").code == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("status",), "there are several clusters (energi, ki); say which with --cluster NAME"),
        (("status", "--cluster", "sol"), "there is no cluster 'sol'; use one of: energi, ki"),
        (("status", "--cluster", "ki", "--config", "clusters/ki/cluster.toml"), "name two clusters"),
        (("status", "--config", "clusters/ki/cluster.toml"), "say which with --cluster NAME"),
    ],
)
def test_a_cluster_that_is_not_named_well_is_a_sentence(
    clusters: Cluster, arguments: tuple[str, ...], sentence: str
):
    done = clusters.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "ki"', 'name = "sol"', "sisters names 'sol'"),
        ('name = "ki"', 'name = "energi"', "which is this cluster or named before"),
        ('name = "ki"', 'name = "Ki"', "is not the name of a cluster's folder"),
        ('name = "ki"', 'name = "ki"\naudience = "alle"', "'alle', which is not defined"),
        ('shared_with = ["ki"]', 'shared_with = ["../ki"]', "is not the name of a cluster's folder"),
    ],
)
def test_a_sister_that_cannot_be_meant_is_a_sentence(clusters: Cluster, old: str, new: str, sentence: str):
    _edited(clusters, "energi", ENERGI, old, new)
    done = clusters.run("status", "--cluster", "energi")
    assert done.code == 2
    assert sentence in done.err


def test_the_secrets_of_one_clusters_sources_are_not_anothers(clusters: Cluster):
    secret = Cluster(clusters.folder, {**clusters.environment, "KLYNGEBOT_SOURCE_FEED": "hemmelig"})
    address = 'path = "https://127.0.0.1:9/${KLYNGEBOT_SOURCE_FEED}/feed.xml"'
    _edited(secret, "energi", ENERGI, 'path = "documents"\n', f'path = "documents"\n[[sources]]\n{address}\n')
    assert "KLYNGEBOT_SOURCE_FEED" in _failures(secret.run("ingest", "--cluster", "energi", "--json"))
    secret.write("clusters/energi/.env", "KLYNGEBOT_SOURCE_FEED=egen\n")
    assert "is not set" not in _failures(secret.run("ingest", "--cluster", "energi", "--json"))


def _failures(done: Result) -> str:
    return " ".join(f"{one['source']} {one['reason']} {one['mend']}" for one in done.json["failed"])


def test_a_clusters_own_environment_may_not_speak_for_the_installation(clusters: Cluster):
    clusters.write("clusters/ki/.env", "KLYNGEBOT_DATABASE_URL=sqlite:///other.db\n")
    done = clusters.run("status", "--cluster", "ki")
    assert done.code == 2
    assert "sets KLYNGEBOT_DATABASE_URL, which belongs to the whole installation" in done.err
    assert "other.db" not in done.err


def test_one_database_file_for_several_clusters_is_refused(clusters: Cluster):
    shared = Cluster(clusters.folder, {**clusters.environment, "KLYNGEBOT_DATABASE_URL": "sqlite:///all.db"})
    done = shared.run("status", "--cluster", "ki")
    assert done.code == 2
    assert "names one file for several clusters" in done.err


def test_the_doctor_says_which_workspace_may_install_the_app(clusters: Cluster):
    assert "no workspace is named" in clusters.run("doctor", "--cluster", "energi").out
    _edited(clusters, "energi", ENERGI, "[[sisters]]", '[slack]\nworkspace = "T012AB"\n\n[[sisters]]')
    assert "the workspace T012AB may install the app" in clusters.run("doctor", "--cluster", "energi").out


def test_the_manifest_of_several_is_of_an_app_that_workspaces_install_by_themselves(clusters: Cluster):
    made = clusters.run("manifest", "--cluster", "ki", "--request-url", "https://bot.example.org/").json
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]
    assert made["settings"]["token_rotation_enabled"] is True


@pytest.mark.parametrize("path", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"])
def test_serving_several_without_what_slack_knows_the_app_by_is_a_sentence(clusters: Cluster, path: str):
    app = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "s"}
    done = Cluster(clusters.folder, {**clusters.environment, **app, path: ""}).run("serve")
    assert (done.code, f"{path} is not set" in done.err) == (2, True)


SHARES = (
    '[audiences.members]\nslack_channel = "C0ALLE"\n\n[slack]\nworkspace = "T012AB"\nrooms = ["C0ALLE"]\n'
)


@pytest.mark.parametrize(
    ("ki", "sentence"),
    [
        (
            '[slack]\nworkspace = "T012AB"\n',
            "where clusters share one, each names its own channels as slack.rooms",
        ),
        (SHARES, "both name the channel C0ALLE; a channel belongs to one cluster"),
    ],
)
def test_two_clusters_that_would_take_the_same_place_in_slack_are_a_sentence(
    clusters: Cluster, ki: str, sentence: str
):
    _edited(clusters, "ki", KI, "[[sisters]]", f"{ki}\n[[sisters]]")
    _edited(clusters, "energi", ENERGI, "[[sisters]]", f"{SHARES}\n[[sisters]]")
    app = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s", "SLACK_SIGNING_SECRET": "s"}
    done = Cluster(clusters.folder, {**clusters.environment, **app}).run("serve")
    assert (done.code, sentence in done.err) == (2, True), done.err


def test_a_token_of_a_workspace_that_no_cluster_names_is_a_sentence(clusters: Cluster):
    with SlackStandIn(team_id="T0ANDRE") as slack:
        token = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.base_url}
        app = {**clusters.environment, **token, "SLACK_APP_TOKEN": slack.app_token}
        done = Cluster(clusters.folder, app).run("serve")
    assert (done.code, 'write workspace = "T0ANDRE" under [slack]' in done.err) == (2, True), done.err


def test_a_token_that_slack_does_not_take_is_a_sentence(clusters: Cluster):
    with SlackStandIn() as slack:
        token = {"SLACK_BOT_TOKEN": "xoxb-gammelt", "SLACK_API_URL": slack.base_url}
        app = {**clusters.environment, **token, "SLACK_APP_TOKEN": slack.app_token}
        done = Cluster(clusters.folder, app).run("serve")
    assert (done.code, "Slack does not accept SLACK_BOT_TOKEN" in done.err) == (2, True), done.err
