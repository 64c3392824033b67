"""The workspace that the assistant lives in."""

from __future__ import annotations

from slack_bolt import BoltContext


def own_workspace(context: BoltContext) -> str:
    """By the token, and not by what a request says: it may name the workspace of somebody from elsewhere."""
    authorized = context.authorize_result
    return str(authorized.team_id or "") if authorized else ""
