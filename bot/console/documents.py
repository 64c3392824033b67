"""A coordinator looks through all documents, and confirms, removes and restores them."""

from __future__ import annotations

from collections.abc import Callable

from bot.console.gaps import Tools
from bot.console.stock import Stock
from bot.console.terms import DocumentTerms
from bot.counter import Presses
from bot.introductions.parties import Party
from bot.pressed import Press
from bot.replies.console_documents import (
    Chosen,
    Listed,
    documents_page,
    key_of,
    outcome_notice,
    overtaken_notice,
    removal_page,
    waiting_page,
)
from bot.replies.intake import review_day
from bot.unwatched import unwatched
from bot.use_cases.knowledge_changes import Outcome
from knowledge.errors import KlyngebotError
from knowledge.holdings.overview import Shelved

# Another sync may have to finish first.
_WAIT_SECONDS = 600.0


class Documents:
    def __init__(self, stock: Stock, tools: Tools, terms: DocumentTerms) -> None:
        self._stock = stock
        self._terms = terms
        self._screens = tools.screens
        self._home = tools.home
        self._wake = tools.wake

    @property
    def presses(self) -> Presses:
        return {
            "console.documents": self._turn,
            "console.documents.page": self._turn,
            "console.document": self._choose,
            "console.document.remove": self._remove,
        }

    def _turn(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            page = int(press.value) if press.value.isdecimal() else 0
            self._screens.show(press, self._page(page, coordinator), coordinator)

    def _choose(self, press: Press) -> None:
        coordinator = self._screens.coordinator(press.user, press.team)
        if coordinator is None:
            return
        chosen = Chosen.from_value(press.value)
        match chosen.what:
            case "remove" | "terms":
                self._ask(press, chosen, coordinator)
            case "confirm":
                review_on = review_day(self._screens.today())
                self._change(
                    press,
                    chosen,
                    coordinator,
                    lambda one: self._stock.documents.confirm(one.source, coordinator.email, review_on),
                )
            case "restore":
                self._change(
                    press,
                    chosen,
                    coordinator,
                    lambda one: self._stock.documents.restore(
                        one.source, coordinator.email, unwatched(_WAIT_SECONDS)
                    ),
                )

    def _ask(self, press: Press, chosen: Chosen, coordinator: Party) -> None:
        one = self._find(chosen, coordinator)
        if one is None:
            view = self._page(chosen.page, coordinator)
        elif chosen.what == "terms":
            view = self._terms.form(one, coordinator)
        else:
            view = removal_page(one, chosen, coordinator.said)
        self._screens.show(press, view, coordinator)

    def _remove(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            self._change(
                press,
                Chosen.from_value(press.value),
                coordinator,
                lambda one: self._stock.documents.remove(
                    one.source, coordinator.email, unwatched(_WAIT_SECONDS)
                ),
            )

    def _change(
        self, press: Press, chosen: Chosen, coordinator: Party, change: Callable[[Shelved], Outcome]
    ) -> None:
        """On what the coordinator has seen; where somebody else was first, they see how it stands instead."""
        said, one = coordinator.said, self._find(chosen, coordinator)
        if one is None or one.holding.revision != chosen.revision:
            notice = overtaken_notice(one.title if one else "", said)
            self._screens.show(press, self._page(chosen.page, coordinator, notice), coordinator)
            return
        page = self._screens.show(press, waiting_page(one, said), coordinator)
        try:
            notice = outcome_notice(change(one), one.title, said)
        except KlyngebotError:
            # The edge tells the person what went wrong; the page does not wait for ever.
            self._screens.put(page, self._page(chosen.page, coordinator))
            raise
        self._screens.put(page, self._page(chosen.page, coordinator, notice))
        self._wake()
        self._home.show(press.user, press.team)

    def _find(self, chosen: Chosen, coordinator: Party) -> Shelved | None:
        """None also where it is not for their eyes."""
        may_know = self._screens.names_to(coordinator)
        known = (one for one in self._stock.overview.every() if key_of(one) == chosen.key)
        return next((one for one in known if may_know(one.source)), None)

    def _page(self, page: int, coordinator: Party, notice: str = "") -> dict[str, object]:
        failures = {one.source: one for one in self._stock.catalogue.failures()}
        doubts = self._stock.catalogue.doubts()
        every, today = self._stock.overview.every(), self._screens.today()
        may_know = self._screens.names_to(coordinator)
        shelved = [one for one in every if may_know(one.source)]
        ranked = sorted(
            shelved,
            key=lambda one: (
                not one.due(today),
                one.source not in failures,
                one.source not in doubts,
                one.source,
            ),
        )
        listed = Listed(ranked, failures, doubts, len(every) - len(shelved))
        return documents_page(listed, page, today, coordinator.said, notice)
