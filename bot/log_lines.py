"""How log lines look: for eyes, or as JSON for programs that gather them."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime

_FOR_EYES = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# What a person was told, so that the line of their trouble is found by it.
_REFERENCE = re.compile(r"\breference (\S+?)[,: ]")


class Opening(logging.Filter):
    """Keeps Slack's libraries silent until ``is_over``: what fails before is told in one sentence of our own."""

    is_over = False

    def filter(self, record: logging.LogRecord) -> bool:
        return self.is_over or not record.name.startswith("slack_")


class JsonLines(logging.Formatter):
    """One object a line. Messages bear no words of people; see docs/security.md."""

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message,
        }
        if found := _REFERENCE.search(f"{message} "):
            line["reference"] = found[1]
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def formatter(form: str) -> logging.Formatter:
    """``form`` is "json", or "" for lines that people read."""
    return JsonLines() if form == "json" else logging.Formatter(_FOR_EYES)


def log_to_standard_error(form: str) -> Opening:
    """Likewise."""
    opening, handler = Opening(), logging.StreamHandler()
    handler.addFilter(opening)
    handler.setFormatter(formatter(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # They write down whole addresses, also those that are only for whoever holds them.
    for name in ("httpx", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return opening
