"""`klyngebot doctor`: what is wrong, how to mend it, and what leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.scenarios.command_line import CLUSTER, OPEN_TO_MODELS, Cluster, new_cluster
from tests.standins.slack import SlackStandIn


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    cluster = new_cluster(tmp_path_factory.mktemp("cluster"))
    assert cluster.run("ingest").code == 0
    return cluster


def _with(cluster: Cluster, **environment: str) -> Cluster:
    return Cluster(cluster.folder, environment)


def _states(found: Mapping) -> dict[str, str]:
    """The worst state of each subject."""
    order = ("fine", "look", "wrong")
    worst: dict[str, str] = {}
    for finding in found["findings"]:
        worst[finding["subject"]] = max(
            worst.get(finding["subject"], "fine"), finding["state"], key=order.index
        )
    return worst


def test_a_sound_installation_has_nothing_wrong_and_sends_nothing(indexed: Cluster):
    result = indexed.run("doctor", "--json")
    assert result.code == 0
    assert "wrong" not in _states(result.json).values()
    assert result.json["leaves_the_machine"] == []
    assert "Nothing leaves this machine." in indexed.run("doctor").out


def test_what_is_not_indexed_yet_is_wrong_and_says_what_to_run(tmp_path: Path):
    result = new_cluster(tmp_path).run("doctor")
    assert result.code == 1
    assert "mend: run: klyngebot ingest" in result.out


def test_an_inner_source_that_is_named_no_more_deserves_a_look_until_a_sync_has_followed(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    assert cluster.run("ingest").code == 0
    board = '[[sources]]\npath = "documents/board-only"\naudience = "board"\n'
    assert board in CLUSTER
    cluster.write("cluster.toml", CLUSTER.replace(board, ""))
    result = cluster.run("doctor")
    assert (
        "names documents/board-only no more; what lies there was for 'board', is for 'members' now"
        in result.out
    )
    assert cluster.run("ingest").code == 0
    assert "board-only" not in cluster.run("doctor").out


@pytest.mark.skipif(os.name != "posix", reason="other systems keep other rights")
def test_a_data_folder_is_its_owner_s_alone_and_one_that_others_can_open_is_wrong(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    cluster.run("ingest")
    data = tmp_path / ".klyngebot"
    assert data.stat().st_mode & 0o777 == 0o700
    data.chmod(0o755)
    result = cluster.run("doctor", "--json")
    assert (result.code, _states(result.json)["data folder"]) == (1, "wrong")
    assert "chmod 700" in cluster.run("doctor").out


def test_a_file_that_failed_and_an_empty_audience_deserve_a_look(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    cluster.write("cluster.toml", CLUSTER.replace('members = ["chair@example.org"]', ""))
    cluster.write("documents/empty.md", "")
    cluster.run("ingest")
    result = cluster.run("doctor", "--json")
    assert result.code == 0
    assert (_states(result.json)["sources"], _states(result.json)["settings"]) == ("look", "look")


def test_an_audience_that_changes_nothing_deserves_a_look(indexed: Cluster):
    changed = f'{CLUSTER}[audiences.public]\nmembers = ["few@example.org"]\n'
    indexed.write("narrowed.toml", changed)
    result = indexed.run("doctor", "--config", "narrowed.toml")
    assert "look   settings: [audiences.public] changes nothing" in result.out


def test_a_model_and_its_key_are_told_as_what_leaves_the_machine(indexed: Cluster):
    indexed.write("allowed.toml", OPEN_TO_MODELS)
    cluster = _with(indexed, OPENAI_API_KEY="sk-hemmelig", OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    result = cluster.run("doctor", "--config", "allowed.toml")
    assert "openai:gpt-5-mini (http://127.0.0.1:9/v1)" in result.out
    assert "sk-hemmelig" not in result.out + result.err


def test_a_model_that_cluster_toml_does_not_allow_deserves_a_look_and_gets_nothing(indexed: Cluster):
    cluster = _with(indexed, OPENAI_API_KEY="sk-hemmelig", OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    result = cluster.run("doctor")
    assert "look   model: openai:gpt-5-mini is set, and cluster.toml lets nothing go to" in result.out
    assert "write allow_model_provider = true under [cluster]" in result.out
    assert cluster.run("doctor", "--json").json["leaves_the_machine"] == []


def test_the_sites_that_a_sync_asks_are_told_as_what_leaves_the_machine(tmp_path: Path):
    cluster = new_cluster(tmp_path)
    toml = (tmp_path / "cluster.toml").read_text("utf-8")
    cluster.write("cluster.toml", toml + '[[sources]]\npath = "https://klynge.example/sitemap.xml"\n')
    sentences = cluster.run("doctor", "--json").json["leaves_the_machine"]
    assert sentences == ["Each sync asks for what lies at: https://klynge.example/sitemap.xml."]


def test_a_wrong_setting_of_the_model_is_wrong_and_stops_no_other_check(indexed: Cluster):
    indexed.write("allowed.toml", OPEN_TO_MODELS)
    cluster = _with(indexed, KLYNGEBOT_CHAT_MODEL="openai:gpt-5-mini")
    result = cluster.run("doctor", "--config", "allowed.toml", "--json")
    assert result.code == 1
    assert _states(result.json)["model"] == "wrong"
    assert _states(result.json)["slack"] == "look"


def test_the_bot_that_slack_knows_is_named(indexed: Cluster, slack: SlackStandIn):
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": "xapp-1"}
    result = _with(indexed, SLACK_API_URL=slack.base_url, **tokens).run("doctor", "--json")
    assert _states(result.json)["slack"] == "fine"
    assert any("Slack" in sentence for sentence in result.json["leaves_the_machine"])


def test_a_token_that_slack_refuses_is_wrong(indexed: Cluster, slack: SlackStandIn):
    tokens = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-1"}
    result = _with(indexed, SLACK_API_URL=slack.base_url, **tokens).run("doctor")
    assert result.code == 1
    assert "invalid_auth" in result.out
    assert "xoxb-wrong" not in result.out + result.err


def test_the_channels_of_a_cluster_that_shares_its_workspace_are_looked_at(
    indexed: Cluster, slack: SlackStandIn
):
    kari = slack.workspace.add_user("kari")
    private = slack.workspace.add_channel("styret", [kari], "private")
    open_one = slack.workspace.add_channel("prat", [kari])
    elsewhere = slack.workspace.add_channel("annet", [kari], with_bot=False)
    rooms = [private.id, open_one.id, elsewhere.id, "C0FEIL"]
    members = f'[audiences.members]\nslack_channel = "{private.id}"\n'
    shared = f'{members}[slack]\nworkspace = "T000000001"\nrooms = {rooms}\n'
    indexed.write("shared.toml", CLUSTER + shared)
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": "xapp-1"}
    bot = _with(indexed, SLACK_API_URL=slack.base_url, **tokens)
    told = bot.run("doctor", "--config", "shared.toml").out
    assert "#prat is open to the whole workspace" in told
    assert "the bot is not in #annet" in told
    assert "the bot does not see the channel C0FEIL" in told
    assert "#styret" not in told
