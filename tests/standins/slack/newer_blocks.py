"""Shapes of the blocks that came lately and that slack_sdk's models leave open: carousels of cards, tables, and small
buttons below a message."""

from collections.abc import Iterator

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from .errors import Payload

MAX_ROWS = 100
MAX_COLUMNS = 20
MAX_TABLE_CHARACTERS = 10_000
_CELLS = {"raw_text", "raw_number", "rich_text"}
_SMALL = {"feedback_buttons", "icon_button"}

Fault = tuple[str, str]


def shape_faults(block: Payload) -> Iterator[Fault]:
    """(pointer, what is wrong) of one block of a known type."""
    match block["type"]:
        case "card":
            yield from _card_faults(block)
        case "carousel":
            yield from _carousel_faults(block)
        case "table":
            yield from _table_faults(block)
        case "context_actions":
            for position, element in enumerate(block.get("elements") or ()):
                if element.get("type") not in _SMALL:
                    yield f"/elements/{position}/type", f"unsupported type: {element.get('type')}"


def _carousel_faults(block: Payload) -> Iterator[Fault]:
    for position, card in enumerate(block.get("elements") or ()):
        at = f"/elements/{position}"
        if card.get("type") != "card":
            yield f"{at}/type", f"unsupported type: {card.get('type')} in a carousel"
            continue
        parsed = Block.parse(card)
        unknown = set(card) - parsed.attributes if parsed else set()
        yield from ((at, f"invalid additional property: {key}") for key in unknown)
        try:
            assert parsed is not None
            parsed.to_dict()
        except SlackObjectFormationError as error:
            yield at, str(error)
        yield from ((f"{at}{place}", fault) for place, fault in _card_faults(card))


def _card_faults(card: Payload) -> Iterator[Fault]:
    for position, element in enumerate(card.get("actions") or ()):
        if element.get("type") != "button":
            yield f"/actions/{position}/type", f"unsupported type: {element.get('type')} in a card"


def _table_faults(block: Payload) -> Iterator[Fault]:
    rows = block.get("rows") or []
    if len(rows) > MAX_ROWS:
        yield "/rows", f"no more than {MAX_ROWS} items allowed"
    if len(block.get("column_settings") or ()) > MAX_COLUMNS:
        yield "/column_settings", f"no more than {MAX_COLUMNS} items allowed"
    for position, row in enumerate(rows):
        if not 0 < len(row) <= MAX_COLUMNS:
            yield f"/rows/{position}", f"must have 1 to {MAX_COLUMNS} cells"
        for place, cell in enumerate(row):
            if cell.get("type") not in _CELLS:
                yield f"/rows/{position}/{place}/type", f"unsupported type: {cell.get('type')} in a table"
    if sum(len(cell.get("text") or "") for row in rows for cell in row) > MAX_TABLE_CHARACTERS:
        yield "/rows", f"no more than {MAX_TABLE_CHARACTERS} characters allowed"


def count_tables(blocks: list[Payload]) -> int:
    """Of which Slack takes one a message."""
    return sum(block["type"] in ("table", "data_table") for block in blocks)
