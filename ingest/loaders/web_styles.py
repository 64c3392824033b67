"""What a page's own styles let nobody read: its style sheets and ``style`` attributes, by CSS's rules of precedence.

*Not covered*: style sheets in files of their own, ``@import``, shorthands of ``font``, variables, and scripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selectors
from tinycss2.color3 import parse_color

Element = Any  # lxml has no types
# Important, specificity, order: the greatest counts.
_Weight = tuple[bool, tuple[int, int, int], int]
_Declared = dict[str, tuple[_Weight, str]]

_PROPERTIES = {
    "display", "visibility", "opacity", "font-size", "color", "background", "background-color", "text-indent", "left",
    "top", "margin-left",
}  # fmt: skip
_PLACING = ("left", "top", "text-indent", "margin-left")
_MOST_RULES = 2_000
_OFF_THE_PAGE = -500.0
_SMALLEST = {"px": 1.0, "pt": 1.0, "": 0.0, "em": 0.05, "rem": 0.05, "%": 5.0}
_FAINTEST = 0.05
_WHITE = (1.0, 1.0, 1.0)
_INLINE = (9, 9, 9)


@dataclass
class Styles:
    """What each element of a page declares of itself. ``has_others``: sheets that are not here may say more."""

    declared: dict[Element, _Declared] = field(default_factory=dict)
    has_others: bool = False

    @classmethod
    def of(cls, root: Element) -> Styles:
        styles = cls(has_others=bool(root.xpath("//link[contains(@rel, 'stylesheet')]")))
        for order, (selectors, declarations) in enumerate(_rules(root)):
            for selector in selectors:
                for element in root.xpath(HTMLTranslator().selector_to_xpath(selector)):
                    styles._declare(element, declarations, selector.specificity(), order)
        for element in root.xpath("descendant-or-self::*[@style]"):
            declarations = tinycss2.parse_declaration_list(element.get("style"))
            styles._declare(element, list(_relevant(declarations)), _INLINE, 0)
        return styles

    def is_folded(self, element: Element) -> bool:
        """Whether it is not shown until something changes its style: a panel, a tab, or what nobody ever opens."""
        said = self.declared.get(element, {})
        return _value(said, "display") == "none" or _value(said, "visibility") in ("hidden", "collapse")

    def is_unreadable(self, element: Element) -> bool:
        """Whether it is shown so that nobody can read it: too small, too faint, outside the page, or in the colour of
        what lies behind it."""
        said = self.declared.get(element, {})
        return (
            _is_off_the_page(said)
            or _amount(_value(said, "opacity"), "") <= _FAINTEST
            or (_is_too_small(said) and not self._is_changed_below(element, "font-size"))
            or (self._is_in_its_background(element, said) and not self._is_changed_below(element, "color"))
        )

    def _declare(
        self, element: Element, declarations: list[Any], specificity: tuple[int, int, int], order: int
    ) -> None:
        own = self.declared.setdefault(element, {})
        for one in declarations:
            weight = (bool(one.important), specificity, order)
            if one.lower_name not in own or own[one.lower_name][0] <= weight:
                own[one.lower_name] = (weight, _text(one.value).lower())

    def _is_changed_below(self, element: Element, name: str) -> bool:
        return any(name in self.declared.get(below, {}) for below in element.iterdescendants("*"))

    def _is_in_its_background(self, element: Element, said: _Declared) -> bool:
        colour = parse_color(_value(said, "color")) if "color" in said else None
        if colour is None or isinstance(colour, str):
            return False
        if colour.alpha <= _FAINTEST:
            return True
        behind = self._behind(element)
        return behind is not None and max(abs(a - b) for a, b in zip(colour[:3], behind, strict=True)) <= 0.06

    def _behind(self, element: Element) -> tuple[float, ...] | None:
        """The colour behind an element; None where it cannot be told."""
        for one in (element, *element.iterancestors()):
            said = self.declared.get(one, {})
            for name in ("background-color", "background"):
                value = _value(said, name)
                if value and value not in ("none", "transparent", "inherit", "initial"):
                    colour = parse_color(value)
                    return None if colour is None or isinstance(colour, str) else tuple(colour[:3])
            if one.get("bgcolor") or one.get("background"):
                return None
        return None if self.has_others else _WHITE


def _rules(root: Element) -> Iterator[tuple[list[Any], list[Any]]]:
    """The first so many rules with something that can hide: their selectors, and what they declare."""
    found = 0
    for sheet in root.iter("style"):
        for rule in _flat(tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True)):
            declarations = list(_relevant(tinycss2.parse_declaration_list(rule.content)))
            if declarations and found < _MOST_RULES:
                found += 1
                yield list(_selectors(_text(rule.prelude))), declarations


def _flat(rules: list[Any]) -> Iterator[Any]:
    """Rules that hold on a screen of any size, in order."""
    waiting = rules[::-1]
    while waiting:
        rule = waiting.pop()
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content and _is_for_a_screen(rule):
            waiting += tinycss2.parse_rule_list(rule.content, skip_comments=True)[::-1]


def _is_for_a_screen(rule: Any) -> bool:
    return rule.lower_at_keyword == "media" and _text(rule.prelude).lower() in ("screen", "all", "")


def _text(nodes: Any) -> str:
    """As it was written; '' for what nests too deep to be meant."""
    try:
        return str(tinycss2.serialize(nodes)).strip()
    except RecursionError:
        return ""


def _selectors(text: str) -> Iterator[Any]:
    try:
        yield from (one for one in parse_selectors(text) if one.pseudo_element is None and _can_be_found(one))
    except (SelectorError, RecursionError):
        return


def _can_be_found(selector: Any) -> bool:
    try:
        HTMLTranslator().selector_to_xpath(selector)
    except (SelectorError, RecursionError):
        return False
    return True


def _relevant(declarations: list[Any]) -> Iterator[Any]:
    return (one for one in declarations if one.type == "declaration" and one.lower_name in _PROPERTIES)


def _value(said: Mapping[str, tuple[_Weight, str]], name: str) -> str:
    return said[name][1] if name in said else ""


def _is_off_the_page(said: _Declared) -> bool:
    return any(_amount(_value(said, name), "px") <= _OFF_THE_PAGE for name in _PLACING)


def _is_too_small(said: _Declared) -> bool:
    value = _value(said, "font-size")
    return any(_amount(value, unit) <= most for unit, most in _SMALLEST.items())


def _amount(value: str, unit: str) -> float:
    """A number in a unit; infinity for what is none. A zero needs no unit."""
    number = value.removesuffix(unit) if unit and value.endswith(unit) else value
    try:
        amount = float(number)
    except ValueError:
        return float("inf")
    return amount if value.endswith(unit) or amount == 0 else float("inf")
