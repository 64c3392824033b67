"""cluster.toml: one file describes a cluster. Read, checked, and turned into frozen settings."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from knowledge.addresses import SECRET_PREFIX, bears_password, misnamed_secret
from knowledge.columns import require_columns
from knowledge.errors import ConfigurationError
from knowledge.fetching_settings import FetchingSection
from knowledge.intervals import Interval
from knowledge.introduction_settings import IntroductionsSection
from knowledge.limits_settings import LimitsSection
from knowledge.models import MEMBERS, PUBLIC, SourceKind
from knowledge.privacy_settings import PrivacySection
from knowledge.rows import Trust
from knowledge.section import Section
from knowledge.slack_settings import SlackSection
from knowledge.validation import sentence_of

_WEBCAL = re.compile(r"\s*webcals?://", re.I)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name}' is not a time zone; write one such as 'Europe/Oslo'") from None
    return name


def _email(address: str) -> str:
    address = address.strip().lower()
    if "@" not in address:
        raise ValueError(f"'{address}' is not an e-mail address")
    return address


def _source_path(path: object) -> object:
    if isinstance(path, str) and not path.strip():
        raise ValueError("the path is empty; write a file, a folder or a URL")
    if isinstance(path, str):
        _keep_secrets_out(path)
    # The name that programs give to the https address of a calendar that one may subscribe to.
    return _WEBCAL.sub("https://", path.strip()) if isinstance(path, str) and _WEBCAL.match(path) else path


def _keep_secrets_out(address: str) -> None:
    """Sources are named in reports, logs and answers, each by its address."""
    if bears_password(address):
        raise ValueError(
            f"the address bears a password; write it into .env as {SECRET_PREFIX}… "
            f"and ${{{SECRET_PREFIX}…}} in its place"
        )
    if name := misnamed_secret(address):
        raise ValueError(f"'{name}' is no secret of a source; name it {SECRET_PREFIX}…, in .env too")


def _word_of_file(trust: object) -> object:
    if trust not in ("register", "coordinator", "website"):
        raise ValueError(
            f"'{trust}' is not one of 'register', 'coordinator' and 'website'"
            + (", and people speak for themselves only to the bot" if trust == "self" else "")
        )
    return trust


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Email = Annotated[str, AfterValidator(_email)]


def _not_blank(name: str) -> str:
    if not name.strip():
        raise ValueError("it is empty; write the cluster's name")
    return name


class ClusterSection(Section):
    """``allow_model_provider`` is whether texts and questions may go to the model or embedder that the environment
    names, wherever it runs."""

    name: Annotated[str, AfterValidator(_not_blank)]
    timezone: TimeZone = "Europe/Oslo"
    languages: tuple[str, ...] = ("nb", "en")
    coordinators: tuple[Email, ...] = ()
    allow_model_provider: bool = False

    @field_validator("languages")
    @classmethod
    def _spoken(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        for language in languages:
            if language not in {"nb", "nn", "en"}:
                raise ValueError(f"'{language}' is not one of 'nb', 'nn' and 'en'")
        return languages


class AudienceSection(Section):
    """Who belongs to an audience; nobody where all three are missing."""

    members: tuple[Email, ...] = ()
    slack_usergroup: str = ""
    slack_channel: str = ""


class SourceSection(Section):
    """``columns`` says what the columns of a register hold, by their names in the file. ``every`` is how often the
    running bot syncs it by itself; None for only when somebody runs a sync."""

    path: Annotated[str, BeforeValidator(_source_path)]
    kind: SourceKind = "documents"
    audience: str = MEMBERS
    columns: dict[str, str] = Field({})
    word: Annotated[Trust | None, BeforeValidator(_word_of_file)] = Field(None, alias="trust")
    every: Interval | None = None

    @field_validator("columns")
    @classmethod
    def _columns_can_be_meant(cls, columns: dict[str, str], told: ValidationInfo) -> dict[str, str]:
        require_columns(told.data.get("kind", "documents"), columns)
        return columns

    @field_validator("word")
    @classmethod
    def _rows_are_trusted(cls, word: Trust | None, told: ValidationInfo) -> Trust | None:
        if word and told.data.get("kind") == "documents":
            raise ValueError("documents have no rows that it could hold for; remove it, or correct the kind")
        return word

    @property
    def has_rows(self) -> bool:
        return self.kind != "documents"

    @property
    def trust(self) -> Trust:
        """Whose word its rows are: as written, else that of a website for what lies on the web."""
        return self.word or ("website" if self.is_web else "register")

    @property
    def is_url(self) -> bool:
        """Whether the path is a URL (``https://…``, ``s3://…``) and not a file or folder."""
        return "://" in self.path and urlsplit(self.path).scheme != ""

    @property
    def is_web(self) -> bool:
        """Whether the path is the address of a page, sitemap or feed on the web."""
        return urlsplit(self.path).scheme in ("http", "https") and self.is_url


class ClusterSettings(Section):
    """A whole cluster.toml. ``file`` is where it lies; source paths are relative to its folder."""

    file: Path
    cluster: ClusterSection
    audiences: dict[str, AudienceSection] = Field({})
    sources: tuple[SourceSection, ...] = ()
    introductions: IntroductionsSection = IntroductionsSection()
    slack: SlackSection = SlackSection()
    limits: LimitsSection = LimitsSection()
    fetching: FetchingSection = FetchingSection()
    privacy: PrivacySection = PrivacySection()

    @model_validator(mode="before")
    @classmethod
    def _permission_may_stand_above_all(cls, told: dict[str, Any]) -> dict[str, Any]:
        cluster = told.get("cluster")
        if "allow_model_provider" not in told or not isinstance(cluster, dict):
            return told
        others = {key: value for key, value in told.items() if key != "allow_model_provider"}
        return others | {"cluster": {"allow_model_provider": told["allow_model_provider"], **cluster}}

    @model_validator(mode="after")
    def _audiences_exist(self) -> Self:
        known = {PUBLIC, MEMBERS, *self.audiences}
        for number, source in enumerate(self.sources, 1):
            if source.audience not in known:
                raise ValueError(
                    f"sources #{number} ('{source.path}') names the audience '{source.audience}', "
                    f"which is not defined; add [audiences.{source.audience}] or use one of: "
                    + ", ".join(sorted(known))
                )
        return self

    @model_validator(mode="after")
    def _paths_differ(self) -> Self:
        seen: set[str] = set()
        for source in self.sources:
            # "documents", "./documents/" and its absolute path are one place, and one place has one audience.
            key = source.path if source.is_url else os.path.normpath(self.folder / source.path)
            if key in seen:
                raise ValueError(f"two sources name the same place ('{source.path}'); keep one of them")
            seen.add(key)
        return self

    @model_validator(mode="after")
    def _channels_can_be_read(self) -> Self:
        seen: set[str] = set()
        for number, channel in enumerate(self.slack.channels, 1):
            if channel.audience not in {"", PUBLIC, MEMBERS, *self.audiences}:
                raise ValueError(
                    f"slack.channels #{number} ('{channel.id}') names the audience '{channel.audience}', which is not "
                    f"defined; add [audiences.{channel.audience}], or leave it out"
                )
            if channel.id in seen:
                raise ValueError(f"slack.channels names '{channel.id}' twice; keep one of them")
            seen.add(channel.id)
        return self

    @model_validator(mode="after")
    def _somebody_approves(self) -> Self:
        if self.introductions.policy.mode != "automatic" and not self.cluster.coordinators:
            raise ValueError(
                f"introductions.approve is '{self.introductions.approve}', and nobody is there to do it; "
                'name somebody in cluster.coordinators, or write approve = "never"'
            )
        return self

    @property
    def folder(self) -> Path:
        return self.file.parent

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.cluster.timezone)


def load_cluster(file: Path) -> ClusterSettings:
    """Reads and checks ``file``; raises ConfigurationError with one sentence that names file, key and mend."""
    file = file.absolute()
    settings = _validated(file, _parsed(file))
    _require_paths(settings)
    return settings


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigurationError(
            f"{file} does not exist; name your cluster.toml with --config or KLYNGEBOT_CONFIG."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{file} cannot be read ({error}); it must be a readable UTF-8 file."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}; mend that line.") from None


def _validated(file: Path, data: dict[str, Any]) -> ClusterSettings:
    if "file" in data:
        raise ConfigurationError(f"{file}: unknown key 'file'; remove it or check its spelling.")
    try:
        return ClusterSettings.model_validate({**_as_tuples(data), "file": file})
    except ValidationError as error:
        raise ConfigurationError(f"{file}: {sentence_of(error)}") from None


def _as_tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_as_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _as_tuples(item) for key, item in value.items()}
    return value


def _require_paths(settings: ClusterSettings) -> None:
    for number, source in enumerate(settings.sources, 1):
        if source.is_url:
            continue
        try:
            there = (settings.folder / source.path).exists()
        except OSError:
            there = False
        if not there:
            raise ConfigurationError(
                f"{settings.file}: sources[{number}].path '{source.path}' does not exist in "
                f"{settings.folder}; create it, correct the path, or remove the source."
            )
