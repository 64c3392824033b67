"""What the clusters of one installation share: what is heavy, and nothing that anybody wrote."""

from __future__ import annotations

import threading

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from bot.settings import Environment
from knowledge.embeddings import Embedder, build_embedder
from knowledge.errors import ConfigurationError
from knowledge.records.database import apart, brought_up_to_date, connected, open_database


class Shared:
    """Safe from several threads."""

    def __init__(self) -> None:
        self._embedders: dict[tuple[str, str, str], Embedder] = {}
        self._servers: dict[str, Engine] = {}
        self._lock = threading.Lock()

    def embedder(self, environment: Environment) -> Embedder:
        key = (environment.klyngebot_embeddings, environment.openai_api_key, environment.openai_base_url)
        with self._lock:
            if key not in self._embedders:
                self._embedders[key] = build_embedder(key[0], api_key=key[1], base_url=key[2])
            return self._embedders[key]

    def database(self, url: str, cluster: str) -> Engine:
        """The records at ``url``: those of one of several clusters, each with tables of its own, or all where
        ``cluster`` is ""."""
        if not cluster:
            return open_database(url)
        if make_url(url).get_backend_name() == "sqlite":
            raise ConfigurationError(
                "KLYNGEBOT_DATABASE_URL names one file for several clusters; name a PostgreSQL, or leave it empty: "
                "then each cluster has a file of its own in its data folder."
            )
        with self._lock:
            if url not in self._servers:
                self._servers[url] = connected(url)
            server = self._servers[url]
        return brought_up_to_date(apart(server, f"cluster_{cluster}"))
