"""Where Chroma keeps the vectors: in this process, or on a server that several may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from knowledge.errors import ConfigurationError, DataFolderError

_EXAMPLE = "write one such as https://chroma.example:8000, with ?tenant=…&database=… where it has several."
_PORTS = {"http": 80, "https": 443}
_PATIENCE_SECONDS = 60.0
_TENANT, _DATABASE = "default_tenant", "default_database"


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` begins the names of collections there, ``mend`` is what to do where it cannot be used."""

    name: str
    mend: str
    connect: Callable[[], Client]
    leave: Callable[[Client], None]

    @contextmanager
    def told(self) -> Iterator[None]:
        """What Chroma cannot do comes as an error of the house."""
        try:
            yield
        except (ChromaError, ValueError, OSError, httpx.HTTPError) as error:
            raise DataFolderError(f"the vector index cannot be used: {error}; {self.mend}.") from error
        except Exception as error:
            # Where a proxy answers in its place, Chroma's client raises a bare exception with the page as its text.
            if not isinstance(error.__context__, httpx.HTTPStatusError):
                raise
            status = error.__context__.response.status_code
            raise DataFolderError(
                f"the vector index cannot be used: the answer was HTTP {status}; {self.mend}."
            ) from error


def embedded(folder: Path, name: str) -> Place:
    """In this process, with its files in ``folder``; sends no usage statistics."""

    def connect() -> Client:
        folder.mkdir(parents=True, exist_ok=True)
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        return cast(Client, client)

    return Place(
        name, "see that there is room and permission to write, then run this again", connect, Client.close
    )


def served(url: str, token: str, name: str) -> Place:
    """On the server at ``url``, which wants ``token`` unless that is "". Certificates are checked.

    Raises ConfigurationError for what is no such address.
    """
    parts = urlsplit(url)
    wrong = _fault(url)
    if wrong:
        raise ConfigurationError(f"KLYNGEBOT_CHROMA_URL {wrong}; {_EXAMPLE}")
    asked = parse_qs(parts.query)
    headers = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else {}

    def connect() -> Client:
        client = chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or _PORTS[parts.scheme],
            ssl=parts.scheme == "https",
            headers=headers,
            settings=Settings(anonymized_telemetry=False),
            tenant=asked.get("tenant", [_TENANT])[0],
            database=asked.get("database", [_DATABASE])[0],
        )
        # Chroma's client waits for an answer for ever, and leaves its connections open when it is closed.
        for session in _sessions(client):
            session.timeout = httpx.Timeout(_PATIENCE_SECONDS)
        return cast(Client, client)

    def leave(client: Client) -> None:
        sessions = _sessions(client)
        client.close()
        for session in sessions:
            session.close()

    where = f"{parts.scheme}://{parts.netloc}"
    mend = f"see that the server at {where} runs, and takes KLYNGEBOT_CHROMA_TOKEN, then run this again"
    return Place(name, mend, connect, leave)


def _sessions(client: ClientAPI) -> tuple[httpx.Client, ...]:
    """Of the client, and of the one that it asks for tenants with."""
    inner: Any = client
    return inner._server._session, inner._admin_client._server._session


def _fault(url: str) -> str:
    """What is wrong with the address, without what may be a secret in it; "" for nothing."""
    parts = urlsplit(url)
    if parts.username or parts.password:
        return "bears a name or password, and a token belongs in KLYNGEBOT_CHROMA_TOKEN"
    if parts.scheme not in _PORTS or not parts.hostname:
        return "is no web address"
    if parts.path not in ("", "/"):
        return "has a path, and Chroma's own client knows none"
    unknown = parse_qs(parts.query).keys() - {"tenant", "database"}
    return f"has {sorted(unknown)[0]} in it, which means nothing to Chroma" if unknown else ""
