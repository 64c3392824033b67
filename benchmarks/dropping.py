"""From a file that is dropped in Slack to a right answer from it, beside bare embedding of the same texts: one run.

python -m benchmarks.dropping [TIMES]
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path


def main(times: int) -> None:
    # The loaders' process imports this module too, as it would the command that starts the bot, which is light.
    from benchmarks.drop_stage import WORDS, dropped

    print(f"- {date.today().isoformat()}, `python -m benchmarks.dropping {times}`")
    print(
        f"- {os.cpu_count()} cores; {platform.system()} {platform.machine()}; Python {platform.python_version()}"
    )
    print(f"- a .docx of {WORDS} words\n")
    print("| preview, s | added, s | right answer, s | bare embedding, s | answer / bare |")
    print("|---|---|---|---|---|")
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            seen = dropped(Path(folder), number)
        print(f"| {seen.preview:.1f} | {seen.added:.1f} | {seen.answered:.1f} | {seen.bare:.1f} "
              f"| {seen.answered / seen.bare:.2f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
