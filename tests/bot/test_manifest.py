"""The manifest asks for just what the code uses: held against listeners, calls and Slack's names."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

import bot
from bot.manifest import EVENT_SCOPES, EVENTS, METHOD_SCOPES, manifest, scopes

# Slack's own facts, compactly: which scopes a bot token needs for a method or an event. "|": one for each kind.
SLACK_METHODS = {
    "auth.revoke": "",
    "auth.test": "",
    "apps.connections.open": "",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.startStream": "chat:write",
    "chat.appendStream": "chat:write",
    "chat.stopStream": "chat:write",
    "agents.sessions.setStatus": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "assistant.threads.setTitle": "assistant:write",
    "conversations.create": "groups:write|im:write|mpim:write|channels:write|channels:manage",
    "conversations.history": "groups:history|im:history|mpim:history|channels:history",
    "conversations.invite": "channels:write.invites|groups:write.invites|channels:manage|groups:write"
    "|im:write|mpim:write",
    "conversations.list": "groups:read|im:read|mpim:read|channels:read",
    "conversations.open": "channels:manage|groups:write|im:write|mpim:write",
    "assistant.threads.setStatus": "chat:write",
    "pins.list": "pins:read",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "conversations.info": "groups:read|im:read|mpim:read|channels:read",
    "conversations.members": "groups:read|im:read|mpim:read|channels:read",
    "conversations.replies": "groups:history|im:history|mpim:history|channels:history",
    "usergroups.users.list": "usergroups:read",
    "views.open": "",
    "views.publish": "",
    "views.update": "",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
}
SLACK_EVENTS = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.mpim": "mpim:history",
    "app_home_opened": "",
    "app_context_changed": "assistant:write",
    "agent_session_stopped": "chat:write",
    "app_uninstalled": "",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "tokens_revoked": "",
    "team_join": "users:read",
    "member_joined_channel": "channels:read|groups:read",
}
UPLOAD = {"files.getUploadURLExternal", "files.completeUploadExternal"}
# Not a method's own scope: it adds the e-mail address to what users.info and users.list tell.
ADDITIONS = {"users:read.email"}
# Slack's published facts, where they lie beside the repository.
PUBLISHED = Path(__file__).parents[3] / "shared" / "slack"
published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="Slack's published facts are not beside the repository"
)


def methods_called() -> set[str]:
    """The Web API methods in the code, by the names of the client's functions."""
    code = "\n".join(path.read_text() for path in Path(bot.__file__).parent.rglob("*.py"))
    called = set(re.findall(r"\b_?(?:client|exact|fleeting)\.([a-z]+_[A-Za-z_]+)\(", code))
    called |= set(re.findall(r"\bwritten\(\s*self\._[a-z]+\.([a-z]+_[A-Za-z_]+),", code))
    return {name.replace("_", ".") for name in called}


def test_every_method_that_is_called_is_in_the_table_and_the_other_way_round():
    # Bolt checks the token, its Socket Mode handler opens the connection, and files_upload_v2 is two calls.
    by_libraries = {"auth.test", "apps.connections.open", *UPLOAD}
    assert methods_called() | by_libraries == set(METHOD_SCOPES)


def test_each_method_has_the_scopes_that_slack_names_for_it():
    for method, asked in METHOD_SCOPES.items():
        known = set(SLACK_METHODS[method].split("|")) - {""}
        assert asked - (ADDITIONS - known) <= known
        assert bool(asked) == bool(known)


def test_each_event_has_the_scope_that_slack_names_for_it():
    assert set(EVENT_SCOPES) == set(EVENTS)
    assert {event: set(asked) for event, asked in EVENT_SCOPES.items()} == {
        event: set(named.split("|")) - {""} for event, named in SLACK_EVENTS.items()
    }


@published
def test_the_facts_above_are_those_that_slack_publishes():
    for method, named in SLACK_METHODS.items():
        [file] = PUBLISHED.glob(f"methods/**/{method}.json")
        scope = json.loads(file.read_text("utf-8")).get("scope") or {}
        found = set(scope.get("bot", [])) if isinstance(scope, dict) else set()
        assert found == set(named.split("|")) - {""}
    events = {
        item["name"]: item.get("scopes", [])
        for item in json.loads((PUBLISHED / "events/events.json").read_text())
    }
    for event, scopes_of_it in SLACK_EVENTS.items():
        # Slack's own page writes app_mentions.read.
        known = {named.replace("mentions.", "mentions:") for named in events[event]}
        assert set(scopes_of_it.split("|")) - {""} <= known


@published
@pytest.mark.parametrize("socket_mode", [True, False])
def test_the_manifest_fits_slacks_own_schema(socket_mode):
    schema = json.loads((PUBLISHED / "manifest.schema.1.0.0.json").read_text("utf-8"))
    jsonschema.validate(manifest("Eksempelklyngen", socket_mode, "https://bot.example.org"), schema)


@pytest.mark.parametrize("socket_mode", [True, False])
def test_the_manifest_subscribes_to_the_listeners_events_and_asks_for_their_scopes(socket_mode):
    made = manifest("Eksempelklyngen", socket_mode, "https://bot.example.org/")
    settings = made["settings"]
    assert set(settings["event_subscriptions"]["bot_events"]) == set(EVENTS)
    assert made["oauth_config"]["scopes"]["bot"] == scopes()
    assert set(scopes()) == {"commands", "files:read"}.union(*EVENT_SCOPES.values(), *METHOD_SCOPES.values())
    assert settings["socket_mode_enabled"] is socket_mode
    url = settings["event_subscriptions"].get("request_url")
    assert url == (None if socket_mode else "https://bot.example.org/slack/events")


@pytest.mark.parametrize("socket_mode", [True, False])
def test_the_manifest_holds_the_command_and_shortcuts_that_are_listened_to(socket_mode):
    features = manifest("Eksempelklyngen", socket_mode, "https://bot.example.org")["features"]
    [command] = features["slash_commands"]
    assert command["command"] == "/klynge"
    assert command.get("url") == (None if socket_mode else "https://bot.example.org/slack/events")
    assert {(one["type"], one["callback_id"]) for one in features["shortcuts"]} == {
        ("message", "answer_this"),
        ("message", "save_to_knowledge"),
        ("global", "ask_klyngebot"),
    }
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in features["shortcuts"])


def test_the_manifest_keeps_slacks_lengths():
    for cluster in ("K", "K" * 5_000):
        shown = manifest(cluster, True)["display_information"]
        assert 1 <= len(shown["name"]) <= 35
        assert len(shown["description"]) <= 140
        assert 175 <= len(shown["long_description"]) <= 4_000
        assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
        assert len(manifest(cluster, True)["features"]["agent_view"]["agent_description"]) <= 300


@pytest.mark.parametrize(("language", "word"), [("nb", "Hvem bør jeg møte?"), ("en", "Who should I meet?")])
def test_the_manifests_prompts_are_in_the_language_of_the_cluster(language, word):
    prompts = manifest("K", True, language=language)["features"]["agent_view"]["suggested_prompts"]
    assert word in [prompt["message"] for prompt in prompts]
    assert len(prompts) == 4


def test_direct_messages_and_the_home_are_open_in_the_manifest():
    home = manifest("K", True)["features"]["app_home"]
    assert home["home_tab_enabled"] is True
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
