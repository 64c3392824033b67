"""How many files a process may have open: each cluster with embedded Chroma takes some thirty."""

from __future__ import annotations

import logging
from contextlib import suppress

_log = logging.getLogger(__name__)


def allow_many() -> None:
    """As many as the system lets this process have. Windows has no such limit."""
    with suppress(ImportError):
        import resource

        allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        except (ValueError, OSError) as error:
            _log.warning("no more than %s files can be open (%s); see docs/clusters.md", allowed, error)
