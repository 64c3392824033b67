"""Excel files as people make them, and as they break."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from ingest.loaders.xlsx import load
from knowledge.errors import Damaged, EmptyFile, NoText, UnreadableFile
from knowledge.models import Heading, Paragraph, Place, Table


def _book(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "Priser"
    for row in rows:
        book.active.append(row)
    return book


def _saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _read(book: openpyxl.Workbook):
    return load(_saved(book), "a.xlsx")[0]


def test_a_table_keeps_its_header_its_sheet_and_its_row_numbers():
    read = _read(_book(("Budsjett 2026",), ("Post", "Beløp"), ("Lønn", 1200), ("Leie", 300)))
    assert read.blocks == (
        Heading("Priser", 1, Place(sheet="Priser")),
        Heading("Budsjett 2026", 2, Place(sheet="Priser")),
        Table(("Post", "Beløp"), (("Lønn", "1200"), ("Leie", "300")), Place(sheet="Priser"), 3),
    )


def test_columns_and_rows_that_are_empty_around_a_table_do_not_hide_its_header():
    book = _book()
    for place, value in {"C4": "Navn", "D4": "Antall", "C5": "Ola", "D5": 3}.items():
        book.active[place] = value
    assert _read(book).blocks[1] == Table(("Navn", "Antall"), (("Ola", "3"),), Place(sheet="Priser"), 5)


def test_two_rows_of_column_names_become_one():
    book = _book(("Rom", "Pris", None), (None, "Medlem", "Andre"), ("Fyret", 500, 900))
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("A1:A2")
    assert _read(book).blocks[1] == Table(
        ("Rom", "Pris Medlem", "Pris Andre"), (("Fyret", "500", "900"),), Place(sheet="Priser"), 3
    )


def test_formulas_that_nobody_has_counted_are_told():
    read = _read(_book(("Post", "Beløp"), ("Sum", "=1+2")))
    assert read.warnings == ("1 formulas hold no value and are not read; open the file in Excel and save it",)


def test_an_empty_sheet_beside_a_full_one_is_nothing():
    book = _book(("Post", "Beløp"), ("Leie", 300))
    book.create_sheet("Tomt")
    assert [block.text for block in _read(book).blocks if isinstance(block, Heading)] == ["Priser"]


def test_a_sentence_by_itself_is_a_paragraph():
    read = _read(_book(("Beløp i tusen kroner.",), (None,), ("Post", "Beløp"), ("Leie", 300)))
    assert read.blocks[1] == Paragraph("Beløp i tusen kroner.", Place(sheet="Priser", rows=(1, 1)))


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (0.25, "0%", "25 %"),
        (1, "0 %", "100 %"),
        (1234567.5, "General", "1234567.5"),
        (11250.0, '#,##0 "kr"', "11250 kr"),
        (date(2026, 5, 17), "dd.mm.yyyy", "2026-05-17"),
        (datetime(2026, 5, 17, 9, 30), "dd.mm.yyyy hh:mm", "2026-05-17 09:30"),
        (time(9, 30), "hh:mm", "09:30"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (1234567.891, "General", "1234567.891"),
        (1e-7, "General", "0.0000001"),
        (1e22, "General", "10000000000000000000000"),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_shown_with_what_its_format_says(value: object, pattern: str, shown: str):
    book = _book(("Hva", "Verdi"), ("det", value))
    book.active["B2"].number_format = pattern
    assert _read(book).blocks[1].rows == (("det", shown),)


def test_hidden_sheets_rows_and_columns_are_left_out_and_told():
    book = _book(
        ("Navn", "Lønn", "Sted"), ("Kari", 900000, "Moss"), ("Ola", 800000, "Halden"), ("Liv", 1, "Oslo")
    )
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Hemmelig").sheet_state = "hidden"
    read = _read(book)
    assert read.blocks[1].rows == (("Kari", "Moss"), ("Liv", "Oslo"))
    assert read.warnings == (
        "the hidden sheet 'Hemmelig' is left out",
        "hidden rows or columns of sheet 'Priser' are left out",
    )


def test_a_name_merged_over_several_rows_holds_for_each():
    book = _book(("Gruppe", "Navn"), ("Etikk", "Kari"), (None, "Ola"))
    book.active.merge_cells("A2:A3")
    assert _read(book).blocks[1].rows == (("Etikk", "Kari"), ("Etikk", "Ola"))


def test_formatting_far_below_the_text_is_not_looked_through():
    book = _book(("Navn", "Sted"), ("Kari", "Moss"))
    book.active["A1048576"] = "a stray cell"
    assert len(_read(book).blocks) == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"PK\3\4 cut", Damaged),
        (_saved(_book(())), NoText),
        (_saved(_book(("A", "B")))[:2000], Damaged),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, error: type[UnreadableFile]):
    with pytest.raises(error):
        load(content, "a.xlsx")
