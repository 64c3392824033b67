"""PowerPoint files as people make them, and as they break."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from ingest.loaders.pptx import load
from knowledge.errors import Damaged, EmptyFile, NoText, UnreadableFile
from knowledge.models import Heading, ListItem, Paragraph, Place, Table

_BOX = (Cm(1), Cm(1), Cm(10), Cm(5))


def _saved(show: Any) -> bytes:
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def _slide(show: Any, title: str, *lines: str) -> Any:
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(lines)
    return slide


def _blocks(show: Any):
    return load(_saved(show), "a.pptx")[0].blocks


def test_titles_bullets_and_notes_keep_their_slide():
    show = Presentation()
    _slide(show, "Hei", "Velkommen")
    _slide(show, "Plan", "Møte i mai").notes_slide.notes_text_frame.text = "Husk kake."
    assert _blocks(show)[2:] == (
        Heading("Plan", 1, Place(slide=2)),
        ListItem("Møte i mai", 0, Place(slide=2)),
        Paragraph("Husk kake.", Place(slide=2, notes=True)),
    )


def test_merged_cells_of_a_table_hold_for_each_row_and_name_each_column():
    show = Presentation()
    grid = _slide(show, "Tall").shapes.add_table(4, 3, *_BOX).table
    texts = ("Rom", "Pris", "", "", "Medlem", "Andre", "Fyret", "500", "900", "", "600", "950")
    for n, text in enumerate(texts):
        grid.cell(n // 3, n % 3).text = text
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(2, 0).merge(grid.cell(3, 0))
    rows = (("Fyret", "500", "900"), ("Fyret", "600", "950"))
    assert _blocks(show)[1] == Table(("Rom", "Pris Medlem", "Pris Andre"), rows, Place(slide=1), 3)


def test_words_on_both_sides_of_a_line_break_stay_apart():
    show = Presentation()
    _slide(show, "Årsplan\vfor 2026", "første\vlinje")
    assert [block.text for block in _blocks(show)] == ["Årsplan for 2026", "første linje"]


def test_a_table_and_a_chart_are_read_as_tables():
    show = Presentation()
    slide = _slide(show, "Tall")
    grid = slide.shapes.add_table(2, 2, *_BOX).table
    for n, text in enumerate(("Type", "Pris", "SMB", "11 250")):
        grid.cell(n // 2, n % 2).text = text
    data = CategoryChartData()
    data.categories = ["2025", "2026"]
    data.add_series("Medlemmer", (41, 44.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_BOX, data)
    assert _blocks(show)[1:] == (
        Table(("Type", "Pris"), (("SMB", "11 250"),), Place(slide=1), 2),
        Table(("", "Medlemmer"), (("2025", "41"), ("2026", "44.5")), Place(slide=1), 2),
    )


def test_text_inside_a_group_is_read():
    show = Presentation()
    slide = _slide(show, "Gruppe")
    slide.shapes.add_group_shape().shapes.add_textbox(*_BOX).text_frame.text = "innerst"
    assert _blocks(show)[-1] == ListItem("innerst", 0, Place(slide=1))


def test_a_hidden_slide_is_left_out_and_told():
    show = Presentation()
    _slide(show, "Åpen", "tekst")
    _slide(show, "Skjult", "tekst")._element.set("show", "0")
    read = load(_saved(show), "a.pptx")[0]
    assert [block.text for block in read.blocks] == ["Åpen", "tekst"]
    assert read.warnings == ("slide 2 is hidden and left out",)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"PK\3\4 cut", Damaged), (_saved(Presentation()), NoText)],
)
def test_what_cannot_be_read_says_why(content: bytes, error: type[UnreadableFile]):
    with pytest.raises(error):
        load(content, "a.pptx")
