"""``[[sources]]`` of cluster.toml: where things come from, and who may read them."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from knowledge.addresses import SECRET_PREFIX, bears_password, misnamed_secret
from knowledge.columns import require_columns
from knowledge.intervals import Interval
from knowledge.models import MEMBERS, SourceKind
from knowledge.rows import Trust
from knowledge.section import Section
from knowledge.sister_settings import ClusterName

_WEBCAL = re.compile(r"\s*webcals?://", re.I)


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


class SourceSection(Section):
    """``columns`` says what the columns of a register hold, by their names in the file. ``every`` is how often the
    running bot syncs it by itself; None for only when somebody runs a sync. ``shared_with`` are sister clusters that
    may know it too, where they name this one among their sisters."""

    path: Annotated[str, BeforeValidator(_source_path)]
    kind: SourceKind = "documents"
    audience: str = MEMBERS
    columns: dict[str, str] = Field({})
    word: Annotated[Trust | None, BeforeValidator(_word_of_file)] = Field(None, alias="trust")
    every: Interval | None = None
    shared_with: tuple[ClusterName, ...] = ()

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
