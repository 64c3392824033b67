"""The pictures of docs/benchmarks from the figures that lie here, as ratios within one run.

python -m benchmarks.plots
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot

from benchmarks.measures import ratios

HERE = Path(__file__).parent
PICTURES = HERE.parent / "docs/benchmarks"
# What is drawn of benchmarks/growth.json, and what it is called.
GROWING = {
    "whole_ms": "question: embedding and search",
    "all_ms": "search, reads all",
    "tenth_ms": "search, reads a tenth",
    "memory_mb": "memory",
    "start_s": "start to first search",
}

# Of benchmarks/bursts.json, and of benchmarks/many.json.
WAITING = {
    "reply_p50": "reply: half",
    "reply_p95": "reply: 19 of 20",
    "all": "reply: the last",
    "sign_p50": "first sign: half",
}
HOLDING = {
    "question_p50_ms": "question: half",
    "question_p95_ms": "question: 19 of 20",
    "memory_mb": "memory",
    "open_s": "opening all",
}

Measured = Mapping[str, Mapping[str, float]]


def draw(measured: Measured, lines: Mapping[str, str], counted: str, first: str, to: Path) -> None:
    """``lines`` are the figures to draw by what they are called; ``counted`` stands below, ``first`` beside."""
    figure, axes = pyplot.subplots(figsize=(7, 4.2), dpi=90)
    for name, called in lines.items():
        points = ratios(measured, name)
        axes.plot([size for size, _ in points], [ratio for _, ratio in points], marker="o", label=called)
    sizes = sorted(map(int, measured))
    axes.set_xscale("log")
    axes.set_yscale("log", base=2)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}×")
    axes.set_xlabel(counted)
    axes.set_ylabel(first)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize=9)
    figure.tight_layout()
    figure.savefig(to)
    pyplot.close(figure)


DRAWN = {
    "growth": (GROWING, "passages", "times that of 1,000 passages"),
    "bursts": (WAITING, "replicas", "times that of one replica"),
    "many": (HOLDING, "clusters in one process", "times that of one cluster"),
}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, (lines, counted, first) in DRAWN.items():
        measured: Any = json.loads((HERE / f"{name}.json").read_text("utf-8"))
        draw(measured, lines, counted, first, PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
