"""Klyngebot with its records on a PostgreSQL of its own, which ends with the process."""

from __future__ import annotations

import atexit
from contextlib import ExitStack

from benchmarks import klyngebot
from benchmarks.system import System, Workshop
from bot.settings import Environment
from tests.standins.postgres import programs, running_postgres

_PROGRAMS = programs()
if _PROGRAMS is None:
    raise ModuleNotFoundError("PostgreSQL's server is not installed", name="postgresql")


def open_system(workshop: Workshop) -> System:
    assert _PROGRAMS is not None
    stack = ExitStack()
    atexit.register(stack.close)
    postgres = stack.enter_context(running_postgres(_PROGRAMS))
    return klyngebot.opened(
        workshop, Environment(klyngebot_chat_model="none", klyngebot_database_url=postgres.database())
    )
