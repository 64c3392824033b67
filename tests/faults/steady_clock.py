"""A bot so many minutes into a morning that does not pass: introductions keep office hours."""

from __future__ import annotations

import sys
from datetime import timedelta

from tests.faults.clocked import serve_by
from tests.scenarios.introduction_side import MORNING

if __name__ == "__main__":
    moment = MORNING + timedelta(minutes=int(sys.argv[1]))
    serve_by(lambda: moment)
