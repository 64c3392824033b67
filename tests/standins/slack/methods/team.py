"""auth.test, team.info, bots.info: who the app is and where."""

from ..context import Context
from ..errors import ApiError, Payload


def _auth_test(context: Context) -> Payload:
    workspace = context.workspace
    return {
        "url": f"https://{workspace.team_domain}.slack.com/",
        "team": workspace.team_name,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def _team_info(context: Context) -> Payload:
    workspace = context.workspace
    if context.get("team") not in (None, workspace.team_id):
        raise ApiError("team_not_found")
    return {"team": {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.team_domain}}


def _bots_info(context: Context) -> Payload:
    asked = context.get("bot") or context.workspace.bot_id
    bot = next((user for user in context.workspace.users.values() if user.bot_id == asked), None)
    if bot is None:
        raise ApiError("bot_not_found")
    app_id = context.workspace.app_id if bot is context.workspace.bot else "A000000002"
    return {
        "bot": {"id": asked, "deleted": bot.deleted, "name": bot.name, "app_id": app_id, "user_id": bot.id}
    }


def _api_test(context: Context) -> Payload:
    if context.get("error"):
        raise ApiError(context.get("error"))
    return {"args": dict(context.arguments)}


HANDLERS = {
    "api.test": _api_test,
    "auth.test": _auth_test,
    "bots.info": _bots_info,
    "team.info": _team_info,
}
