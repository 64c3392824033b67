"""A page as a picture, drawn by a headless browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from examples.slack_window.installation import WindowUnavailable

_COLOURS = 32
# A window shows less than its size, in pixels.
_FRAME = 200
_HEIGHT_TOLD = '<script>document.title = "height " + document.documentElement.scrollHeight</script>'


@dataclass(frozen=True, slots=True)
class Browser:
    """``width`` is that of the pictures, in pixels. Raises WindowUnavailable where a page cannot be drawn."""

    command: str
    width: int

    @classmethod
    def found(cls, width: int) -> Browser:
        command = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
        )
        if command is None:
            raise WindowUnavailable(
                "chromium is missing, which draws the picture; install it (apt install chromium)."
            )
        return cls(command, width)

    def draw(self, page: Path, picture: Path) -> None:
        """The whole page, in few colours: the file stays small."""
        with tempfile.TemporaryDirectory(prefix="klyngebot-screens-") as folder:
            probe = Path(folder) / "probe.html"
            probe.write_text(page.read_text("utf-8") + _HEIGHT_TOLD, encoding="utf-8")
            told = re.search(r"<title>height (\d+)", self._run(folder, "--dump-dom", probe.as_uri()))
            height = int(told[1]) if told else self.width
            size = f"--window-size={self.width},{height + _FRAME}"
            self._run(folder, f"--screenshot={picture}", size, page.as_uri())
        with Image.open(picture) as drawn:
            shown = drawn.convert("RGB").crop((0, 0, self.width, height))
            shown.quantize(_COLOURS).save(picture, optimize=True)

    def _run(self, folder: str, *arguments: str) -> str:
        usual: Sequence[str] = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={self.width},200",
        )
        command = [self.command, *usual, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise WindowUnavailable(f"chromium could not draw the page (it ended with {done.returncode}).")
        return done.stdout
