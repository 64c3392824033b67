"""The things of a workspace: people, channels, user groups, files, views. Tests may change them at will."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from .errors import Payload

ChannelKind = Literal["public", "private", "im", "mpim"]


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: str
    name: str
    real_name: str
    team_id: str
    email: str | None = None
    is_bot: bool = False
    bot_id: str | None = None
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    locale: str = "nb-NO"
    tz: str = "Europe/Oslo"
    title: str = ""

    def to_slack(self, with_email: bool, with_locale: bool) -> Payload:
        profile: Payload = {
            "real_name": self.real_name,
            "display_name": self.name,
            "title": self.title,
            "team": self.team_id,
        }
        if with_email and self.email:
            profile["email"] = self.email
        if self.bot_id:
            profile["bot_id"] = self.bot_id
        shown = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "is_admin": self.is_admin,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.is_stranger,
            "is_app_user": False,
            "tz": self.tz,
            "profile": profile,
        }
        return {**shown, "locale": self.locale} if with_locale else shown


@dataclass(slots=True)
class Channel:
    """A conversation; `members` are user ids in order of joining."""

    id: str
    name: str
    kind: ChannelKind
    members: list[str]
    creator: str
    created: int
    team_id: str
    is_ext_shared: bool = False
    is_archived: bool = False
    topic: str = ""
    purpose: str = ""

    @property
    def is_private(self) -> bool:
        return self.kind != "public"

    def to_slack(self, viewer: str) -> Payload:
        shown: Payload = {
            "id": self.id,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_ext_shared": self.is_ext_shared,
            "is_shared": self.is_ext_shared,
            "is_org_shared": False,
            "created": self.created,
            "context_team_id": self.team_id,
        }
        if self.kind == "im":
            return {**shown, "user": next((m for m in self.members if m != viewer), viewer)}
        return {
            **shown,
            "name": self.name,
            "name_normalized": self.name,
            "is_member": viewer in self.members,
            "creator": self.creator,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": self.purpose, "creator": "", "last_set": 0},
        }


@dataclass(slots=True)
class UserGroup:
    """A user group such as @board."""

    id: str
    handle: str
    name: str
    team_id: str
    users: list[str] = field(default_factory=list)
    is_enabled: bool = True

    def to_slack(self, with_users: bool, with_count: bool) -> Payload:
        shown: Payload = {
            "id": self.id,
            "team_id": self.team_id,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "date_delete": 0 if self.is_enabled else 1,
        }
        if with_users:
            shown["users"] = list(self.users)
        if with_count:
            shown["user_count"] = len(self.users)
        return shown


@dataclass(slots=True)
class File:
    """A file; `content` is None until its bytes arrive, `shared` false until the upload is completed."""

    id: str
    name: str
    user: str
    created: int
    mimetype: str = "application/octet-stream"
    content: bytes | None = None
    title: str = ""
    channels: list[str] = field(default_factory=list)
    shared: bool = False

    def to_slack(self, root_url: str) -> Payload:
        url = f"{root_url}files/{self.id}/{quote(self.name)}"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2].lower(),
            "size": len(self.content or b""),
            "user": self.user,
            "created": self.created,
            "channels": list(self.channels),
            "mode": "hosted",
            "url_private": url,
            "url_private_download": url.replace(f"/{self.id}/", f"/{self.id}/download/"),
            "permalink": url,
        }


@dataclass(slots=True)
class View:
    """A modal or home view as the app last set it."""

    id: str
    user: str
    payload: Payload
    hash: str
    root: str
    previous: str | None = None


@dataclass(slots=True)
class Trigger:
    """The right to open one modal, for three seconds."""

    user: str
    issued: float
    view: str | None = None
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """A place to answer an interaction: five times within 30 minutes."""

    channel: str
    user: str
    issued: float
    source_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Session:
    """An agent session of one thread."""

    status: str
    title: str = ""
