"""``make demo``: indexes the demo cluster, answers a handful of questions, then opens a chat if a person is there.

    python -m examples.tour [FOLDER]

FOLDER holds a cluster.toml; default: the demo cluster.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.asking import Asking, Defaults
from bot.chat import Chat, talk
from bot.introducing import Introducing
from bot.replies.sync_report import report_lines
from bot.settings import read_environment
from bot.watching import run_sync
from bot.wiring import Parts, build_parts
from knowledge.errors import KlyngebotError

_DEMO = Path(__file__).with_name("demo")
_QUESTIONS = (
    "Hva koster det for en mellomstor bedrift å være medlem nå?",
    "How do I report a security incident?",
    "Når er søknadsfristen for pilotmidler?",
    "What does a GPU hour cost for members?",
    "What is the capital of Mongolia?",
)


def main() -> int:
    """The exit code: 1 where something stopped the tour."""
    try:
        _show_round(_parts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else _DEMO))
    except KlyngebotError as error:
        print(f"klyngebot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return 0


def _parts_of(folder: Path) -> Parts:
    """With an index and a database of its own: what a person has configured for their cluster stays as it is."""
    environment = replace(read_environment(), klyngebot_database_url="")
    return build_parts(environment, folder / "cluster.toml", folder / ".klyngebot")


def _show_round(parts: Parts) -> None:
    print("\n".join(report_lines(run_sync(parts, dry_run=False))))
    asking = Asking(parts, Defaults())
    for question in _QUESTIONS:
        print(f"\n> {question}", flush=True)
        print(asking.words(asking.outcome(asking.question(question))))
    if sys.stdin.isatty():
        print()
        talk(Chat(asking, Introducing(parts, asking), parts.house), partial(input, "> "), print)


if __name__ == "__main__":
    sys.exit(main())
