"""What stands around the text of a web page: menus, banners, forms, footers, and what nobody sees.

It is found by element, role and class name. Trafilatura was compared on Norwegian pages: it lost nested list items,
accordions and whole short pages, and kept cookie texts and hidden elements; this walk keeps all of the main text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.loaders.web_styles import Styles

Element = Any  # lxml has no types

_NEVER_TEXT = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "canvas",
    "map",
    "img",
    "picture",
    "button",
    "input",
    "select",
    "textarea",
    "option",
    "datalist",
    "progress",
    "meter",
    "head",
    "title",
    "meta",
    "link",
    "nav",
    "menu",
]
_STRUCK = ("del", "s", "strike")
_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{4}",
    re.I,
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-\w+|skip-?(?:link|to)[\w-]*)", re.I
)
_COOKIE = re.compile(r"cookie|consent|gdpr|samtykke|informasjonskaps", re.I)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|meny|hovedmeny|breadcrumbs?|brodsmuler?|sidebar|share|sharing|social|"
    r"some-?links|related|relatert|les-?ogsa|newsletter|nyhetsbrev|pagination|pager|popup|modal|topbar|toolbar|"
    r"(?:site|page|main|global)-(?:header|footer)|footer|bunn)(?:$|[\s_-])",
    re.I,
)
_SAYS_SOMETHING = 4
_WRAPPERS = {"html", "body", "main", "article"}
_BOXES = {"div", "section", "aside", "ul", "ol", "header", "footer", "form", "p", "span", "a", "table", "td"}
_OPENS = ("aria-controls", "data-target", "data-bs-target", "href")


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many pieces of text nobody sees: ``left_out``, and ``folded`` ones that may be opened and were read."""

    left_out: int
    folded: int

    @property
    def told(self) -> tuple[str, ...]:
        """A sentence for each kind that there is."""
        left_out = "text that no reader of the page sees is left out ({} pieces)"
        folded = "text that the page's style does not show at first was read ({} pieces); look whether it should be"
        counted = ((left_out, self.left_out), (folded, self.folded))
        return tuple(
            sentence.format(count).replace("(1 pieces)", "(1 piece)") for sentence, count in counted if count
        )


def remove_unseen(root: Element) -> Unseen:
    """Takes away scripts, controls, struck-out and hidden text; a closed panel that a reader can open stays, and what
    only a style sheet folds away, since tabs and accordions cannot be told from what nobody opens."""
    styles = Styles.of(root)
    openable = {value.lstrip("#") for name in _OPENS for value in root.xpath(f"//@{name}") if len(value) > 1}
    for opener in root.xpath(".//button[@aria-expanded or @data-toggle or @data-bs-toggle] | .//summary"):
        _name_panel(opener)
    left_out = folded = 0
    for element in _elements(root):
        can_be_opened = element.get("id") in openable
        if element.tag in _NEVER_TEXT or element.tag in _STRUCK:
            _remove(element)
        elif styles.is_unreadable(element) or (_is_hidden(element) and not can_be_opened):
            left_out += _says_something(element) and not _HIDDEN_CLASS.search(element.get("class", ""))
            _remove(element)
        elif styles.is_folded(element) and not can_be_opened:
            folded += _says_something(element)
    return Unseen(left_out, folded)


def remove_furniture(body: Element) -> None:
    """Takes away what repeats on every page of a site."""
    whole = len(body.text_content())
    only_title = len(body.xpath(".//h1")) == 1
    for element in _elements(body):
        small = len(element.text_content()) <= whole / 2 or element.tag == "nav"
        if element.tag not in _WRAPPERS and _is_furniture(element, only_title) and small:
            _remove(element)
    for menu in body.xpath(".//ul[not(ancestor::main or ancestor::article)][not(preceding::h1)]"):
        if _is_only_links(menu):
            _remove(menu)


def main_part(body: Element) -> Element:
    """The element that is marked as the main one and holds most of the text, else the whole body."""
    marked = body.xpath("descendant-or-self::main | descendant-or-self::*[@role='main']")
    if len(marked) != 1:
        return body
    outside = body.xpath(".//h1") and not marked[0].xpath(".//h1")
    most = len(marked[0].text_content().strip()) * 2 >= len(body.text_content().strip())
    return marked[0] if most and not outside else body


def _name_panel(opener: Element) -> None:
    """What a reader clicks to open a panel ("Hvem kan søke?") is that panel's heading."""
    if opener.xpath("ancestor::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"):
        opener.drop_tag()
    elif len(opener.text_content().split()) > 1 and not opener.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
        opener.tag = "h6"


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
        or bool(_HIDDEN_CLASS.search(element.get("class", "")))
    )


def _says_something(element: Element) -> bool:
    """More than a label such as "Open menu"."""
    return len(element.text_content().split()) >= _SAYS_SOMETHING


def _is_furniture(element: Element, only_title: bool) -> bool:
    if element.get("role") in _ROLES and not (element.get("role") == "banner" and element.xpath(".//h1")):
        return True
    if element.tag not in _BOXES:
        return False
    inside = bool(element.xpath("ancestor::main | ancestor::article | ancestor::*[@role='main']"))
    # Identifiers inside the text come from its headings ("#cookies"), so only class names count there.
    label = element.get("class", "") + ("" if inside else " " + element.get("id", ""))
    if _COOKIE.search(label):
        return not inside or element.get("role") is not None
    if element.xpath("descendant-or-self::main") or (only_title and element.xpath(".//h1")):
        return False
    if element.tag == "form" or bool(_AROUND.search(label)):
        return True
    return element.tag in ("header", "footer", "aside") and not inside


def _is_only_links(items: Element) -> bool:
    texts = [" ".join(item.text_content().split()) for item in items.xpath("./li")]
    linked = [" ".join("".join(item.xpath(".//a//text()")).split()) for item in items.xpath("./li")]
    return len(texts) >= 3 and texts == linked and all(len(text.split()) <= 4 for text in texts)


def _elements(root: Element) -> Iterator[Element]:
    """Every element still in the tree; a removed one takes its children along."""
    for element in list(root.iter("*")):
        if element is not root and element.getparent() is not None and _is_under(element, root):
            yield element


def _is_under(element: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def _remove(element: Element) -> None:
    element.drop_tree()
