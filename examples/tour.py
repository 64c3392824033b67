"""``make demo``: indexes the demo cluster, answers a handful of questions, then opens a chat if a person is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CONFIG = Path(__file__).with_name("demo") / "cluster.toml"
_QUESTIONS = (
    "Hva koster det for en mellomstor bedrift å være medlem nå?",
    "How do I report a security incident?",
    "Når er søknadsfristen for pilotmidler?",
    "What does a GPU hour cost for members?",
    "What is the capital of Mongolia?",
)


def main() -> int:
    """The exit code of the last command."""
    if code := _klyngebot("ingest"):
        return code
    for question in _QUESTIONS:
        print(f"\n> {question}", flush=True)
        if code := _klyngebot("ask", question):
            return code
    if sys.stdin.isatty():
        print()
        return _klyngebot("chat")
    return 0


def _klyngebot(command: str, *arguments: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "bot", command, *arguments, "--config", str(_CONFIG)]
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
