"""PDF files as people make them, and as they break."""

from __future__ import annotations

import io

import pytest
from reportlab import platypus
from reportlab.pdfgen.canvas import Canvas

from ingest.loaders.pdf import load
from knowledge.errors import Damaged, EmptyFile, Encrypted, NoText, UnreadableFile
from knowledge.models import Heading, ListItem, Paragraph, Place, Table
from tests.ingest.loaders.made_pdf import body, drawn, grid, heading, locked, page_break, pdf, picture, space

TWO_PAGES = pdf(
    heading("Årsplan for klyngen"),
    body("Vi møtes på Sølvøya hver måned, og Håkon tar ordet først."),
    page_break(),
    heading("Økonomi", 2),
    body("Budsjettet er 400 000 kroner."),
    header="Fjordklyngen – internt",
)


def _blocks(content: bytes):
    return load(content, "a.pdf")[0].blocks


def test_headings_and_paragraphs_keep_their_page():
    assert _blocks(TWO_PAGES) == (
        Heading("Årsplan for klyngen", 1, Place(page=1)),
        Paragraph("Vi møtes på Sølvøya hver måned, og Håkon tar ordet først.", Place(page=1)),
        Heading("Økonomi", 2, Place(page=2)),
        Paragraph("Budsjettet er 400 000 kroner.", Place(page=2)),
    )


def test_the_largest_heading_is_the_title_where_the_file_states_none():
    assert load(TWO_PAGES, "a.pdf")[0].title == "Årsplan for klyngen"


@pytest.mark.parametrize("stated", ["Microsoft Word - utkast3.docx", "untitled", "utkast3.pdf"])
def test_a_title_that_a_program_wrote_is_not_the_title(stated: str):
    assert load(pdf(heading("Vedtekter"), body("Tekst."), title=stated), "a.pdf")[0].title == "Vedtekter"


def test_a_ruled_table_keeps_its_cells_and_column_names():
    content = pdf(body("Priser:"), grid(("Plass", "Pris"), ("Liten stand", "8 900"), ("Stor", "17 500")))
    assert _blocks(content)[1] == Table(
        ("Plass", "Pris"), (("Liten stand", "8 900"), ("Stor", "17 500")), Place(page=1)
    )


def test_a_table_that_goes_on_over_the_page_keeps_its_column_names():
    rows = [(f"Bedrift {n}", f"Sted {n}") for n in range(60)]
    tables = _blocks(pdf(grid(("Navn", "Sted"), *rows)))
    assert [(table.header, table.place.page) for table in tables] == [
        (("Navn", "Sted"), 1),
        (("Navn", "Sted"), 2),
    ]
    assert sum((table.rows for table in tables), ()) == tuple(rows)


def test_a_repeated_table_head_is_not_taken_for_a_row():
    rows = [(f"Bedrift {n}", f"Sted {n}") for n in range(60)]
    tables = _blocks(pdf(grid(("Navn", "Sted"), *rows, repeat=1)))
    assert sum((table.rows for table in tables), ()) == tuple(rows)


def test_a_paragraph_is_not_cut_where_a_line_begins_with_a_number():
    long = "Søknader inviteres til et intervju på tjue minutter i uke fem og svar gis så innen den " * 2
    assert len(_blocks(pdf(body(long + "12. februar 2027.")))) == 1


def test_text_between_two_tables_stays_between_them():
    content = pdf(
        grid(("A", "B", "C"), ("x", "y", "z")),
        space(20),
        body("Midt i."),
        space(20),
        grid(("D", "E", "F"), ("p", "q", "r")),
    )
    assert [type(block) for block in _blocks(content)] == [Table, Paragraph, Table]


def test_merged_cells_of_a_ruled_table_hold_for_each_row_and_name_each_column():
    rows = [["Rom", "Pris", ""], ["", "Medlem", "Andre"], ["Fyret", "500", "900"], ["", "600", "950"]]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 2), (0, 3))]
    content = pdf(platypus.Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans]))
    assert _blocks(content) == (
        Table(
            ("Rom", "Pris Medlem", "Pris Andre"),
            (("Fyret", "500", "900"), ("Fyret", "600", "950")),
            Place(page=1),
        ),
    )


def test_a_row_that_no_line_divides_still_has_its_columns():
    style = [("BOX", (0, 0), (-1, -1), 0.5, "black"), ("INNERGRID", (0, 0), (-1, 1), 0.5, "black")]
    rows = [["Rom", "Plasser", "Pris"], ["Fyret", "12", "500"], ["Bryggen", "40", "900"]]
    (read,) = _blocks(pdf(platypus.Table(rows, style=[*style, ("LINEABOVE", (0, 2), (-1, 2), 0.5, "black")])))
    assert read.rows == (("Fyret", "12", "500"), ("Bryggen", "40", "900"))


def _typeset(*rows: tuple[str, ...], columns: tuple[int, ...], bold: int = 0):
    """A file of rows whose cells begin at the same places; the first ``bold`` rows in bold."""

    def draw(canvas):
        for number, row in enumerate(rows):
            canvas.setFont("Helvetica-Bold" if number < bold else "Helvetica", 11)
            for x, text in zip(columns, row, strict=False):
                canvas.drawString(x, 700 - 16 * number, text)

    return drawn(draw)


PRICES = (
    ("Rom", "Plasser", "Pris"),
    ("Fyret", "12", "500"),
    ("Bryggen", "40", "1 200"),
    ("Store sal", "9", "3 400"),
)


@pytest.mark.parametrize("bold", [0, 1])
def test_a_table_without_rules_is_known_by_its_columns(bold: int):
    blocks = _blocks(_typeset(("Priser i 2026",), *PRICES, columns=(60, 200, 300), bold=bold + bold))
    assert blocks[1:] == (Table(PRICES[0], PRICES[1:], Place(page=1)),)


def test_names_and_values_in_columns_are_a_table_without_column_names():
    rows = (("Frist", "1. mai"), ("Beløp", "200 000 kroner"), ("Ansvarlig", "Kari Nordmann"))
    assert _blocks(_typeset(*rows, columns=(60, 200))) == (Table(("", ""), rows, Place(page=1)),)


def test_running_text_in_two_columns_is_read_one_after_the_other():
    rows = (
        ("Klyngen ble stiftet i fjor", "Medlemmene betaler hvert år"),
        ("av tolv bedrifter i samar-", "en kontingent på elleve tusen"),
        ("beid med to kommuner og", "kroner, og får for det plass i"),
        ("tre forskere fra kysten.", "labben to dager i måneden."),
    )
    text = " ".join(block.text for block in _blocks(_typeset(*rows, columns=(60, 300))))
    assert "i samarbeid med to kommuner" in text
    assert "elleve tusen kroner, og får for det plass i labben" in text


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("vekt på sam-", "arbeid i nord", "samarbeid i nord"),
        ("sendes per e-", "post hver uke", "per e-post hver"),
        ("bedrifter i Øst-", "Norge og nord", "i Øst-Norge og"),
        ("støtte til KI-", "baserte tiltak", "KI-baserte tiltak"),
        ("for perioden 2025-", "2028 er vedtatt", "2025-2028 er"),
        ("mange små-", "og mellomstore", "små- og mellomstore"),
        ("alle IT- og", "dataavdelinger", "IT- og dataavdelinger"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_only_where_it_divides_a_word(first: str, second: str, whole: str):
    (paragraph,) = _blocks(_typeset((f"Klyngen melder {first}",), (second,), columns=(60,)))
    assert whole in paragraph.text


def test_a_heading_that_counts_from_page_to_page_is_no_running_header():
    parts = [
        flowable
        for n in (1, 2, 3)
        for flowable in (heading(f"Kapittel {n}"), body(f"Dette er del {n} av planen."), page_break())
    ]
    blocks = _blocks(pdf(*parts, header="Fjordklyngen – internt"))
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        f"Kapittel {n}" for n in (1, 2, 3)
    ]
    assert len(blocks) == 6


def test_a_running_header_as_large_as_the_text_is_no_text():
    def margins(canvas, number):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(60, 800, "Fjordklyngen, sak 12")
        canvas.drawCentredString(300, 30, f"- {number} -")
        canvas.drawString(60, 500, "Labben åpner " + ("i mai." if number == 1 else "igjen i juni."))

    saved = io.BytesIO()
    canvas = Canvas(saved)
    for number in (1, 2):
        margins(canvas, number)
        canvas.showPage()
    canvas.save()
    assert [block.text for block in _blocks(saved.getvalue())] == [
        "Labben åpner i mai.",
        "Labben åpner igjen i juni.",
    ]


def test_bullets_become_list_items():
    content = pdf(body("Ta med:"), body("• kaffe"), body("• kake"))
    assert _blocks(content)[1:] == (
        ListItem("kaffe", 0, Place(page=1)),
        ListItem("kake", 0, Place(page=1)),
    )


def test_bullets_set_off_from_their_text_are_a_list_and_no_table():
    items = ("In Slack: the channel #incident", "By telephone: extension 4100", "In person: the second floor")
    content = _typeset(*(("•", item) for item in items), columns=(60, 90))
    assert _blocks(content) == tuple(ListItem(item, 0, Place(page=1)) for item in items)


def test_small_print_in_the_margin_of_a_single_page_is_not_text():
    read = _blocks(
        pdf(
            heading("Utlysning"),
            body("Fristen er 1. mai, og svar kommer i juni. " * 2),
            header="Fjordklyngen | Utlysning",
        )
    )
    assert [block.text for block in read] == [
        "Utlysning",
        ("Fristen er 1. mai, og svar kommer i juni. " * 2).strip(),
    ]


def test_text_outside_the_page_is_not_read():
    def draw(canvas):
        canvas.drawString(100, 500, "Synlig tekst på siden.")
        canvas.drawString(100, 5000, "Skjult tekst over siden.")
        canvas.drawString(-900, 400, "Skjult tekst til venstre.")

    assert _blocks(drawn(draw)) == (Paragraph("Synlig tekst på siden.", Place(page=1)),)


def test_a_page_that_is_a_picture_is_told():
    content = pdf(body("Første side."), page_break(), picture(), page_break(), body("Tredje side."))
    assert load(content, "a.pdf")[0].warnings == ("page 2 is a picture; its text is not read",)


def test_a_file_of_pictures_alone_has_no_text():
    with pytest.raises(NoText):
        load(pdf(picture(), page_break(), picture()), "a.pdf")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7\nnothing follows", Damaged),
        (locked(TWO_PAGES), Encrypted),
        (TWO_PAGES[:40], Damaged),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, error: type[UnreadableFile]):
    with pytest.raises(error):
        load(content, "a.pdf")
