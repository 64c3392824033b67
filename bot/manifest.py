"""The Slack app manifest: just the scopes and events that the code uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.gathering.watch import WATCHED
from bot.http_door import EVENTS_PATH
from bot.keeping.saving import SAVE
from bot.listeners import LISTENERS
from bot.listeners.agent import AGENT_LISTENERS
from bot.listeners.ways import COMMAND
from bot.replies.ask_form import ASK_KLYNGEBOT
from bot.replies.catalogue import texts
from bot.replies.greeting import prompts_for
from bot.ways.shortcuts import ANSWER_THIS

_DISPLAY_NAME = "Klyngebot"

# Every method of the Web API that the code calls, and every event it takes, with the scopes that each needs. Where a
# method needs a scope for each kind of conversation, all kinds that the assistant is used in are listed.
METHOD_SCOPES: Mapping[str, frozenset[str]] = {
    "auth.revoke": frozenset(),
    "auth.test": frozenset(),
    "apps.connections.open": frozenset(),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "chat.delete": frozenset({"chat:write"}),
    "chat.startStream": frozenset({"chat:write"}),
    "chat.appendStream": frozenset({"chat:write"}),
    "chat.stopStream": frozenset({"chat:write"}),
    "agents.sessions.setStatus": frozenset({"chat:write"}),
    "assistant.threads.setSuggestedPrompts": frozenset({"assistant:write"}),
    "assistant.threads.setTitle": frozenset({"assistant:write"}),
    "assistant.threads.setStatus": frozenset({"chat:write"}),
    "pins.list": frozenset({"pins:read"}),
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.remove": frozenset({"reactions:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "conversations.history": frozenset({"channels:history", "groups:history", "im:history", "mpim:history"}),
    "conversations.open": frozenset({"im:write", "mpim:write"}),
    "conversations.create": frozenset({"groups:write"}),
    "conversations.invite": frozenset({"groups:write"}),
    "conversations.list": frozenset({"channels:read", "groups:read"}),
    "conversations.info": frozenset({"channels:read", "groups:read", "mpim:read"}),
    "conversations.members": frozenset({"channels:read", "groups:read", "mpim:read"}),
    "conversations.replies": frozenset({"channels:history", "groups:history", "im:history", "mpim:history"}),
    "views.open": frozenset(),
    "views.publish": frozenset(),
    "views.update": frozenset(),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "users.info": frozenset({"users:read", "users:read.email"}),
    "users.list": frozenset({"users:read", "users:read.email"}),
    "users.lookupByEmail": frozenset({"users:read.email"}),
}
# One event needs none, and one needs a scope for each kind of channel that somebody may join.
EVENT_SCOPES: Mapping[str, frozenset[str]] = {
    "app_mention": frozenset({"app_mentions:read"}),
    "message.im": frozenset({"im:history"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "app_home_opened": frozenset(),
    "team_join": frozenset({"users:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "app_context_changed": frozenset({"assistant:write"}),
    "agent_session_stopped": frozenset({"chat:write"}),
    "app_uninstalled": frozenset(),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "pin_added": frozenset({"pins:read"}),
    "pin_removed": frozenset({"pins:read"}),
    "tokens_revoked": frozenset(),
}
# What slash commands and shortcuts need, and fetching what somebody dropped.
_BESIDE = frozenset({"commands", "files:read"})
EVENTS = frozenset({*LISTENERS, *AGENT_LISTENERS, *WATCHED})


def scopes() -> list[str]:
    """The bot scopes, in alphabetical order."""
    of_events = (EVENT_SCOPES[event] for event in EVENTS)
    return sorted(_BESIDE.union(*of_events, *METHOD_SCOPES.values()))


def for_several(made: dict[str, Any], redirect_url: str) -> dict[str, Any]:
    """The same app, which workspaces install by themselves, with tokens that Slack replaces."""
    made["oauth_config"]["redirect_urls"] = [redirect_url]
    made["settings"]["token_rotation_enabled"] = True
    return made


def manifest(cluster: str, socket_mode: bool, request_url: str = "", language: str = "nb") -> dict[str, Any]:
    """As Slack's "From a manifest" takes it. ``request_url`` is the bot's public address, for HTTP; ``language`` that
    of the prompts which are seen before the assistant knows who looks at them."""
    subscriptions: dict[str, Any] = {"bot_events": sorted(EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    command = _command()
    if not socket_mode:
        address = f"{(request_url or 'https://bot.example.org').rstrip('/')}{EVENTS_PATH}"
        subscriptions["request_url"] = interactivity["request_url"] = command["url"] = address
    return {
        "display_information": {
            "name": _DISPLAY_NAME,
            "description": "Answers questions from the cluster's own documents, with sources.",
            "long_description": _long_description(cluster),
            "background_color": "#1d3d4f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "agent_view": _agent_view(cluster, language),
            "bot_user": {"display_name": _DISPLAY_NAME, "always_online": True},
            "slash_commands": [command],
            "shortcuts": _shortcuts(),
        },
        "oauth_config": {"scopes": {"bot": scopes()}},
        "settings": {
            "event_subscriptions": subscriptions,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _command() -> dict[str, Any]:
    return {
        "command": COMMAND,
        "description": "Spør klyngen / ask the cluster: svar med kilder, for deg",
        "usage_hint": "[ask | find | introduce | events | profile | privacy | help] …",
        "should_escape": True,
    }


def _shortcuts() -> list[dict[str, str]]:
    """ "Answer this" and "Save to knowledge" in the menu of a message, "Ask Klyngebot" in that of the workspace. Slack
    shows one language."""
    return [
        {
            "name": "Svar på dette / Answer",
            "type": "message",
            "callback_id": ANSWER_THIS,
            "description": "Answers the message, for you alone until you share it.",
        },
        {
            "name": "Lagre / Save knowledge",
            "type": "message",
            "callback_id": SAVE,
            "description": "Reads the thread, and lets a coordinator add it to the knowledge.",
        },
        {
            "name": "Spør / Ask Klyngebot",
            "type": "global",
            "callback_id": ASK_KLYNGEBOT,
            "description": "One question; the answer comes to you directly.",
        },
    ]


def _agent_view(cluster: str, language: str) -> dict[str, Any]:
    """Slack takes 300 characters of description and four prompts."""
    said = texts(language)
    described = said("Answers from the documents of {cluster}, with sources.", cluster=cluster[:200])
    prompts = prompts_for("new", said, cluster, "")
    return {
        "agent_description": described,
        "suggested_prompts": [{"title": one.title, "message": one.message} for one in prompts],
    }


def _long_description(cluster: str) -> str:
    """Slack asks for 175 characters at least."""
    return (
        f"Klyngebot is the assistant of {cluster[:200]}. Mention it in a channel or write to it directly, "
        "in Norwegian or English: it answers from the cluster's own documents and names its sources, with place "
        "and date. What it shows depends on who can read the reply, and where it finds nothing it says so."
    )
