"""The one workspace of SLACK_BOT_TOKEN, whose app nobody else installs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, held, reason
from knowledge.errors import ConfigurationError


class OwnWorkspace:
    """`Tokens` of this workspace alone."""

    def __init__(self, client: WebClient, named: Iterable[str], left: Callable[[], None]) -> None:
        """``named`` are the workspaces that clusters name; ``left`` is called when the app is removed. Raises
        ConfigurationError where Slack does not take the token of ``client``, or no cluster names its workspace."""
        self._token = client.token or ""
        self._left = left
        try:
            self._id = held(client.auth_test(), "team_id", str)
        except SLACK_ERRORS as error:
            raise ConfigurationError(
                f"Slack does not accept SLACK_BOT_TOKEN, or cannot be reached ({reason(error)}); copy the Bot User "
                "OAuth Token (xoxb-…) from the app's page 'OAuth & Permissions' once more."
            ) from error
        if self._id not in set(named):
            raise ConfigurationError(
                f"SLACK_BOT_TOKEN is of the workspace {self._id}, and no cluster names it; write "
                f'workspace = "{self._id}" under [slack] in the cluster.toml of each that is served there.'
            )

    def is_installed(self, workspace: str) -> bool:
        return bool(self.token(workspace))

    def token(self, workspace: str) -> str:
        return self._token if workspace == self._id else ""

    def remove(self, workspace: str) -> None:
        """Its token holds no more."""
        self._token = ""
        self._left()
