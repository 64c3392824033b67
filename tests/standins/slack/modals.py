"""What the app's answer to a submitted modal does on the person's screen: `response_action`."""

import copy
from typing import Any

from .errors import ApiError, Payload, StandInError
from .limits import check_view
from .records import View
from .workspace import Workspace


def submitted(workspace: Workspace, payload: Payload, answer: Payload | None) -> View | None:
    """Applies the body of the app's acknowledgement; the modal then on top, None when all are closed.

    Raises StandInError for an answer that Slack would show the person as an error.
    """
    with workspace.watch:
        view = workspace.views[payload["view"]["id"]]
        match (answer or {}).get("response_action"):
            case None:
                return _close(workspace, view)
            case "clear":
                _clear(workspace, view)
                return None
            case "errors":
                return _refused(view, (answer or {}).get("errors"))
            case "update":
                return _updated(workspace, view, (answer or {}).get("view"))
            case "push":
                return _pushed(workspace, view, (answer or {}).get("view"))
            case other:
                raise StandInError(f"Slack has no response_action {other!r}")


def _close(workspace: Workspace, view: View) -> View | None:
    del workspace.views[view.id]
    return workspace.views.get(view.previous or "")


def _clear(workspace: Workspace, view: View) -> None:
    for other in [other for other in workspace.views.values() if other.root == view.root]:
        del workspace.views[other.id]


def _refused(view: View, errors: Any) -> View:
    inputs = {block.get("block_id") for block in view.payload["blocks"] if block["type"] == "input"}
    unknown = sorted(set(errors or {}) - inputs)
    if not errors or unknown:
        raise StandInError(f"errors must name the block_id of input blocks; {unknown or 'nothing'} is none")
    return view


def _updated(workspace: Workspace, view: View, payload: Any) -> View:
    view.payload, view.hash = _checked(payload), workspace.ids.next("h")
    return view


def _pushed(workspace: Workspace, view: View, payload: Any) -> View:
    new = View(
        workspace.ids.next("V"), view.user, _checked(payload), workspace.ids.next("h"), view.root, view.id
    )
    workspace.views[new.id] = new
    return new


def _checked(payload: Any) -> Payload:
    try:
        check_view(payload)
    except ApiError as error:
        raise StandInError(f"Slack would refuse this view: {error.payload()}") from error
    return copy.deepcopy(payload)
