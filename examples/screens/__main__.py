"""``make screens``: docs/screens/ anew, as a page and as a picture.

python -m examples.screens [FOLDER]
"""

from __future__ import annotations

import html
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.settings import Environment
from bot.watching import run_sync
from bot.wiring import build_parts
from examples.screens.blocks import STYLE, Names, blocks_html
from examples.screens.drawing import Browser
from examples.screens.scenes import ENGLISH, NORWEGIAN, Lines, Scene, Stage
from examples.slack_window.bot import socket_bot
from examples.slack_window.daytime import daytime_copy
from examples.slack_window.installation import installed
from examples.slack_window.window import free_port, opened
from examples.slack_window.workspace import Workspace, demo_workspace, people_of
from knowledge.errors import KlyngebotError

_ROOT = Path(__file__).parents[2]
_TEMPLATE = Path(__file__).with_name("page.html")
_WIDTH = 1500
_LINES = {"nb": NORWEGIAN, "en": ENGLISH}


def main() -> int:
    """The exit code: 1 where something is missing."""
    folder = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else _ROOT / "docs" / "screens"
    try:
        browser = Browser.found(_WIDTH)
        folder.mkdir(parents=True, exist_ok=True)
        for language, lines in _LINES.items():
            page = folder / f"{language}.html"
            page.write_text(_page(language, lines), encoding="utf-8")
            browser.draw(page, folder / f"{language}.png")
    except KlyngebotError as error:
        print(f"klyngebot: {error}", file=sys.stderr)
        return 1
    return 0


def _page(language: str, lines: Lines) -> str:
    with tempfile.TemporaryDirectory(prefix="klyngebot-screens-") as name:
        usual, daytime = Path(name) / "usual", Path(name) / "daytime"
        _make(usual, language)
        daytime_copy(usual, daytime)
        articles = [*_played(usual, lines, Stage.questions), *_played(daytime, lines, Stage.introductions)]
    page = _TEMPLATE.read_text("utf-8").replace("{{style}}", STYLE.read_text("utf-8"))
    return page.replace("{{scenes}}", "\n".join(articles))


def _make(cluster: Path, language: str) -> None:
    """The demo cluster, indexed. local-slack knows no language of its people, so the cluster's first one decides."""
    shutil.copytree(_ROOT / "examples" / "demo", cluster, ignore=shutil.ignore_patterns(".klyngebot"))
    config = cluster / "cluster.toml"
    first = f'languages = ["{language}", "{"nb" if language == "en" else "en"}"]'
    config.write_text(config.read_text("utf-8").replace('languages = ["nb", "en"]', first), "utf-8")
    run_sync(build_parts(Environment(), config, cluster / ".klyngebot"), dry_run=False)


def _played(cluster: Path, lines: Lines, part: Callable[[Stage], Iterable[Scene]]) -> list[str]:
    """The articles of one part of the play, by a bot of its own."""
    workspace = demo_workspace(people_of(cluster / "people.csv"))
    with (
        opened(installed(), workspace, cluster, free_port()) as window,
        socket_bot(cluster / "cluster.toml", cluster / ".klyngebot", window.api),
    ):
        return [_article(scene, _names(workspace)) for scene in part(Stage(window, workspace, lines))]


def _article(scene: Scene, names: Names) -> str:
    asked = f'<p class="asked">{html.escape(scene.said)}</p>' if scene.said else ""
    title = f"<h2>{html.escape(scene.title)} <small>· {html.escape(scene.who)}</small></h2>"
    return f"<article>{title}{asked}{blocks_html(scene.blocks, names)}</article>"


def _names(workspace: Workspace) -> dict[str, str]:
    return {one.id: one.name for one in (*workspace.people, *workspace.channels)}


if __name__ == "__main__":
    sys.exit(main())
