"""The pages by which a workspace installs the app: Bolt's OAuth flow, with words of our own at its end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from http import HTTPStatus

from slack_bolt import BoltRequest
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot.http_door import INSTALL_PATH, REDIRECT_PATH
from bot.manifest import scopes
from bot.settings import Environment
from bot.workspaces.installations import Installations, NotInvited
from knowledge.records.database import make_tables

_log = logging.getLogger(__name__)
_STATE_SECONDS = 600
_INSTALLED = (
    "Klyngebot er på plass i {team}. Skriv til den i Slack.",
    "Klyngebot is in place in {team}. Write to it in Slack.",
)
_NOT_INVITED = (
    "Ingen klynge er satt opp for dette arbeidsområdet. Be den som drifter Klyngebot om å legge det inn.",
    "No cluster is set up for this workspace. Ask whoever runs Klyngebot to add it.",
)
_FAILED = (
    "Det gikk ikke å installere Klyngebot. Begynn på nytt fra lenken du fikk.",
    "Klyngebot could not be installed. Start again from the link that you were given.",
)


class InstallDoor:
    def __init__(
        self, installations: Installations, app: Environment, client: WebClient, installed: Callable[[], None]
    ) -> None:
        """``installed`` is called when a workspace has come."""
        states = SQLAlchemyOAuthStateStore(_STATE_SECONDS, installations.engine)
        make_tables(installations.engine, states.metadata)
        settings = OAuthSettings(
            client_id=app.slack_client_id,
            client_secret=app.slack_client_secret,
            scopes=scopes(),
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            install_page_rendering_enabled=False,
            callback_options=CallbackOptions(self._succeeded, self._failed),
            installation_store=installations,
            state_store=states,
        )
        self._flow = OAuthFlow(client=client, settings=settings)
        self._installed = installed

    def answer(self, path: str, request: BoltRequest) -> BoltResponse:
        if path == INSTALL_PATH:
            return self._flow.handle_installation(request)
        return self._flow.handle_callback(request)

    def _succeeded(self, told: SuccessArgs) -> BoltResponse:
        self._installed()
        return _page(HTTPStatus.OK, *_INSTALLED, team=told.installation.team_name or "Slack")

    def _failed(self, told: FailureArgs) -> BoltResponse:
        _log.warning("the app was not installed: %s", told.reason)
        if isinstance(told.error, NotInvited):
            return _page(HTTPStatus.FORBIDDEN, *_NOT_INVITED)
        return _page(HTTPStatus(told.suggested_status_code), *_FAILED)


def _page(status: HTTPStatus, norwegian: str, english: str, team: str = "") -> BoltResponse:
    said = [escape(text.format(team=team)) for text in (norwegian, english)]
    body = (
        '<!DOCTYPE html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>Klyngebot</title><body><p>{said[0]}</p><p lang="en">{said[1]}</p></body></html>'
    )
    return BoltResponse(status=int(status), body=body, headers={"Content-Type": "text/html; charset=utf-8"})
