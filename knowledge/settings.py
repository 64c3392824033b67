"""cluster.toml: one file describes a cluster. Read, checked, and turned into frozen settings."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from knowledge.errors import ConfigurationError
from knowledge.fetching_settings import FetchingSection
from knowledge.introduction_settings import IntroductionsSection
from knowledge.limits_settings import LimitsSection
from knowledge.models import MEMBERS, PUBLIC
from knowledge.privacy_settings import PrivacySection
from knowledge.section import Section
from knowledge.sister_settings import SisterSection
from knowledge.slack_settings import SlackSection
from knowledge.source_settings import SourceSection
from knowledge.validation import sentence_of


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


class ClusterSettings(Section):
    """A whole cluster.toml. ``file`` is where it lies; source paths are relative to its folder. ``withheld`` are
    places within what sisters share that they do not share, ``lent_addresses`` the web addresses that each shares."""

    file: Path
    cluster: ClusterSection
    audiences: dict[str, AudienceSection] = Field({})
    sources: tuple[SourceSection, ...] = ()
    introductions: IntroductionsSection = IntroductionsSection()
    slack: SlackSection = SlackSection()
    limits: LimitsSection = LimitsSection()
    fetching: FetchingSection = FetchingSection()
    privacy: PrivacySection = PrivacySection()
    sisters: tuple[SisterSection, ...] = ()
    withheld: tuple[str, ...] = ()
    lent_addresses: dict[str, frozenset[str]] = Field({})

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
    def _sisters_differ(self) -> Self:
        seen = {self.folder.name}
        for number, sister in enumerate(self.sisters, 1):
            if sister.name in seen:
                raise ValueError(
                    f"sisters #{number} names '{sister.name}', which is this cluster or named before"
                )
            if sister.audience not in {PUBLIC, MEMBERS, *self.audiences}:
                raise ValueError(
                    f"sisters #{number} names the audience '{sister.audience}', which is not defined"
                )
            seen.add(sister.name)
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
    def _rooms_hold_what_is_done_there(self) -> Self:
        """Who shares a workspace names who is a member, and reads and writes in channels of its own alone."""
        slack, introductions = self.slack, self.introductions
        if not slack.rooms:
            return self
        if not slack.workspace or MEMBERS not in self.audiences:
            missing = "slack.workspace" if not slack.workspace else "[audiences.members]"
            raise ValueError(
                f"slack.rooms is set, and {missing} is missing; add it, or leave slack.rooms out"
            )
        named = {
            "slack.knowledge_channel": slack.knowledge_channel,
            "introductions.channel": introductions.channel,
            "introductions.welcome_channel": introductions.welcome_channel,
        } | {f"slack.channels #{number}": one.id for number, one in enumerate(slack.channels, 1)}
        for key, channel in named.items():
            if channel and channel not in slack.rooms:
                raise ValueError(
                    f"{key} names '{channel}', which is none of slack.rooms; add its id there, or name another"
                )
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
    """Reads and checks ``file`` alone, without what sisters share; raises ConfigurationError with one sentence that
    names file, key and mend."""
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
    for key in {"file", "withheld", "lent_addresses"} & data.keys():
        raise ConfigurationError(f"{file}: unknown key '{key}'; remove it or check its spelling.")
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
