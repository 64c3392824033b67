"""Whatever people click, in whatever order, with time passing and the process killed in between: the rules hold.

The rules are written down here a second time, in terms of what was written and said, and not of the code's own tables.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import Engine

from knowledge.introductions.events import (
    Actor,
    Approved,
    CheckedIn,
    Clock,
    Concluded,
    Coordinator,
    Expired,
    Introduced,
    Member,
    No,
    Reaction,
    Rejected,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.limits import Allowance
from knowledge.introductions.notices import Notice
from knowledge.introductions.policy import Policy
from knowledge.introductions.steps import Refused
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.notices import Claimed
from tests.knowledge.introductions.made import NOW, OSLO, next_open
from tests.knowledge.records.cluster import Cluster, numbers, opened

KARI = "kari@cluster.example"
PEOPLE = (*(f"{name}@people.example" for name in ("ada", "bo", "cy", "dag", "eli")), KARI)
STRANGER = "stranger@people.example"
NEXT = {
    "draft": {"review", "asked_first", "asked_second", "withdrawn"},
    "review": {"asked_first", "asked_second", "declined", "expired", "withdrawn"},
    "asked_first": {"asked_first", "asked_second", "declined", "expired", "withdrawn"},
    "asked_second": {"asked_second", "agreed", "declined", "expired", "withdrawn"},
    "agreed": {"introduced", "withdrawn"},
    "introduced": {"checked_in"},
    "checked_in": {"checked_in", "outcome"},
    "outcome": {"outcome"},
}
HOPED: dict[str, Callable[[Introduction], Reaction]] = {
    "review": lambda one: Approved(Coordinator(KARI)),
    "asked_first": lambda one: Yes(Member(one.proposal.first)),
    "asked_second": lambda one: Yes(Member(one.proposal.second)),
    "agreed": lambda one: Introduced("group_dm", "G1"),
    "introduced": lambda one: CheckedIn(Member(one.proposal.first), "met"),
    "checked_in": lambda one: Concluded(Member(one.proposal.second), "pilot"),
}
WAITS = {"review", "asked_first", "asked_second", "agreed"}

people = st.sampled_from(PEOPLE)
actors = st.one_of(
    st.builds(Member, st.sampled_from((*PEOPLE, STRANGER))),
    st.just(Coordinator(KARI)),
    st.just(Clock()),
)
policies = st.sampled_from([Policy(), Policy(), Policy("first", 2), Policy("always")])
jumps = st.sampled_from(
    [timedelta(minutes=m) for m in (1, 11)]
    + [timedelta(hours=h) for h in (3, 20)]
    + [timedelta(days=d) for d in (1, 2, 4, 7, 14, 31, 90)]
)


def _reactions(actor: Actor) -> st.SearchStrategy[Reaction]:
    return st.one_of(
        st.sampled_from([Yes(actor), No(actor), Approved(actor), Rejected(actor)]),
        st.just(Withdrawn(actor)),
        st.sampled_from([Expired(actor), Introduced("group_dm", "G1", actor)]),
        st.builds(CheckedIn, st.just(actor), st.sampled_from(["no", "not_yet", "planned", "met"])),
        st.builds(Concluded, st.just(actor), st.sampled_from(["none", "learned", "pilot"])),
    )


@dataclass(frozen=True)
class Said:
    notice: Notice
    at: datetime


class Clicks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="klyngebot-clicks-"))
        shutil.copy(_empty_database(), self.folder / "klyngebot.db")
        self.numbers = numbers()
        self.cluster: Cluster = opened(_records(self.folder), self.numbers)
        self.now = NOW
        self.said: list[Said] = []
        self.ids: list[str] = []

    def teardown(self) -> None:
        self.cluster.engine.dispose()
        shutil.rmtree(self.folder)

    @initialize(first=people, second=people)
    def somebody_asks(self, first: str, second: str) -> None:
        self.ask(Proposal(first, first, second), Member(first), Policy())

    @rule(first=people, second=people, policy=policies)
    def a_member_asks(self, first: str, second: str, policy: Policy) -> None:
        self.ask(Proposal(first, first, second), Member(first), policy)

    @rule(first=people, second=people)
    def a_coordinator_brokers(self, first: str, second: str) -> None:
        self.ask(Proposal(KARI, first, second), Coordinator(KARI), Policy("always"))

    @rule(first=people, second=people, policy=policies)
    def a_round_pairs(self, first: str, second: str, policy: Policy) -> None:
        self.ask(Proposal("", first, second), Clock(), policy)

    def ask(self, proposal: Proposal, by: Actor, policy: Policy) -> None:
        draft = self.cluster.introductions.draft(proposal, by, self.now)
        if isinstance(draft, Introduction):
            self.ids.append(draft.id)
            self.cluster.introductions.begin(draft.id, by, policy, self.now)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), actor=actors, policy=policies)
    def somebody_begins_a_draft(self, data, actor: Actor, policy: Policy) -> None:
        self.cluster.introductions.begin(data.draw(st.sampled_from(self.ids)), actor, policy, self.now)

    @precondition(lambda self: self.ids)
    @rule(data=st.data(), actor=actors)
    def somebody_clicks(self, data, actor: Actor) -> None:
        event = data.draw(_reactions(actor))
        for _ in range(data.draw(st.integers(1, 2))):
            self.cluster.introductions.step(data.draw(st.sampled_from(self.ids)), event, self.now)

    @precondition(lambda self: self.ids)
    @rule(actor=actors, others=st.permutations((*PEOPLE, STRANGER)))
    def everybody_clicks_on_what_is_not_theirs(self, actor: Actor, others: list[str]) -> None:
        for one in self.cluster.introductions.every():
            for by in (*map(Member, others), actor):
                clicks = [] if by.email == one.turn else [Yes(by), No(by)]
                clicks += [] if isinstance(by, Coordinator) else [Approved(by), Rejected(by)]
                for click in clicks:
                    stepped = self.cluster.introductions.step(one.id, click, self.now)
                    assert isinstance(stepped, Refused) or stepped == one

    @rule(data=st.data(), hours=st.integers(8, 23))
    def the_bot_works_at_night(self, data, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.the_bot_says_what_is_due(data, 3)

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def things_go_as_people_hope(self, data) -> None:
        """Steps of the happy path, so that random clicks meet introductions everywhere on it."""
        self.now = next_open(self.now, OSLO)
        self.the_bot_says_what_is_due(data, 3)
        waiting = [one for one in self.cluster.introductions.every() if one.state in HOPED]
        for one in data.draw(st.lists(st.sampled_from(waiting), max_size=4)) if waiting else ():
            event = HOPED[one.state](one)
            if isinstance(event, CheckedIn | Concluded):
                self.now += timedelta(days=14 if isinstance(event, CheckedIn) else 76)
            stepped = self.cluster.introductions.step(one.id, event, self.now)
            assert stepped in (Refused("too_late"), Refused("over")) or isinstance(stepped, Introduction)

    @rule(data=st.data(), monthly=st.sampled_from([3, 3, 2, 1, 0]))
    def the_bot_says_what_is_due(self, data, monthly: int) -> None:
        for due in self.cluster.notices.due(self.now):
            claimed = self.cluster.notices.claim(due.notice, Allowance(monthly), self.now)
            if isinstance(claimed, Claimed):
                self.note(due.notice, monthly)
                if data.draw(st.booleans(), label="arrives before the process is killed"):
                    self.cluster.notices.sent(due.notice, "D1 1", self.now)

    def note(self, notice: Notice, monthly: int) -> None:
        about = self.get(notice.introduction)
        assert about.state != "draft"
        assert about.state != "withdrawn" or notice.kind == "not_now"
        if notice.kind == "ask":
            assert about.turn == notice.person
            assert monthly > 0
            again = {said.notice for said in self.said}
            assert notice in again or self.month_of(notice.person) <= monthly
        self.said.append(Said(notice, self.now))

    @rule()
    def the_sweep_expires(self) -> None:
        self.cluster.introductions.expire(self.now)

    @rule(by=jumps)
    def time_passes(self, by: timedelta) -> None:
        self.now += by

    @rule()
    def the_process_is_killed_and_restarted(self) -> None:
        self.cluster.engine.dispose()
        self.cluster = opened(_records(self.folder), self.numbers)

    @rule(person=people)
    def somebody_returns(self, person: str) -> None:
        self.cluster.profiles.take_back(person, self.now)

    @precondition(lambda self: len(self.ids) > 4)
    @rule(person=people)
    def somebody_leaves(self, person: str) -> None:
        self.cluster.introductions.leave(person, self.now)

    def get(self, id: str) -> Introduction:
        one = self.cluster.introductions.get(id)
        assert isinstance(one, Introduction)
        return one

    def begun_at(self, id: str) -> datetime:
        return next(step.at for step in self.cluster.introductions.steps(id) if step.from_state == "draft")

    def month_of(self, person: str) -> int:
        """Asks put to this person in this month, and proposals of their own: from messages and steps alone."""
        first_said = {said.notice: said.at for said in reversed(self.said) if said.notice.kind == "ask"}
        moments = [at for notice, at in first_said.items() if notice.person == person]
        own = [
            one
            for one in self.cluster.introductions.of(person)
            if one.proposal.asker == one.proposal.first == person
        ]
        moments += [self.begun_at(one.id) for one in own if one.state != "draft" and one.begun]
        here = self.now.astimezone(OSLO)
        local = [at.astimezone(OSLO) for at in moments]
        return sum((at.year, at.month) == (here.year, here.month) for at in local)

    @invariant()
    def every_step_is_legal_and_by_who_may(self) -> None:
        for one in self.cluster.introductions.every():
            state, said_yes = "draft", set()
            for step in self.cluster.introductions.steps(one.id):
                assert step.from_state == state
                assert step.to_state in NEXT[state]
                self.is_entitled(one.proposal, step.event, step.by, state)
                if step.event == "yes":
                    said_yes.add(step.by)
                state = step.to_state
            assert one.state == state
            self.both_said_yes_where_they_must(one, said_yes)

    def is_entitled(self, proposal: Proposal, event: str, by: str, state: str) -> None:
        if event in ("yes", "no"):
            assert by == {"asked_first": proposal.first, "asked_second": proposal.second}[state]
        if event in ("approved", "rejected"):
            assert by == KARI
        if event in ("checked_in", "concluded"):
            assert by in (proposal.first, proposal.second)
        if event in ("expired", "told", "reminded", "introduced"):
            assert by == ""
        if event == "withdrawn":
            assert by != STRANGER

    def both_said_yes_where_they_must(self, one: Introduction, said_yes: set[str]) -> None:
        if one.proposal.asker == one.proposal.first:
            said_yes.add(one.proposal.first)
        if one.state in ("asked_second", "agreed", "introduced", "checked_in", "outcome"):
            assert one.proposal.first in said_yes
        if one.state in ("agreed", "introduced", "checked_in", "outcome"):
            assert one.proposal.second in said_yes

    @invariant()
    def the_second_is_written_to_only_after_the_first_said_yes(self) -> None:
        for said in self.said:
            one = self.get(said.notice.introduction)
            if said.notice.kind == "ask" and said.notice.person == one.proposal.second:
                steps = self.cluster.introductions.steps(one.id)
                yes = [step.at for step in steps if step.event == "yes" and step.by == one.proposal.first]
                assert one.proposal.asker == one.proposal.first or min(yes) <= said.at

    @invariant()
    def nobody_is_written_to_twice_a_day_or_in_quiet_hours(self) -> None:
        a_day: dict[tuple[str, object], set[Notice]] = defaultdict(set)
        for said in self.said:
            local = said.at.astimezone(OSLO)
            assert local.weekday() < 5
            assert 8 <= local.hour < 18
            if said.notice.person:
                a_day[said.notice.person, local.date()].add(said.notice)
        assert all(len(notices) == 1 for notices in a_day.values())

    @invariant()
    def limits_hold(self) -> None:
        asked = {
            (said.notice.introduction, said.notice.person) for said in self.said if said.notice.kind == "ask"
        }
        open_asks: Counter[str] = Counter()
        pairs: Counter[frozenset[str]] = Counter()
        for one in self.cluster.introductions.every():
            pairs[frozenset(one.parties)] += one.state in WAITS
            open_asks[one.turn] += (one.id, one.turn) in asked
            if one.proposal.asker == one.proposal.first:
                open_asks[one.proposal.first] += one.state in ("review", "asked_second")
        assert max(open_asks.values(), default=0) <= 2
        assert max(pairs.values(), default=0) <= 1
        assert all(self.month_of(person) <= 3 for person in PEOPLE)

    @invariant()
    def nothing_is_due_of_what_is_over_for_good(self) -> None:
        for due in self.cluster.notices.due(self.now):
            assert due.introduction.state not in ("draft", "outcome")
            assert due.introduction.state != "withdrawn" or due.notice.kind == "not_now"


def _records(folder: Path) -> Engine:
    return open_database(sqlite_url(folder / "klyngebot.db"))


_TEMPLATE: list[Path] = []


def _empty_database() -> Path:
    """Migrated once, then copied."""
    if not _TEMPLATE:
        folder = Path(tempfile.mkdtemp(prefix="klyngebot-empty-"))
        _records(folder).dispose()
        _TEMPLATE.append(folder / "klyngebot.db")
    return _TEMPLATE[0]


TestAnyOrder = Clicks.TestCase
TestAnyOrder.settings = settings(
    max_examples=25, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
