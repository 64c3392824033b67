"""The app as installed: its tokens and secrets, the scopes it was granted, the events it asked for."""

from collections.abc import Iterable

from .errors import ApiError, NotDeliveredError, Payload
from .facts import ALL_SCOPES, EVENT_SCOPES, MethodFacts

_APP_SCOPES = frozenset({"connections:write"})
_WITHOUT_TOKEN = {"oauth.v2.access", "api.test"}


class Installation:
    """One app in one workspace; None grants all scopes but chat:write.public, and all events."""

    bot_token = "xoxb-stand-in"
    app_token = "xapp-stand-in"
    signing_secret = "stand-in-signing-secret"
    client_id = "1000.2000"
    client_secret = "stand-in-client-secret"

    def __init__(self, scopes: Iterable[str] | None, events: Iterable[str] | None, team_id: str = "") -> None:
        self.bot_token = f"{self.bot_token}{team_id and f'-{team_id}'}"
        self.scopes = ALL_SCOPES - _APP_SCOPES if scopes is None else frozenset(scopes)
        self.events = None if events is None else frozenset(events)
        self._tokens = {self.bot_token, self.app_token}
        self._revoked: set[str] = set()
        self._codes: set[str] = set()
        # Seconds that a bot token holds; None where tokens are not rotated.
        self.token_seconds: int | None = None
        self._refresh = ""
        self._team = team_id

    def revoke(self) -> None:
        """Uninstalls the app: its tokens answer `token_revoked` from now on."""
        self._revoked = set(self._tokens)

    def scopes_for(self, token: str | None, facts: MethodFacts) -> frozenset[str]:
        """The scopes that `token` brings to a method; raises what Slack answers to a wrong token."""
        if facts.name in _WITHOUT_TOKEN:
            return frozenset()
        if not token:
            raise ApiError("not_authed")
        if token not in self._tokens:
            raise ApiError("invalid_auth")
        if token in self._revoked:
            raise ApiError("token_revoked")
        is_app_token = token.startswith("xapp-")
        if is_app_token != (facts.name == "apps.connections.open"):
            raise ApiError("not_allowed_token_type")
        return _APP_SCOPES if is_app_token else self.scopes

    def knows(self, token: str | None, scope: str) -> bool:
        """Whether a bot token with `scope` was shown, as a file download asks."""
        return token == self.bot_token and token not in self._revoked and scope in self.scopes

    def new_code(self) -> str:
        """A code as Slack gives it to the redirect URL when somebody installs the app."""
        code = f"code-{self._team}-{len(self._codes) + 1}"
        self._codes.add(code)
        return code

    def exchange(self, code: object, client_id: object, client_secret: object) -> str:
        """The bot token for a code, once."""
        if client_id != self.client_id:
            raise ApiError("invalid_client_id")
        if client_secret != self.client_secret:
            raise ApiError("bad_client_secret")
        if code not in self._codes:
            raise ApiError("invalid_code")
        self._codes.discard(str(code))
        self._revoked.discard(self.bot_token)
        return self.bot_token

    def refreshed(self, refresh_token: object) -> str:
        """The next bot token for the refresh token of the last answer, once; the one before holds a while longer."""
        if not self._refresh or refresh_token != self._refresh:
            raise ApiError("invalid_refresh_token")
        self.bot_token = f"{self.bot_token}+"
        self._tokens.add(self.bot_token)
        return self.bot_token

    def rotation(self) -> Payload:
        """What an answer tells of it."""
        if self.token_seconds is None:
            return {}
        self._refresh = f"xoxe-refresh-of-{self.bot_token}"
        return {"refresh_token": self._refresh, "expires_in": self.token_seconds}

    def check_event(self, name: str, needed: Iterable[str] | None = None) -> None:
        """Raises NotDeliveredError when Slack would not send this event to the app."""
        if name not in EVENT_SCOPES:
            raise NotDeliveredError(f"Slack has no event {name!r}")
        if self.events is not None and name not in self.events:
            raise NotDeliveredError(f"the app did not subscribe to {name}")
        scopes = EVENT_SCOPES[name] if needed is None else tuple(needed)
        if scopes and not self.scopes.intersection(scopes):
            raise NotDeliveredError(f"{name} needs the scope {' or '.join(scopes)}")

    def check_scope(self, scope: str, purpose: str) -> None:
        if scope not in self.scopes:
            raise NotDeliveredError(f"{purpose} needs the scope {scope}")
