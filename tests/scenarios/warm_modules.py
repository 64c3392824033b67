"""What the process that warm runs are forked from imports: nothing here opens a file, a lock or a thread."""

from __future__ import annotations

import alembic.command  # noqa: F401
import tantivy  # noqa: F401

import bot.asking
import bot.cli
import bot.replies.plain
import bot.replies.sync_report
import bot.watching
import bot.wiring  # noqa: F401
from knowledge.language import identify

# Its models are read from the package with the first text.
identify("Hvor mange medlemmer har klyngen?")
