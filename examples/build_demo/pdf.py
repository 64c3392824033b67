"""Content as a PDF with page headers and footers.

Only characters of Windows-1252 (æøå, «», – and §): the built-in Helvetica needs no font file.
"""

import io
from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from examples.build_demo.content import Block, Content, Heading, Listing, Note, Paragraph, Table, bold_runs

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("Body", STYLES["BodyText"], fontSize=10.5, leading=15, spaceAfter=6)
QUOTE = ParagraphStyle("Quote", BODY, leftIndent=18, textColor=colors.HexColor("#3b5b6d"))
CELL = ParagraphStyle("Cell", BODY, fontSize=9, leading=11, spaceAfter=0)
HEADER_CELL = ParagraphStyle("HeaderCell", CELL, fontName="Helvetica-Bold")
# What ReportLab writes instead of the present, so that the same content gives the same file.
_INVARIANT_DAY = b"D:20000101000000"
PAGE_WORD = {"nb": "Side", "en": "Page"}
GRID_STYLE = [
    ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9fb3bf")),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e3ecf0")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def render(content: Content) -> bytes:
    saved = io.BytesIO()
    template = SimpleDocTemplate(
        saved, pagesize=A4, topMargin=3 * cm, bottomMargin=2.5 * cm, invariant=1, pageCompression=0,
        title=content.title, author=content.author, lang=content.language,
    )  # fmt: skip
    page = partial(_draw_margins, content)
    template.build(list(_story(content)), onFirstPage=page, onLaterPages=page)
    return saved.getvalue().replace(_INVARIANT_DAY, content.written.strftime("D:%Y%m%d%H%M%S").encode())


def _draw_margins(content: Content, canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(2.5 * cm, A4[1] - 1.8 * cm, f"Fjordklyngen | {content.title}")
    canvas.drawString(2.5 * cm, 1.5 * cm, content.fictional_line)
    canvas.drawRightString(A4[0] - 2.5 * cm, 1.5 * cm, f"{PAGE_WORD[content.language]} {template.page}")
    canvas.restoreState()


def _story(content: Content) -> Iterator[Flowable]:
    yield Text(escape(content.title), STYLES["Title"])
    for block in content.blocks():
        yield from _flowables(block)


def _flowables(block: Block) -> Iterator[Flowable]:
    match block:
        case Heading(level, text):
            yield Text(_markup(text), STYLES[f"Heading{level}"])
        case Paragraph(text):
            yield Text(_markup(text), BODY)
        case Note(text):
            yield Text(_markup(text), QUOTE)
        case Listing(items, ordered):
            bullets = {"bulletType": "1"} if ordered else {"bulletType": "bullet", "start": "•"}
            yield ListFlowable([Text(_markup(item), BODY) for item in items], **bullets)
        case Table(header, rows):
            cells = [[Text(_markup(text), HEADER_CELL) for text in header]]
            cells += [[Text(_markup(text), CELL) for text in row] for row in rows]
            yield Grid(cells, repeatRows=1, style=GRID_STYLE, colWidths=_widths(block))
            yield Spacer(0, 10)


def _widths(table: Table) -> list[float]:
    """Column widths in points, by the longest text in each, over the whole page width."""
    longest = [
        min(max(len(row[x]) for row in (table.header, *table.rows)), 45) + 6 for x in range(len(table.header))
    ]
    return [(A4[0] - 5.08 * cm) * length / sum(longest) for length in longest]


def _markup(text: str) -> str:
    return "".join(f"<b>{escape(part)}</b>" if bold else escape(part) for part, bold in bold_runs(text))
