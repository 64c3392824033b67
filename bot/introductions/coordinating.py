"""Coordinators broker: they approve, pause everything, bring two people together, and see how it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.counter import Forms, Presses
from bot.introductions.brokerage import Brokerage
from bot.introductions.coordinators import Coordinators
from bot.introductions.home import Home
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.slack import Slack
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.catalogue import Texts
from bot.replies.cluster_home import PAIR_FORM, counting_page, measures_page, pair_form
from bot.replies.introduction_refusals import barred, refusal
from bot.replies.profile_letters import too_late_message
from bot.views import PressedTooLongAgo, View
from knowledge.introductions.events import Approved, Coordinator, Reaction, Rejected
from knowledge.introductions.introduction import Proposal
from knowledge.introductions.steps import Refused
from knowledge.matching.barriers import between, of_person

_DECISIONS: Mapping[str, Callable[[Coordinator], Reaction]] = {
    "cluster.approve": Approved,
    "cluster.reject": Rejected,
}


class Coordinating:
    """Whoever is no coordinator sees their Home anew, and nothing happens. ``wake`` is told when something may be
    due."""

    def __init__(
        self,
        brokerage: Brokerage,
        slack: Slack,
        parties: Parties,
        coordinators: Coordinators,
        home: Home,
        wake: Callable[[], None],
    ) -> None:
        self._brokerage = brokerage
        self._parties = parties
        self._views = slack.views
        self._post = slack.post
        self._rule = slack.rule
        self._coordinator = coordinators.member
        self._clock = slack.clock
        self._home = home
        self._wake = wake

    @property
    def presses(self) -> Presses:
        return {
            **dict.fromkeys(_DECISIONS, self._decide),
            "cluster.pause": self._pause,
            "cluster.resume": self._resume,
            "cluster.pair": self._open_pair_form,
            "cluster.measures": self._show_measures,
        }

    @property
    def forms(self) -> Forms:
        return {PAIR_FORM: self._take_pair}

    def _decide(self, press: Press) -> None:
        coordinator = self._coordinator(press.user, press.team)
        if coordinator:
            event = _DECISIONS[press.name](Coordinator(coordinator.email))
            self._brokerage.introductions.step(press.value, event, self._clock())
        self._see(press)

    def _pause(self, press: Press) -> None:
        if self._coordinator(press.user, press.team):
            self._brokerage.notices.pause_all()
        self._see(press)

    def _resume(self, press: Press) -> None:
        if self._coordinator(press.user, press.team):
            self._brokerage.notices.resume_all()
        self._see(press)

    def _see(self, press: Press) -> None:
        self._wake()
        self._home.show(press.user, press.team)

    def _open_pair_form(self, press: Press) -> None:
        if coordinator := self._coordinator(press.user, press.team):
            self._open(press, pair_form(coordinator.said), coordinator)

    def _show_measures(self, press: Press) -> None:
        """Counting takes longer than a press may wait for its page."""
        coordinator = self._coordinator(press.user, press.team)
        if coordinator and (page := self._open(press, counting_page(coordinator.said), coordinator)):
            audiences = self._rule.asker_with_email(coordinator.email).audiences
            overview = self._brokerage.measuring.overview(audiences, self._clock())
            self._views.put(page, measures_page(overview, coordinator.said))

    def _open(self, press: Press, view: View, coordinator: Party) -> str:
        """The id of the view; "" where the press came too late for one."""
        try:
            return self._views.open(press.trigger, view)
        except PressedTooLongAgo:
            self._post.tell(press.user, too_late_message(coordinator.said))
            return ""

    def _take_pair(self, sent: Submission) -> Accepted | Faults:
        coordinator = self._coordinator(sent.user, sent.team)
        if not coordinator:
            return Accepted()
        first, second = (self._chosen(sent, name) for name in ("first", "second"))
        # Who asks for an introduction of their own is the first of the two.
        if isinstance(second, Party) and second.email == coordinator.email:
            first, second = second, first
        faults = self._faults(first, second, coordinator.said)
        if not faults and isinstance(first, Party) and isinstance(second, Party):
            faults = self._begin(_proposal(coordinator, first, second, sent.text("why")), coordinator)
        if faults:
            return Faults(faults)
        self._wake()
        return Accepted(lambda: self._home.show(sent.user, sent.team))

    def _chosen(self, sent: Submission, name: str) -> Party | Outsider:
        return self._parties.member(sent.text(name), sent.team)

    def _faults(self, first: Party | Outsider, second: Party | Outsider, said: Texts) -> dict[str, str]:
        """Whom one of the two will not meet is a secret; that something stands against them is all that is told."""
        past = self._brokerage.introductions.history(self._clock()).for_matching()
        day = self._clock().date()
        faults: dict[str, str] = {}
        for name, one in (("first", first), ("second", second)):
            if isinstance(one, Outsider) or one.row is None:
                faults[name] = said("This one is not in the register of people.")
            elif barrier := of_person(one.row, day, past):
                faults[name] = barred(barrier, said)
        rows = [one.row for one in (first, second) if isinstance(one, Party) and one.row]
        if not faults and (barrier := between(rows[0], rows[1], day, past, colleagues=True)):
            faults["second"] = barred(barrier, said)
        return faults

    def _begin(self, proposal: Proposal, coordinator: Party) -> dict[str, str]:
        actor, introductions = Coordinator(coordinator.email), self._brokerage.introductions
        begun = introductions.draft(proposal, actor, self._clock())
        if not isinstance(begun, Refused):
            begun = introductions.begin(begun.id, actor, self._brokerage.policy, self._clock())
        return {"second": refusal(begun.reason, coordinator.said)} if isinstance(begun, Refused) else {}


def _proposal(coordinator: Party, first: Party, second: Party, why: str) -> Proposal:
    """Each of the two reads the sentence as the coordinator's."""

    def told(one: Party) -> tuple[str, ...]:
        name = coordinator.row.name if coordinator.row else coordinator.email
        return (one.said("{name} writes: “{why}”", name=name, why=why),)

    homes = [one.row.organisation_name if one.row else "" for one in (first, second)]
    asker = coordinator.email
    return Proposal(asker, first.email, second.email, why, homes[0], homes[1], told(first), told(second))
