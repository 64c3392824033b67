"""users.* and usergroups.*: who is who."""

from ..context import Context
from ..errors import ApiError, Payload
from ..records import User
from .conversations import of_asked_types


def _shown(context: Context, user: User) -> Payload:
    # Addresses are only for apps that may read them; Slack leaves the field out for others.
    with_email = "users:read.email" in context.scopes
    return user.to_slack(with_email, bool(context.get("include_locale")))


def _info(context: Context) -> Payload:
    return {"user": _shown(context, context.user())}


def _list(context: Context) -> Payload:
    page, cursor = context.page(list(context.workspace.users.values()), default=1000, most=1000)
    members = [_shown(context, user) for user in page]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def _lookup_by_email(context: Context) -> Payload:
    wanted = str(context.arguments["email"]).lower()
    for user in context.workspace.users.values():
        if user.email and user.email.lower() == wanted and not user.deleted:
            return {"user": _shown(context, user)}
    raise ApiError("users_not_found")


def _conversations(context: Context) -> Payload:
    member = context.user().id if context.get("user") else context.workspace.bot.id
    found = [channel for channel in of_asked_types(context) if member in channel.members]
    page, cursor = context.page(found, default=100, most=999)
    shown = [channel.to_slack(context.workspace.bot.id) for channel in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _usergroups(context: Context) -> Payload:
    groups = [
        group
        for group in context.workspace.usergroups.values()
        if group.is_enabled or context.get("include_disabled")
    ]
    with_users, with_count = bool(context.get("include_users")), bool(context.get("include_count"))
    return {"usergroups": [group.to_slack(with_users, with_count) for group in groups]}


def _usergroup_users(context: Context) -> Payload:
    group = context.workspace.usergroups.get(context.arguments["usergroup"])
    if group is None or not (group.is_enabled or context.get("include_disabled")):
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


HANDLERS = {
    "users.info": _info,
    "users.list": _list,
    "users.lookupByEmail": _lookup_by_email,
    "users.conversations": _conversations,
    "usergroups.list": _usergroups,
    "usergroups.users.list": _usergroup_users,
}
