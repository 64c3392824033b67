"""A coordinator changes on what terms a document is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.console.gaps import Tools
from bot.console.stock import Stock
from bot.counter import Forms, Presses
from bot.introductions.parties import Outsider, Party
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.console_answers import day_of
from bot.replies.console_terms import (
    TERMS_FORM,
    WIDER,
    Choices,
    overtaken_terms_fault,
    terms_form,
    terms_message,
    wider_fault,
)
from bot.replies.intake import form_faults
from bot.unwatched import unwatched
from bot.views import View
from knowledge.holdings.overview import Shelved
from knowledge.holdings.terms import Fault, Field, Terms

_CHANGE = "console.document.terms"
# Another sync may have to finish first.
_WAIT_SECONDS = 600.0


class DocumentTerms:
    def __init__(self, stock: Stock, tools: Tools) -> None:
        self._stock = stock
        self._tools = tools
        self._screens = tools.screens

    @property
    def presses(self) -> Presses:
        return {_CHANGE: self._change}

    @property
    def forms(self) -> Forms:
        return {TERMS_FORM: self._take}

    def form(self, one: Shelved, coordinator: Party) -> View:
        terms = Terms.of(one.holding)
        choices = Choices(self._tools.audiences(), self._user_of(terms.owner))
        carried = json.dumps({"source": one.source, "revision": one.holding.revision}, ensure_ascii=False)
        return terms_form(one, terms, choices, carried, coordinator.said)

    def _take(self, sent: Submission) -> Accepted | Faults:
        """What cannot be meant stands in the form; the work comes after Slack is answered, also after a restart."""
        coordinator = self._screens.coordinator(sent.user, sent.team)
        if coordinator is None:
            return Accepted()
        seen, said = json.loads(sent.subject), coordinator.said
        one = self._known(seen["source"], coordinator)
        if one is None or one.holding.revision != seen["revision"]:
            return Faults(overtaken_terms_fault(one, said))
        before, terms = Terms.of(one.holding), self._terms(sent, one)
        if faults := self._faults(sent, terms):
            return Faults(form_faults(faults, said))
        if terms.opens_up(before) and WIDER not in sent.choices(WIDER):
            return Faults(wider_fault(said))
        value = json.dumps(seen | terms.written(), ensure_ascii=False)
        return Accepted(then=_press(value, sent))

    def _change(self, press: Press) -> None:
        """On what the coordinator has seen; where somebody else was first, nothing is done, and they are told."""
        coordinator = self._screens.coordinator(press.user, press.team)
        if coordinator is None:
            return
        given = json.loads(press.value)
        source, title = given["source"], self._title(given["source"])
        done = self._stock.documents.change(
            source, Terms.read(given), coordinator.email, unwatched(_WAIT_SECONDS), given["revision"]
        )
        self._tools.post.to_person(press.user, terms_message(done, title, coordinator.said), press.id)
        self._tools.wake()
        self._tools.home.show(press.user, press.team)

    def _terms(self, sent: Submission, one: Shelved) -> Terms:
        """Who is not in Slack cannot be shown in the form, and stays its owner unless another one is chosen."""
        before, chosen = Terms.of(one.holding), sent.text("owner")
        owner = self._tools.parties.member(chosen, sent.team) if chosen else None
        stays = before.owner if before.owner and not self._user_of(before.owner) else ""
        return Terms(
            audience=sent.text("audience") if one.holding.is_added else before.audience,
            owner=owner.email if owner and not isinstance(owner, Outsider) else "" if chosen else stays,
            review_on=day_of(sent.text("review_on")),
            expires_on=day_of(sent.text("expires_on")),
        )

    def _faults(self, sent: Submission, terms: Terms) -> Mapping[Field, Fault]:
        faults = dict(terms.faults(self._tools.rule.names, self._screens.today()))
        if sent.text("owner") and not terms.owner:
            faults["owner"] = "no address"
        return faults

    def _known(self, source: str, coordinator: Party) -> Shelved | None:
        """None also where it is not for their eyes."""
        found = self._stock.overview.of(source) if self._screens.names_to(coordinator)(source) else ()
        return next(iter(found), None)

    def _title(self, source: str) -> str:
        return next((one.title for one in self._stock.overview.of(source)), source)

    def _user_of(self, owner: str) -> str:
        return self._tools.parties.of(owner).user if owner else ""


def _press(value: str, sent: Submission) -> Press:
    return Press(f"press:{sent.user}:{sent.view}:{_CHANGE}", _CHANGE, value, sent.user, sent.team)
