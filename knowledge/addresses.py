"""Secrets in the addresses of sources: cluster.toml writes ``${NAME}``, and only who fetches fills it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from knowledge.errors import KlyngebotError

SECRET_PREFIX = "KLYNGEBOT_SOURCE_"  # noqa: S105 - the beginning of names, not a secret
_SECRET = re.compile(r"\$\{(\w+)\}")


class SecretMissing(KlyngebotError):
    """An address needs a variable that is not set. ``name`` is the variable's."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not set")


class Addresses:
    """What is asked for in place of an address.

    Only addresses that cluster.toml itself names are filled in: what a sitemap, a feed or a person names is foreign
    text, and would carry a secret to whoever wrote it.
    """

    def __init__(self, named: Iterable[str] = (), secrets: Mapping[str, str] | None = None) -> None:
        """``secrets`` by their names, which begin with ``SECRET_PREFIX``."""
        self._named = frozenset(named)
        self._secrets = secrets or {}

    def filled(self, address: str) -> str:
        """Raises SecretMissing."""
        return _SECRET.sub(self._secret, address) if address in self._named else address

    def _secret(self, found: re.Match[str]) -> str:
        if not (secret := self._secrets.get(found[1], "")):
            raise SecretMissing(found[1])
        return secret


def open_to_readers(address: str) -> str:
    """The address as a link for those who may read what lies there; '' where a secret belongs into it."""
    return "" if _SECRET.search(address) else address


def bears_password(address: str) -> bool:
    """Whether a password is written out in an address, as in ``https://name:password@host``."""
    try:
        password = urlsplit(address).password
    except ValueError:
        return False
    return bool(password and not _SECRET.fullmatch(password))


def misnamed_secret(address: str) -> str:
    """The first variable in an address that is none for addresses; '' where there is none."""
    return next((name for name in _SECRET.findall(address) if not name.startswith(SECRET_PREFIX)), "")
