"""assistant.threads.* and agents.sessions.*: status, titles, prompts and sessions of the agent view."""

from ..context import Context
from ..errors import ApiError, Payload
from ..records import Channel, Session
from .chat import check_costume

_MAX_PROMPTS = 4
_NO_STOP_BUTTON = "missing_agent_session_stopped_event_subscription"


def _set_status(context: Context) -> Payload:
    check_costume(context)
    key = _thread(context)
    if context.arguments["status"]:
        loading = context.get("loading_messages") or []
        context.workspace.statuses[key] = {"status": context.arguments["status"], "loading_messages": loading}
    else:
        context.workspace.statuses.pop(key, None)
    return {}


def _set_title(context: Context) -> Payload:
    context.workspace.titles[_thread(context)] = context.arguments["title"]
    return {}


def _set_suggested_prompts(context: Context) -> Payload:
    channel = context.channel("channel_id")
    prompts = context.arguments["prompts"]
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= _MAX_PROMPTS:
        raise ApiError("invalid_arguments", f"must hold 1 to {_MAX_PROMPTS} prompts [json-pointer:/prompts]")
    if not all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts):
        raise ApiError("invalid_arguments", "each prompt needs title and message [json-pointer:/prompts]")
    # With thread_ts Slack says ok to an app with an agent view, and shows nothing.
    if context.get("thread_ts") is None:
        context.workspace.prompts[channel.id] = {"prompts": prompts, "title": context.get("title")}
    return {}


def _set_session_status(context: Context) -> Payload:
    check_costume(context)
    key = _session_key(context)
    initiator = context.get("initiator_user_id")
    if initiator is not None and initiator not in context.workspace.channels[key[0]].members:
        raise ApiError("user_not_found")
    status = context.arguments["status"]
    session = context.workspace.sessions.setdefault(key, Session(status, context.get("title") or ""))
    session.status = status
    answer = {"status": status, "agent_status": status, "title": session.title}
    return answer if _can_be_stopped(context) else {**answer, "warning": _NO_STOP_BUTTON}


def _can_be_stopped(context: Context) -> bool:
    return context.events is None or "agent_session_stopped" in context.events


def _rename_session(context: Context) -> Payload:
    session = context.workspace.sessions.get(_session_key(context))
    if session is None:
        raise ApiError("session_not_found")
    session.title = context.arguments["title"]
    return {"title": session.title}


def _session_key(context: Context) -> tuple[str, str]:
    channel = context.channel("channel_id")
    if context.workspace.bot.id not in channel.members:
        raise ApiError("not_authorized")
    if not context.get("thread_ts"):
        raise ApiError("thread_ts_required")
    return _existing_thread(context, channel)


def _thread(context: Context) -> tuple[str, str]:
    return _existing_thread(context, context.channel("channel_id"))


def _existing_thread(context: Context, channel: Channel) -> tuple[str, str]:
    thread_ts: str = context.arguments["thread_ts"]
    if context.workspace.messages.find(channel.id, thread_ts) is None:
        raise ApiError("invalid_thread_ts")
    return channel.id, thread_ts


HANDLERS = {
    "assistant.threads.setStatus": _set_status,
    "assistant.threads.setTitle": _set_title,
    "assistant.threads.setSuggestedPrompts": _set_suggested_prompts,
    "agents.sessions.setStatus": _set_session_status,
    "agents.sessions.rename": _rename_session,
}
