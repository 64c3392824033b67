"""What ``klyngebot doctor`` sees of Slack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, fleeting_client, held, patient_client, reason
from bot.finding import Finding
from bot.wiring import Parts


def _workspace(parts: Parts) -> Finding:
    """Of one of several clusters, which are served together."""
    workspace = parts.settings.slack.workspace
    if workspace:
        return Finding("slack", "fine", f"the workspace {workspace} may install the app for it")
    mend = 'write workspace = "T…" under [slack] in its cluster.toml; see docs/clusters.md'
    return Finding("slack", "look", "no workspace is named that may install the app for it", mend)


def look_at_slack(parts: Parts) -> Iterator[Finding]:
    environment = parts.environment
    if parts.name and not environment.slack_bot_token:
        yield _workspace(parts)
        return
    if not environment.slack_bot_token:
        mend = "for Slack: klyngebot manifest > manifest.json, then fill in .env"
        yield Finding("slack", "look", "SLACK_BOT_TOKEN is not set; the terminal works without", mend)
        return
    if not (environment.slack_app_token or environment.slack_signing_secret):
        mend = "set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP"
        yield Finding("slack", "wrong", "Slack has no way in", mend)
    client = fleeting_client(patient_client(environment.slack_bot_token, environment.slack_api_url))
    try:
        known = client.auth_test()
    except SLACK_ERRORS as error:
        mend = "check SLACK_BOT_TOKEN, and that this machine reaches Slack"
        yield Finding("slack", "wrong", f"Slack does not accept the bot token ({reason(error)})", mend)
    else:
        yield Finding("slack", "fine", f"the bot is {known['user']} in {known['team']}")
        yield from _rooms(client, parts.settings.slack.rooms)


def _rooms(client: WebClient, rooms: Sequence[str]) -> Iterator[Finding]:
    """The channels of a cluster that shares its workspace."""
    for room in rooms:
        try:
            channel = held(client.conversations_info(channel=room), "channel", dict)
        except SLACK_ERRORS as error:
            says = f"the bot does not see the channel {room} of slack.rooms ({reason(error)})"
            yield Finding("slack", "look", says, "invite it there, or correct the id in cluster.toml")
            continue
        called = f"#{channel.get('name') or room}"
        if not channel.get("is_member"):
            yield Finding(
                "slack", "look", f"the bot is not in {called}", f"write /invite @Klyngebot in {called}"
            )
        if not channel.get("is_private"):
            says = f"{called} is open to the whole workspace, so that replies there hold what is public"
            yield Finding(
                "slack", "look", says, "make it a private channel, where only members are to read there"
            )
