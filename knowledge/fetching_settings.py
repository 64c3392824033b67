"""What cluster.toml says of fetching from other machines."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from knowledge.section import Section


def _host(host: str) -> str:
    named = host.strip().lower()
    if not named or "/" in named or not urlsplit(f"//{named}").hostname:
        raise ValueError(
            f"'{host}' is not a machine; write one such as 'wiki.example.org' or '10.0.0.7:8080'"
        )
    return named


class FetchingSection(Section):
    """``inner_hosts`` are machines of the own network that may be read all the same, as ``host`` or ``host:port``."""

    inner_hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = ()
