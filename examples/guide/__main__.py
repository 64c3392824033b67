"""``make guide``: the pictures in docs/guide/ anew.

python -m examples.guide [FOLDER]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot.replies.catalogue import texts
from examples.guide.scenes import COORDINATOR, pictures
from examples.screens.blocks import STYLE, blocks_html
from examples.screens.drawing import Browser
from knowledge.errors import KlyngebotError

_ROOT = Path(__file__).parents[2]
_TEMPLATE = Path(__file__).with_name("page.html")
_WIDTH = 560
_NAMES = {COORDINATOR: "Kari"}


def main() -> int:
    """The exit code: 1 where something is missing."""
    folder = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else _ROOT / "docs" / "guide"
    try:
        browser = Browser.found(_WIDTH)
        for language in ("nb", "en"):
            (folder / language).mkdir(parents=True, exist_ok=True)
            _draw(browser, language, folder / language)
    except KlyngebotError as error:
        print(f"klyngebot: {error}", file=sys.stderr)
        return 1
    return 0


def _draw(browser: Browser, language: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="klyngebot-guide-") as made:
        page = Path(made) / "page.html"
        cluster = Path(made) / "cluster"
        cluster.mkdir()
        for picture in pictures(cluster, texts(language)):
            page.write_text(_page(language, blocks_html(picture.blocks, _NAMES)), encoding="utf-8")
            browser.draw(page, folder / f"{picture.name}.png")


def _page(language: str, blocks: str) -> str:
    page = _TEMPLATE.read_text("utf-8").replace("{{language}}", language)
    return page.replace("{{style}}", STYLE.read_text("utf-8")).replace("{{blocks}}", blocks)


if __name__ == "__main__":
    sys.exit(main())
