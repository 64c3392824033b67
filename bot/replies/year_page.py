"""A year's figures as one page of HTML that needs nothing else: for a screen, a printer and a screen reader."""

from __future__ import annotations

from typing import Any

from lxml import html
from lxml.html.builder import E

from bot.replies.catalogue import Texts
from bot.replies.charts import chart, key
from bot.replies.inert import visible
from bot.replies.sources import day
from bot.replies.year_tables import Chapter, Table, chapters
from bot.reports.figures import FEWEST, Figures

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1c1c1c; background: #fff;
  max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.4rem; margin: 2.75rem 0 .5rem; padding-top: 1rem; border-top: 2px solid #1f5673; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
.made { color: #555; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
th:first-child { text-align: left; font-weight: 400; overflow-wrap: anywhere; }
thead th, thead td, thead th:first-child { font-weight: 600; border-bottom: 2px solid #999; }
svg { max-width: 100%; height: auto; display: block; }
svg text { font: 13px system-ui, "Segoe UI", Arial, sans-serif; fill: #1c1c1c; }
.key { font-size: .85rem; margin: .25rem 0; }
.key > span { margin-right: 1.25rem; white-space: nowrap; }
.swatch { display: inline-block; width: .8em; height: .8em; margin-right: .4em; }
.notes { font-size: .88rem; color: #444; padding-left: 1.1rem; }
svg, tr, .notes { break-inside: avoid; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } h2, h3, svg, .key { break-after: avoid; }
  rect, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def report_page(figures: Figures, said: Texts) -> str:
    """All of it; what comes from data is text and never markup."""
    title = said("{cluster}: the year {year}", cluster=_clean(figures.cluster), year=figures.year)
    head = E(
        "head",
        E("meta", charset="utf-8"),
        E("meta", name="viewport", content="width=device-width, initial-scale=1"),
        E("title", title),
        E("style", _STYLE),
    )
    made = said("Made on {day} by Klyngebot from the cluster's own records.", day=day(figures.day, said))
    body = E(
        "body",
        E("header", E("h1", title), E("p", made, {"class": "made"})),
        E("main", *(_chapter(one, said) for one in chapters(figures, said)), _method(said)),
    )
    page = E("html", head, body, lang=said.language)
    return str(html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode"))


def _chapter(chapter: Chapter, said: Texts) -> Any:
    tables = [_shown(table, said) for table in chapter.tables if table.rows]
    if not tables:
        tables = [E("p", said("Nothing is counted."))]
    notes = E("ul", *(E("li", note) for note in chapter.notes), {"class": "notes"})
    return E("section", E("h2", chapter.title), *tables, notes)


def _shown(table: Table, said: Texts) -> Any:
    """The chart, where there is one, and then the same in figures."""
    return E("div", E("h3", table.title), *_drawing(table, said), _table(table, said))


def _drawing(table: Table, said: Texts) -> list[Any]:
    """Without the rows that are not broken down."""
    cells = [(_clean(label), [counts[place] for place in table.drawn]) for label, counts in table.rows]
    rows = [(label, [one for one in parts if one is not None]) for label, parts in cells if None not in parts]
    if not table.drawn or not any(sum(parts) for _, parts in rows):
        return []
    described = said("Chart: {title}. The table below has the same figures.", title=table.title)
    parts = [table.columns[place] for place in table.drawn]
    return [chart(rows, described), *([key(parts)] if len(parts) > 1 else [])]


def _table(table: Table, said: Texts) -> Any:
    corner = E("th", table.label, scope="col") if table.label else E("td")
    head = E("tr", corner, *(E("th", name, scope="col") for name in table.columns))
    rows = [
        E("tr", E("th", _clean(label), scope="row"), *(E("td", _cell(cell)) for cell in cells))
        for label, cells in table.rows
    ]
    named = {"aria-label": said("Table: {title}", title=table.title)}
    return E("table", E("thead", head), E("tbody", *rows), named)


def _cell(cell: int | None) -> str:
    return "–" if cell is None else str(cell)


def _method(said: Texts) -> Any:
    notes = (
        said("No names and no addresses are in this report; nothing in it was written by a language model."),
        said(
            "A dash stands where fewer than {count} people are behind a number, so that nobody can be told from it.",
            count=FEWEST,
        ),
        said("What was deleted at somebody's wish counts where it was counted before, without who it was."),
    )
    return E(
        "section",
        E("h2", said("How this was counted")),
        E("ul", *(E("li", note) for note in notes), {"class": "notes"}),
    )


def _clean(text: str) -> str:
    """What a page can hold: one line without control characters."""
    return " ".join(visible(text).split())
