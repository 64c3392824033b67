"""``klyngebot report``: a year of the cluster as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.opening import asking_of, parts_of
from bot.options import AsJson, ClusterName, Config, Data, Now
from bot.terminal import say, show
from knowledge.errors import ConfigurationError, DataFolderError

_FIRST_YEAR = 2000
Year = Annotated[int, typer.Option("--year", metavar="YYYY", help="Which year.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to; default: report-YYYY.html.")
]
InLanguage = Annotated[
    str, typer.Option("--language", metavar="nb|en", help="Default: the cluster's first language.")
]


def report(
    year: Year,
    out: Out = None,
    language: InLanguage = "",
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """A year in figures, without names: one HTML file with charts and tables."""
    from bot.replies.catalogue import texts
    from bot.replies.year_page import report_page
    from bot.replies.year_tables import report_json

    if language not in ("", "nb", "en"):
        raise ConfigurationError(f"--language '{language}' is not known; write nb or en.")
    parts = parts_of(config, data, cluster)
    moment = asking_of(parts, "", "members", now).question("").now
    if not _FIRST_YEAR <= year <= moment.year:
        raise ConfigurationError(
            f"--year {year} cannot be told of; write one from {_FIRST_YEAR} to {moment.year}."
        )
    figures = parts.tell_year(year, moment)
    if as_json:
        show(report_json(figures))
        return
    file = out or Path(f"report-{year}.html")
    _write(file, report_page(figures, texts(language or parts.house.language)))
    say(f"{file}")


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise DataFolderError(
            f"the report {file} cannot be written ({error.strerror}); name another with --out."
        ) from error
