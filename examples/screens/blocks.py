"""Block Kit as HTML: the blocks and elements that Klyngebot uses. One that is not known here is an error."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from examples.screens.mrkdwn import as_html

Block = Mapping[str, Any]
Names = Mapping[str, str]
# How they look in a page.
STYLE = Path(__file__).with_name("style.css")


def blocks_html(blocks: Iterable[Block], names: Names) -> str:
    """Raises KeyError for a block or element that is not known."""
    return "".join(_BLOCKS[block["type"]](block, names) for block in blocks)


def text_html(text: Mapping[str, Any], names: Names) -> str:
    if text["type"] == "mrkdwn":
        return as_html(text["text"], names)
    return html.escape(text["text"]).replace("\n", "<br>")


def _section(block: Block, names: Names) -> str:
    beside = (
        f'<div class="beside">{_element(block["accessory"], names)}</div>' if "accessory" in block else ""
    )
    return f'<div class="section">{beside}{text_html(block["text"], names)}</div>'


def _header(block: Block, names: Names) -> str:
    return f"<h3>{text_html(block['text'], names)}</h3>"


def _context(block: Block, names: Names) -> str:
    return "".join(f'<div class="context">{text_html(one, names)}</div>' for one in block["elements"])


def _divider(block: Block, names: Names) -> str:
    return "<hr>"


def _row(block: Block, names: Names) -> str:
    return f'<div class="row">{"".join(_element(one, names) for one in block["elements"])}</div>'


def _carousel(block: Block, names: Names) -> str:
    return f'<div class="carousel">{"".join(_card(one, names) for one in block["elements"])}</div>'


def _card(card: Block, names: Names) -> str:
    parts = [
        f'<div class="{part}">{text_html(card[part], names)}</div>'
        for part in ("title", "subtitle", "body")
        if part in card
    ]
    row = "".join(_element(one, names) for one in card.get("actions", ()))
    return f'<div class="card">{"".join(parts)}{f"""<div class="row">{row}</div>""" if row else ""}</div>'


def _table(block: Block, names: Names) -> str:
    header, *rows = [[html.escape(cell["text"]) for cell in row] for row in block["rows"]]
    head = "".join(f"<th>{cell}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _input(block: Block, names: Names) -> str:
    hint = f'<div class="context">{text_html(block["hint"], names)}</div>' if "hint" in block else ""
    optional = ' <span class="optional">(optional)</span>' if block.get("optional") else ""
    label = f"<label>{text_html(block['label'], names)}{optional}</label>"
    return f'<div class="input">{label}{_element(block["element"], names)}{hint}</div>'


def _element(element: Block, names: Names) -> str:
    return _ELEMENTS[element["type"]](element, names)


def _button(element: Block, names: Names) -> str:
    return f'<span class="button {element.get("style", "")}">{text_html(element["text"], names)}</span>'


def _thumbs(element: Block, names: Names) -> str:
    labels = (element["positive_button"]["text"], element["negative_button"]["text"])
    return "".join(f'<span class="thumb">{text_html(one, names)}</span>' for one in labels)


def _written(element: Block, names: Names) -> str:
    kind = "field tall" if element.get("multiline") else "field"
    return (
        f'<div class="{kind}">{html.escape(element.get("initial_value", "")).replace(chr(10), "<br>")}</div>'
    )


def _menu(element: Block, names: Names) -> str:
    chosen = (element.get("initial_option") or {}).get("text") or element.get("placeholder")
    return f'<span class="menu">{text_html(chosen, names) if chosen else ""} ▾</span>'


def _boxes(element: Block, names: Names) -> str:
    ticked = {one["value"] for one in element.get("initial_options") or ()}
    boxes = [
        f"{'☑' if one['value'] in ticked else '☐'} {text_html(one['text'], names)}"
        for one in element["options"]
    ]
    return f'<div class="boxes">{"<br>".join(boxes)}</div>'


def _day(element: Block, names: Names) -> str:
    return f'<span class="menu">{html.escape(element.get("initial_date", "––"))} ▾</span>'


def _people(element: Block, names: Names) -> str:
    chosen = element.get("initial_users") or ()
    shown = ", ".join(html.escape(names.get(one, one)) for one in chosen) or _placeholder(element, names)
    return f'<span class="menu">{shown} ▾</span>'


def _placeholder(element: Block, names: Names) -> str:
    return text_html(element["placeholder"], names) if "placeholder" in element else "…"


_BLOCKS: Mapping[str, Callable[[Block, Names], str]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _row,
    "context_actions": _row,
    "input": _input,
    "carousel": _carousel,
    "card": _card,
    "table": _table,
}
_ELEMENTS: Mapping[str, Callable[[Block, Names], str]] = {
    "button": _button,
    "feedback_buttons": _thumbs,
    "plain_text_input": _written,
    "static_select": _menu,
    "checkboxes": _boxes,
    "datepicker": _day,
    "users_select": _people,
    "multi_users_select": _people,
}
