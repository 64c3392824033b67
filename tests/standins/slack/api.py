"""One call to the Web API: rights, then arguments, then the method."""

from .arguments import Incoming, check
from .context import Context
from .errors import ApiError, Payload
from .facts import METHODS, MethodFacts
from .installation import Installation
from .methods import HANDLERS
from .sockets import Sockets
from .workspace import Workspace


class Api:
    """Answers calls from the workspace's state."""

    def __init__(self, workspace: Workspace, installation: Installation, sockets: Sockets) -> None:
        self._workspace = workspace
        self._installation = installation
        self._sockets = sockets

    def answer(self, incoming: Incoming) -> Payload:
        """The JSON object that Slack would send."""
        try:
            return {"ok": True, **self._result(incoming)}
        except ApiError as error:
            return error.payload()

    def headers(self, incoming: Incoming) -> dict[str, str]:
        """Slack tells in each answer which scopes the token has and which the method accepts."""
        facts = METHODS.get(incoming.method)
        if facts is None:
            return {}
        granted = ",".join(sorted(self._installation.scopes))
        return {"x-oauth-scopes": granted, "x-accepted-oauth-scopes": ",".join(facts.scopes)}

    def _result(self, incoming: Incoming) -> Payload:
        facts = METHODS.get(incoming.method)
        if facts is None:
            raise ApiError("unknown_method", req_method=incoming.method)
        scopes = self._installation.scopes_for(incoming.token, facts)
        if facts.scopes:
            Context(self._workspace, incoming.values, scopes).require(*facts.scopes)
        arguments = check(incoming, facts)
        return self._run(facts, Context(self._workspace, arguments, scopes, self._installation.events))

    def _run(self, facts: MethodFacts, context: Context) -> Payload:
        if facts.name == "apps.connections.open":
            return {"url": self._sockets.new_url()}
        if facts.name == "oauth.v2.access":
            return self._oauth(context)
        if facts.name == "auth.revoke":
            self._installation.revoke()
            return {"revoked": True}
        return HANDLERS[facts.name](context)

    def _oauth(self, context: Context) -> Payload:
        workspace, installation = self._workspace, self._installation
        if context.get("grant_type") == "refresh_token":
            token = installation.refreshed(context.get("refresh_token"))
        else:
            given = (context.get("code"), context.get("client_id"), context.get("client_secret"))
            token = installation.exchange(*given)
        return {
            "access_token": token,
            **installation.rotation(),
            "token_type": "bot",
            "scope": ",".join(sorted(installation.scopes)),
            "bot_user_id": workspace.bot.id,
            "app_id": workspace.app_id,
            "team": {"id": workspace.team_id, "name": workspace.team_name},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": next((u.id for u in workspace.users.values() if not u.is_bot), "")},
        }
