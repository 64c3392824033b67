"""What a benchmark is told, and where its figures go: a JSON file beside it, by size."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path


def parser_of(program: str, says: str | None, out: Path) -> argparse.ArgumentParser:
    """``says`` is shown as it is written; ``out`` is where figures go unless told otherwise."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{program}", description=says)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--out", metavar="FILE", type=Path, default=out)
    return parser


def write(results: Mapping[str, Mapping[str, float]], out: Path) -> None:
    """Also to be read at once."""
    text = json.dumps(results, indent=1) + "\n"
    out.write_text(text, "utf-8")
    print(text)
