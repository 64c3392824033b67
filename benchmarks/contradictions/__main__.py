"""Contradictions told of the pairs beside this file: python -m benchmarks.contradictions [FOLDER]

FOLDER keeps the indexed cluster for the next time; without it, it is made anew and thrown away.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.contradictions.measuring import Judged, score
from benchmarks.contradictions.pairs import pairs, prepare
from bot.settings import Environment
from bot.wiring import Parts, build_parts
from ingest.sync import SyncRun
from bot.terminal import no_progress
