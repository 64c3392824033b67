"""Text files as people type them."""

from __future__ import annotations

from ingest.loaders.plain import load
from knowledge.models import Block, Heading, ListItem, Paragraph, Table


def _blocks(text: str) -> list[Block]:
    return list(load(text.encode(), "a.txt")[0].blocks)


def test_typed_headings_are_known_by_capitals_by_a_line_below_and_by_their_number():
    text = "HUSREGLER\n\nRom\n---\nFyret er ledig.\n\n2. Adgang\nDøren åpner kl. 7.\n\n"
    assert _blocks(text + "§ 3 Formål\n\nKlyngen skal hjelpe.\n") == [
        Heading("HUSREGLER", 1),
        Heading("Rom", 2),
        Paragraph("Fyret er ledig."),
        Heading("2. Adgang", 2),
        Paragraph("Døren åpner kl. 7."),
        Heading("§ 3 Formål", 2),
        Paragraph("Klyngen skal hjelpe."),
    ]


def test_items_keep_their_level_their_number_and_their_wrapped_lines():
    assert _blocks("1. Ring vakten og si\n   hvor du er\n2. Vent\n   - ved porten\n") == [
        ListItem("1. Ring vakten og si hvor du er"),
        ListItem("2. Vent"),
        ListItem("ved porten", 1),
    ]


def test_columns_typed_with_spaces_or_tabs_are_a_table():
    rows = (("Fyret", "12", "500"), ("Bryggen", "40", "1 200"))
    spaced = (
        "Priser per dag:\nRom        Plasser   Pris\nFyret      12        500\nBryggen    40        1 200\n"
    )
    assert _blocks(spaced) == [
        Paragraph("Priser per dag:"),
        Table(("Rom", "Plasser", "Pris"), rows, first_row=2),
    ]
    assert _blocks("Rom\tPlasser\tPris\nFyret\t12\t500\nBryggen\t\t40\t1 200\n")[0].rows == rows


def test_lines_that_belong_together_are_one_paragraph():
    assert _blocks("Klyngen møtes\nhver tirsdag.\n\nVelkommen.\n") == [
        Paragraph("Klyngen møtes hver tirsdag."),
        Paragraph("Velkommen."),
    ]
