"""The workspaces that have installed the app, and their tokens, which Slack replaces twice a day."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy import Engine

from bot.client import SLACK_ERRORS, reason
from bot.settings import Environment
from knowledge.records.database import make_tables
from knowledge.writing_lock import WritingLock

_log = logging.getLogger(__name__)
# A token holds for twelve hours.
_MINUTES_BEFORE_ITS_END = 120
_PATIENCE_SECONDS = 30.0


class NotInvited(BoltError):
    """No cluster names this workspace, so that nothing of it is kept."""


class Installations(SQLAlchemyInstallationStore):
    """Slack's own store, which keeps tokens for the workspaces alone that a cluster names. Safe from several threads
    and replicas."""

    def __init__(
        self,
        engine: Engine,
        app: Environment,
        client: WebClient,
        lock: Callable[[], WritingLock],
        invited: Callable[[], frozenset[str]],
    ) -> None:
        """``lock`` is held while a token is replaced: one that replaces it cannot be used twice. ``invited`` are the
        ids of the workspaces that clusters name now."""
        super().__init__(app.slack_client_id, engine)
        self._rotator = TokenRotator(
            client_id=app.slack_client_id, client_secret=app.slack_client_secret, client=client
        )
        self._client = client
        self._lock = lock
        self._invited = invited
        make_tables(engine, self.metadata)

    def save(self, installation: Installation) -> None:
        """Raises NotInvited, after the token has been given back."""
        if installation.team_id not in self._invited():
            self._give_back(installation)
            raise NotInvited(f"no cluster names the workspace {installation.team_id}")
        # Slack tells events of a workspace by its own id, whatever organisation it belongs to.
        installation.enterprise_id = None
        super().save(installation)

    def is_installed(self, workspace: str) -> bool:
        return self._of(workspace) is not None

    def token(self, workspace: str) -> str:
        """One that holds for a while. A Slack that does not answer is asked again next time."""
        bot = self._of(workspace)
        if bot is not None and _ends_soon(bot):
            bot = self._renewed(workspace) or bot
        return (bot.bot_token or "") if bot else ""

    def remove(self, workspace: str) -> None:
        self.delete_all(enterprise_id=None, team_id=workspace)

    def _of(self, workspace: str) -> Bot | None:
        return self.find_bot(enterprise_id=None, team_id=workspace)

    def _renewed(self, workspace: str) -> Bot | None:
        """None where somebody else is at it for long."""
        lock = self._lock()
        if not lock.acquire(_PATIENCE_SECONDS):
            return None
        try:
            return self._replaced(workspace)
        finally:
            lock.release()

    def _replaced(self, workspace: str) -> Bot | None:
        """Another replica may have been quicker."""
        bot = self._of(workspace)
        if bot is None:
            return None
        try:
            fresh = self._rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=_MINUTES_BEFORE_ITS_END
            )
        except (SlackTokenRotationError, *SLACK_ERRORS) as error:
            _log.error("the token of %s could not be replaced: %s", workspace, type(error).__name__)
            return bot
        if fresh is None:
            return bot
        self.save_bot(fresh)
        return fresh

    def _give_back(self, installation: Installation) -> None:
        _log.warning("workspace %s installed the app, and no cluster names it", installation.team_id)
        try:
            self._client.auth_revoke(token=installation.bot_token or "")
        except SlackApiError as error:
            _log.warning("its token could not be given back: %s", reason(error))


def _ends_soon(bot: Bot) -> bool:
    ends = bot.bot_token_expires_at
    return ends is not None and float(ends) <= time.time() + _MINUTES_BEFORE_ITS_END * 60
