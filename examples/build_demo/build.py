"""Which renderer writes which kind of file, and the run over all content files."""

from collections.abc import Callable
from pathlib import Path

from examples.build_demo import calendar, mail, pdf, plain, sheets, slides, webpage, word
from examples.build_demo.content import FOLDER, Content, read_all

DEMO = Path(__file__).parent.parent / "demo"
RENDERERS: dict[str, Callable[[Content], bytes]] = {
    ".docx": word.render,
    ".pdf": pdf.render,
    ".pptx": slides.render,
    ".xlsx": sheets.render,
    ".html": webpage.render,
    ".eml": mail.render,
    ".md": plain.render_markdown,
    ".txt": plain.render_text,
    ".csv": plain.render_csv,
}


def build(out: Path) -> list[Path]:
    """Write `documents/` and `events.ics` below `out`; returns the files written.

    Documents without a content file (any more) are removed.
    """
    files = {
        out / "documents" / content.target: RENDERERS[content.target.suffix](content)
        for content in read_all()
    }
    files[out / "events.ics"] = calendar.render(FOLDER / "events.toml")
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for path in (out / "documents").rglob("*"):
        if path.is_file() and path not in files:
            path.unlink()
    return sorted(files)
