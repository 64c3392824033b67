"""PDF files made for a test."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image as Pixels
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

STYLES = getSampleStyleSheet()
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")]


def heading(text: str, level: int = 1) -> Flowable:
    return Paragraph(text, STYLES[f"Heading{level}"])


def body(text: str) -> Flowable:
    return Paragraph(text, STYLES["BodyText"])


def grid(*rows: tuple[str, ...], repeat: int = 0) -> Flowable:
    return Table(list(rows), style=GRID, repeatRows=repeat)


def page_break() -> Flowable:
    return PageBreak()


def picture() -> Flowable:
    saved = io.BytesIO()
    Pixels.new("RGB", (40, 40), "navy").save(saved, "PNG")
    return Image(saved, 300, 300)


def space(points: float) -> Flowable:
    return Spacer(0, points)


def pdf(*story: Flowable, header: str = "", title: str = "") -> bytes:
    """A file with ``header`` above, and the page's number below, every page."""
    saved = io.BytesIO()

    def margins(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A4[1] - 40, header)
        canvas.drawString(60, 30, f"Side {template.page} av 2")

    template = SimpleDocTemplate(saved, pagesize=A4, title=title)
    template.build(list(story), onFirstPage=margins, onLaterPages=margins)
    return saved.getvalue()


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    """A file of one page that ``draw`` draws."""
    saved = io.BytesIO()
    canvas = Canvas(saved, pagesize=A4)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return saved.getvalue()


def locked(content: bytes) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(content)))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()
