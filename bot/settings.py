"""The environment (and .env) -> settings. ``.env.example`` lists every variable; a test holds both equal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from dotenv import dotenv_values

from knowledge.addresses import SECRET_PREFIX
from knowledge.errors import ConfigurationError

USUAL_CHAT_MODEL = "openai:gpt-5-mini"
_OF_A_CLUSTER = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "KLYNGEBOT_CHAT_MODEL", "KLYNGEBOT_CHAT_TIMEOUT")


@dataclass(frozen=True, slots=True)
class Environment:
    """One field a variable, by its name in lower case. Empty means not set. Secrets never show in ``repr``.

    ``source_secrets`` are the variables that addresses in cluster.toml name, by their names.
    """

    openai_api_key: str = ""
    openai_base_url: str = ""
    klyngebot_chat_model: str = ""
    klyngebot_chat_timeout: str = "30"
    klyngebot_clusters: str = ""
    klyngebot_config: str = ""
    klyngebot_data: str = ""
    klyngebot_embeddings: str = "local"
    klyngebot_database_url: str = ""
    klyngebot_chroma_url: str = ""
    klyngebot_chroma_token: str = ""
    klyngebot_watch: str = ""
    klyngebot_log: str = ""
    klyngebot_traces: str = ""
    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    slack_signing_secret: str = ""
    slack_api_url: str = "https://slack.com/api/"
    source_secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def chat_model(self) -> str:
        """The model that writes answers; empty where none is wanted or no key is set."""
        if self.klyngebot_chat_model == "none":
            return ""
        return self.klyngebot_chat_model or (USUAL_CHAT_MODEL if self.openai_api_key else "")

    @property
    def chat_timeout(self) -> float:
        """Seconds of silence after which a model counts as unavailable. Raises ConfigurationError."""
        try:
            seconds = float(self.klyngebot_chat_timeout)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= 600:
            raise ConfigurationError(
                f"KLYNGEBOT_CHAT_TIMEOUT '{self.klyngebot_chat_timeout}' is not a number of seconds from 1 to 600; "
                "write one such as 30."
            )
        return seconds

    def __repr__(self) -> str:
        shown = [one.name for one in fields(self) if getattr(self, one.name)]
        return f"Environment(set: {', '.join(shown)})"

    def require(self, *names: str) -> None:
        """Raises ConfigurationError naming the first of these variables that is not set."""
        for name in names:
            if not getattr(self, name.lower()):
                raise ConfigurationError(f"{name} is not set; write it in .env (see .env.example).")


def read_environment(variables: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Environment:
    """Variables of the process win over those in ``dotenv``. Raises ConfigurationError where that cannot be read."""
    known = {one.name for one in fields(Environment)} - {"source_secrets"}
    found = _written(dotenv) | _said(os.environ if variables is None else variables)
    return Environment(
        **{name.lower(): value for name, value in found.items() if name.lower() in known},
        source_secrets=_secrets(found),
    )


def for_cluster(environment: Environment, dotenv: Path) -> Environment:
    """What one of several clusters has: its own file wins in what it may say, and the secrets of its sources stand
    there alone, so that no cluster's file can name another's. Raises ConfigurationError."""
    found = _written(dotenv)
    for name in found:
        if name not in _OF_A_CLUSTER and not name.startswith(SECRET_PREFIX):
            raise ConfigurationError(
                f"{dotenv} sets {name}, which belongs to the whole installation; write it into the .env where "
                f"klyngebot is started. A cluster's own may set {SECRET_PREFIX}… and {', '.join(_OF_A_CLUSTER)}."
            )
    own = {name.lower(): value for name, value in found.items() if name in _OF_A_CLUSTER}
    return replace(environment, **own, source_secrets=_secrets(found))


def _written(dotenv: Path) -> dict[str, str]:
    try:
        return _said(dotenv_values(dotenv)) if dotenv.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{dotenv} cannot be read ({error}); it must be a readable UTF-8 file."
        ) from None


def _said(variables: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in variables.items() if value}


def _secrets(found: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in found.items() if name.startswith(SECRET_PREFIX)}
