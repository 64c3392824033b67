"""A coordinator adds, changes, confirms and removes curated answers."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace

from bot.console.gaps import Tools
from bot.console.stock import Stock
from bot.counter import Forms, Presses
from bot.introductions.parties import Outsider, Party
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.catalogue import Texts
from bot.replies.console_answers import (
    ANSWER_FORM,
    ChosenAnswer,
    ListedAnswers,
    answer_form,
    answer_page,
    answer_removal_page,
    answers_page,
    confirmed_notice,
    day_of,
    fault_sentences,
    gone_answer_notice,
    overtaken_answer_notice,
    overtaken_fault,
    removed_notice,
)
from bot.use_cases.keep_answers import Faulty, Kept
from bot.views import View
from knowledge.curated.answer import CuratedAnswer, Draft, Overtaken, Unknown
from knowledge.curated.regression import AnswerFinding

# The fields of a curated answer that the form shows otherwise.
_SHOWN_AS = {"answer": "answer_nb", "source": "question", "expires": "until"}


class Answers:
    def __init__(self, stock: Stock, tools: Tools) -> None:
        self._shelf = stock.answers
        self._keep = stock.keep_answers
        self._findings = stock.findings
        self._tools = tools
        self._screens = tools.screens

    @property
    def presses(self) -> Presses:
        return {
            "console.answers": self._turn,
            "console.answers.page": self._turn,
            "console.answer": self._choose,
            "console.answer.new": self._begin,
            "console.answer.remove": self._remove,
        }

    @property
    def forms(self) -> Forms:
        return {ANSWER_FORM: self._take}

    def _turn(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            page = int(press.value) if press.value.isdecimal() else 0
            self._screens.show(press, self._page(page, coordinator), coordinator)

    def _begin(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            said, audiences = coordinator.said, self._tools.audiences()
            self._screens.show(press, answer_form(Draft(()), press.user, audiences, "", said), coordinator)

    def _choose(self, press: Press) -> None:
        coordinator = self._screens.coordinator(press.user, press.team)
        if coordinator is None:
            return
        chosen = ChosenAnswer.from_value(press.value)
        found = self._found(chosen.id, coordinator)
        if isinstance(found, Unknown):
            self._tell(press, chosen, coordinator, found)
        elif chosen.what == "confirm":
            kept = self._keep.confirm(chosen.id, coordinator.email, chosen.version)
            self._tell(press, chosen, coordinator, kept)
        else:
            self._screens.show(press, self._view_of(found, chosen, coordinator), coordinator)

    def _view_of(self, answer: CuratedAnswer, chosen: ChosenAnswer, coordinator: Party) -> View:
        said, draft = coordinator.said, answer.draft
        if chosen.what == "remove":
            return answer_removal_page(answer, chosen, said)
        if chosen.what == "show":
            return answer_page(answer, chosen.page, said)
        owner = self._tools.parties.of(draft.owner).user
        carried = json.dumps({"id": answer.id, "version": answer.version})
        audiences = self._tools.audiences()
        # An audience that cluster.toml names no more cannot be shown, and has to be chosen anew.
        known = draft if draft.audience in audiences else replace(draft, audience=audiences[0])
        return answer_form(known, owner, audiences, carried, said)

    def _remove(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            chosen = ChosenAnswer.from_value(press.value)
            kept: Kept = self._found(chosen.id, coordinator)
            if isinstance(kept, CuratedAnswer):
                kept = self._keep.remove(chosen.id, coordinator.email, chosen.version)
            self._tell(press, chosen, coordinator, kept)

    def _found(self, id: str, coordinator: Party) -> CuratedAnswer | Unknown:
        """Unknown also where it is not for their eyes."""
        found = self._shelf.get(id)
        is_theirs = isinstance(found, CuratedAnswer) and self._screens.reads(coordinator)(found)
        return found if is_theirs else Unknown(id)

    def _tell(self, press: Press, chosen: ChosenAnswer, coordinator: Party, kept: Kept) -> None:
        notice = _notice(kept, chosen, coordinator.said)
        self._screens.show(press, self._page(chosen.page, coordinator, notice), coordinator)
        self._changed(press.user, press.team)

    def _take(self, sent: Submission) -> Accepted | Faults:
        """Written down before Slack is answered; what is wrong stands in the form."""
        coordinator = self._screens.coordinator(sent.user, sent.team)
        if coordinator is None:
            return Accepted()
        seen = json.loads(sent.subject) if sent.subject else {}
        before = self._found(seen["id"], coordinator) if seen else Unknown("")
        draft = self._draft(sent, before)
        if seen and isinstance(before, Unknown):
            return Faults(_faults(before, coordinator.said))
        if seen:
            kept = self._keep.change(seen["id"], draft, coordinator.email, seen["version"])
        else:
            kept = self._keep.add(draft, coordinator.email)
        if isinstance(kept, CuratedAnswer):
            return Accepted(lambda: self._changed(sent.user, sent.team))
        return Faults(_faults(kept, coordinator.said))

    def _draft(self, sent: Submission, before: CuratedAnswer | Unknown) -> Draft:
        """What the form does not show stays as it is. ``owner`` is "" where who was chosen is no member."""
        owner = self._tools.parties.member(sent.text("owner"), sent.team)
        return Draft(
            forms=tuple(sent.text("question").splitlines()),
            text_nb=sent.text("answer_nb"),
            text_en=sent.text("answer_en"),
            audience=sent.text("audience"),
            owner="" if isinstance(owner, Outsider) else owner.email,
            expires=day_of(sent.text("until")),
            sources=() if isinstance(before, Unknown) else before.draft.sources,
        )

    def _page(self, page: int, coordinator: Party, notice: str = "") -> View:
        """What is to be looked at first."""
        findings: dict[str, list[AnswerFinding]] = defaultdict(list)
        for one in self._findings(self._screens.today()):
            findings[one.answer].append(one)
        every = self._shelf.every()
        known = list(filter(self._screens.reads(coordinator), every))
        ranked = sorted(known, key=lambda one: one.id not in findings)
        listed = ListedAnswers(ranked, findings, len(every) - len(known))
        return answers_page(listed, page, coordinator.said, notice)

    def _changed(self, user: str, team: str) -> None:
        self._tools.wake()
        self._tools.home.show(user, team)


def _faults(kept: Faulty | Overtaken | Unknown, said: Texts) -> dict[str, str]:
    if isinstance(kept, Overtaken):
        return {"question": overtaken_fault(kept.now, said)}
    if isinstance(kept, Unknown):
        return {"question": gone_answer_notice(said)}
    told = fault_sentences(kept.faults, said)
    return {_SHOWN_AS.get(field, field): sentence for field, sentence in told.items()}


def _notice(kept: Kept, chosen: ChosenAnswer, said: Texts) -> str:
    match kept:
        case Overtaken(now):
            return overtaken_answer_notice(now, said)
        case Unknown():
            return gone_answer_notice(said)
        case CuratedAnswer():
            return confirmed_notice(kept, said) if chosen.what == "confirm" else removed_notice(kept, said)
