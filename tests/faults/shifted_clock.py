"""A bot by the machine's clock put forward so many seconds: introductions keep hours, and replicas miss others."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from tests.faults.clocked import serve_by
from tests.scenarios.introduction_side import MORNING

if __name__ == "__main__":
    shift = timedelta(seconds=float(sys.argv[1]))
    serve_by(lambda: datetime.now(MORNING.tzinfo) + shift)
