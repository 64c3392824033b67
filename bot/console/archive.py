"""A coordinator looks through curated answers that were removed, and brings one back."""

from __future__ import annotations

from bot.console.gaps import Tools
from bot.console.stock import Stock
from bot.counter import Presses
from bot.introductions.parties import Party
from bot.pressed import Press
from bot.replies.catalogue import Texts
from bot.replies.console_answers import ChosenAnswer, ListedAnswers, gone_answer_notice
from bot.replies.console_archive import archive_page, not_archived_notice, restored_notice, taken_notice
from bot.use_cases.keep_answers import Faulty, Kept
from bot.views import View
from knowledge.curated.answer import CuratedAnswer, Overtaken, Unknown


class Archive:
    def __init__(self, stock: Stock, tools: Tools) -> None:
        self._shelf = stock.answers
        self._keep = stock.keep_answers
        self._tools = tools
        self._screens = tools.screens

    @property
    def presses(self) -> Presses:
        return {
            "console.archive": self._turn,
            "console.archive.page": self._turn,
            "console.archive.restore": self._restore,
        }

    def _turn(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            page = int(press.value) if press.value.isdecimal() else 0
            self._screens.show(press, self._page(page, coordinator), coordinator)

    def _restore(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            chosen, reads = ChosenAnswer.from_value(press.value), self._screens.reads(coordinator)
            hidden = {one.id for one in (*self._shelf.archived(), *self._shelf.every()) if not reads(one)}
            kept: Kept | Faulty = Unknown(chosen.id)
            if chosen.id not in hidden:
                kept = self._keep.restore(chosen.id, coordinator.email, chosen.version)
            notice = _notice(kept, coordinator.said)
            self._screens.show(press, self._page(chosen.page, coordinator, notice), coordinator)
            self._tools.wake()
            self._tools.home.show(press.user, press.team)

    def _page(self, page: int, coordinator: Party, notice: str = "") -> View:
        every = self._shelf.archived()
        known = list(filter(self._screens.reads(coordinator), every))
        listed = ListedAnswers(known, hidden=len(every) - len(known))
        return archive_page(listed, page, coordinator.said, notice)


def _notice(kept: Kept | Faulty, said: Texts) -> str:
    match kept:
        case Faulty():
            return taken_notice(said)
        case Overtaken(now):
            return not_archived_notice(now, said)
        case Unknown():
            return gone_answer_notice(said)
        case CuratedAnswer():
            return restored_notice(kept, said)
