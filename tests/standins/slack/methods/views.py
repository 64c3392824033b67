"""views.*: modals and the App Home."""

import copy

from ..context import Context
from ..errors import ApiError, Payload
from ..limits import check_view
from ..records import Trigger, View

TRIGGER_SECONDS = 3.0
_MAX_STACK = 3


def _use_trigger(context: Context) -> Trigger:
    trigger = context.workspace.triggers.get(str(context.get("trigger_id")))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if context.workspace.clock() - trigger.issued > TRIGGER_SECONDS:
        raise ApiError("expired_trigger_id")
    return trigger


def _checked(context: Context, kind: str) -> Payload:
    view: Payload = context.arguments["view"]
    check_view(view)
    if view["type"] != kind:
        raise ApiError("invalid_arguments", f"must be a {kind} view [json-pointer:/view/type]")
    _check_external_id(context, view, None)
    return view


def _check_external_id(context: Context, view: Payload, own: View | None) -> None:
    external_id = view.get("external_id")
    for other in context.workspace.views.values():
        if external_id and other is not own and other.payload.get("external_id") == external_id:
            raise ApiError("duplicate_external_id")


def _store(context: Context, user: str, payload: Payload, previous: View | None) -> View:
    workspace = context.workspace
    view_id = workspace.ids.next("V")
    root, before = (previous.root, previous.id) if previous else (view_id, None)
    view = View(view_id, user, copy.deepcopy(payload), workspace.ids.next("h"), root, before)
    workspace.views[view_id] = view
    return view


def shown(context: Context, view: View) -> Payload:
    """The view as Slack gives it back."""
    return {
        "id": view.id,
        "team_id": context.workspace.team_id,
        "app_id": context.workspace.app_id,
        "bot_id": context.workspace.bot_id,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "state": {"values": {}},
        **copy.deepcopy(view.payload),
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
    }


def _open(context: Context) -> Payload:
    trigger = _use_trigger(context)
    payload = _checked(context, "modal")
    trigger.used = True
    return {"view": shown(context, _store(context, trigger.user, payload, None))}


def _push(context: Context) -> Payload:
    trigger = _use_trigger(context)
    parent = context.workspace.views.get(trigger.view or "")
    if parent is None:
        raise ApiError("not_found")
    payload = _checked(context, "modal")
    stack = [view for view in context.workspace.views.values() if view.root == parent.root]
    if len(stack) >= _MAX_STACK:
        raise ApiError("push_limit_reached")
    trigger.used = True
    return {"view": shown(context, _store(context, trigger.user, payload, parent))}


def _update(context: Context) -> Payload:
    view = _asked(context)
    payload: Payload = context.arguments["view"]
    check_view(payload)
    _check_external_id(context, payload, view)
    _check_hash(context, view)
    view.payload, view.hash = copy.deepcopy(payload), context.workspace.ids.next("h")
    return {"view": shown(context, view)}


def _asked(context: Context) -> View:
    views, external_id = context.workspace.views, context.get("external_id")
    if context.get("view_id"):
        found = views.get(context.get("view_id"))
    else:
        found = next(
            (v for v in views.values() if external_id and v.payload.get("external_id") == external_id), None
        )
    if found is None:
        raise ApiError("not_found")
    return found


def _check_hash(context: Context, view: View | None) -> None:
    if view is not None and context.get("hash") not in (None, view.hash):
        raise ApiError("hash_conflict")


def _publish(context: Context) -> Payload:
    user = context.workspace.users.get(context.arguments["user_id"])
    if user is None or user.is_bot:
        raise ApiError("invalid_arguments", "invalid `user_id`")
    old = context.workspace.homes.get(user.id)
    _check_hash(context, old)
    view = _store(context, user.id, _checked(context, "home"), None)
    if old is not None:
        del context.workspace.views[old.id]
    context.workspace.homes[user.id] = view
    return {"view": shown(context, view)}


HANDLERS = {"views.open": _open, "views.push": _push, "views.update": _update, "views.publish": _publish}
