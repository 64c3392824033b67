"""A coordinator answers once what several have asked in vain, puts it aside, or says that it belongs elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.console.drafting import forms_of
from bot.console.screens import Screens
from bot.console.stock import Stock
from bot.counter import Forms, Presses
from bot.introductions.home import Home
from bot.introductions.parties import Outsider, Parties, Party
from bot.post import Post
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.catalogue import Texts
from bot.replies.console_answers import day_of, fault_sentences
from bot.replies.console_gaps import (
    DISMISSAL_FORM,
    GAP_FORM,
    KEEP,
    Choices,
    already_fault,
    already_notice,
    answered_message,
    dismissal_form,
    gap_form,
    gaps_page,
    gone_notice,
    moved_notice,
)
from bot.replies.message import Message
from bot.views import View
from knowledge.audiences import AudienceRule
from knowledge.curated.answer import Draft
from knowledge.gaps.gap import AlreadySettled, GapGroup, Moved, Settled, UnknownGap

# The fields of a curated answer that this form shows otherwise.
_SHOWN_AS = {"question": "keep", "source": "keep", "expires": "until"}


@dataclass(frozen=True, slots=True)
class Tools:
    """``wake`` is told when something has changed."""

    screens: Screens
    parties: Parties
    post: Post
    home: Home
    rule: AudienceRule
    wake: Callable[[], None]

    def audiences(self) -> list[str]:
        """The two that always exist first."""
        usual = ["members", "public"]
        return [*usual, *sorted(self.rule.names - set(usual))]


class Gaps:
    def __init__(self, stock: Stock, tools: Tools) -> None:
        self._stock = stock
        self._desk = stock.gaps
        self._tools = tools
        self._screens = tools.screens

    @property
    def presses(self) -> Presses:
        return {
            "console.gaps": self._turn,
            "console.gaps.page": self._turn,
            "console.gap": self._open,
            "console.gap.move": self._move,
            "console.gap.dismiss": self._dismiss,
        }

    @property
    def forms(self) -> Forms:
        return {GAP_FORM: self._take, DISMISSAL_FORM: self._take_aside}

    def _turn(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            page = int(press.value) if press.value.isdecimal() else 0
            self._screens.show(press, gaps_page(self._desk.gathered(), page, coordinator.said), coordinator)

    def _open(self, press: Press) -> None:
        if coordinator := self._screens.coordinator(press.user, press.team):
            self._screens.show(press, self._form_or_list(int(press.value), coordinator), coordinator)

    def _move(self, press: Press) -> None:
        coordinator = self._screens.coordinator(press.user, press.team)
        if coordinator is None:
            return
        question, target, source = press.value.split(":")
        group = None if target == "new" else int(target)
        moved = self._desk.move(int(question), group, coordinator.email, self._screens.now())
        notice = gone_notice(coordinator.said)
        if isinstance(moved, Moved):
            notice = moved_notice(moved.question.words, coordinator.said)
        self._screens.show(press, self._form_or_list(int(source), coordinator, notice), coordinator)
        self._changed(press.user, press.team)

    def _dismiss(self, press: Press) -> None:
        coordinator = self._screens.coordinator(press.user, press.team)
        if coordinator is None:
            return
        group = self._desk.get(int(press.value))
        if isinstance(group, GapGroup) and group.state == "open":
            self._screens.show(press, dismissal_form(group, coordinator.said), coordinator)
        else:
            self._screens.show(press, self._form_or_list(int(press.value), coordinator), coordinator)

    def _take_aside(self, sent: Submission) -> Accepted | Faults:
        """Written down before Slack is answered, with the reason."""
        coordinator = self._screens.coordinator(sent.user, sent.team)
        if coordinator is None:
            return Accepted()
        why = " ".join(sent.text("reason").split())
        if not why:
            return Faults({"reason": coordinator.said("Say why, in a few words.")})
        done = self._desk.dismiss(int(sent.subject), why, coordinator.email, self._screens.now())
        if isinstance(done, UnknownGap):
            return Faults({"reason": gone_notice(coordinator.said)})
        if isinstance(done, AlreadySettled) and not _is_same(done.group, why, coordinator):
            return Faults({"reason": already_fault(done.group, coordinator.said)})
        return Accepted(lambda: self._changed(sent.user, sent.team))

    def _take(self, sent: Submission) -> Accepted | Faults:
        """Written down before Slack is answered. The second of two who answer at once reads what the first has said."""
        coordinator = self._screens.coordinator(sent.user, sent.team)
        if coordinator is None:
            return Accepted()
        group = self._desk.get(int(sent.subject))
        if isinstance(group, UnknownGap):
            return Faults({"answer": gone_notice(coordinator.said)})
        draft = self._draft(sent, group, coordinator)
        if faults := self._faults(sent, draft, coordinator.said):
            return Faults(faults)
        done = self._desk.answer(
            group.id, sent.text("answer"), coordinator.email, self._screens.now(), sent.text("audience")
        )
        if not isinstance(done, Settled):
            return _not_first(done, draft, coordinator)
        is_kept = KEEP in sent.choices("keep")
        if is_kept:
            self._stock.keep_answers.add(draft, coordinator.email)
        return Accepted(lambda: self._thank(sent, answered_message(done, is_kept, coordinator.said)))

    def _thank(self, sent: Submission, message: Message) -> None:
        self._changed(sent.user, sent.team)
        self._tools.post.tell(sent.user, message)

    def _draft(self, sent: Submission, group: GapGroup, coordinator: Party) -> Draft:
        """``owner`` is "" where the one that was chosen is no member of the workspace."""
        chosen = sent.text("owner")
        owner = self._tools.parties.member(chosen, sent.team) if chosen else coordinator
        return Draft(
            forms=forms_of(group),
            text=sent.text("answer"),
            audience=sent.text("audience"),
            owner="" if isinstance(owner, Outsider) else owner.email,
            expires=day_of(sent.text("until")),
        )

    def _faults(self, sent: Submission, draft: Draft, said: Texts) -> dict[str, str]:
        if KEEP in sent.choices("keep"):
            told = fault_sentences(self._stock.keep_answers.faults(draft), said)
            return {_SHOWN_AS.get(field, field): sentence for field, sentence in told.items()}
        if draft.audience not in self._tools.rule.names:
            return {"audience": said("There is no such audience any more.")}
        return {}

    def _form_or_list(self, id: int, coordinator: Party, notice: str = "") -> View:
        """The form of a group that is still to be answered; else the list, with how it stands."""
        group, said = self._desk.open(id, self._screens.now()), coordinator.said
        groups = self._desk.gathered()
        if isinstance(group, GapGroup) and group.state == "open":
            others = [one for one in groups if one.state == "open" and one.id != group.id]
            return gap_form(group, Choices(self._tools.audiences(), others, coordinator.user), said)
        told = already_notice(group, said) if isinstance(group, GapGroup) else gone_notice(said)
        return gaps_page(groups, 0, said, notice or told)

    def _changed(self, user: str, team: str) -> None:
        self._tools.wake()
        self._tools.home.show(user, team)


def _not_first(done: AlreadySettled | UnknownGap, draft: Draft, coordinator: Party) -> Accepted | Faults:
    """Who sends the same form twice is the first both times."""
    if isinstance(done, UnknownGap):
        return Faults({"answer": gone_notice(coordinator.said)})
    if (done.group.settled_by, done.group.answer) == (coordinator.email, draft.text):
        return Accepted()
    return Faults({"answer": already_fault(done.group, coordinator.said)})


def _is_same(group: GapGroup, why: str, coordinator: Party) -> bool:
    """Whether the same form was sent twice."""
    return (group.state, group.settled_by, group.reason) == ("dismissed", coordinator.email, why)
