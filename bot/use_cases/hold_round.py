"""Once a month the cluster mixes: who is willing is introduced to somebody, as the policy of introductions has it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.replies.catalogue import Texts
from bot.replies.fits import unasked_reasons
from bot.replies.introductions import reasons_for_other
from knowledge.audiences import AudienceRule
from knowledge.introductions.events import Clock, Withdrawn
from knowledge.introductions.hours import same_month
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.mixing import Match, Mixed, Mixer
from knowledge.introductions.policy import Policy
from knowledge.matching.rounds import Size
from knowledge.models import MEMBERS
from knowledge.records.introductions import Introductions
from knowledge.records.rounds import RoundBegun, RoundHeld, RoundInHand, Rounds
from knowledge.settings import ClusterSettings

_log = logging.getLogger(__name__)

# What somebody with this e-mail address (in lower case) is spoken to in.
SaidTo = Callable[[str], Texts]


@dataclass(frozen=True, slots=True)
class NoRounds:
    """This cluster does not mix: cluster.toml does not say ``rounds = true``."""


@dataclass(frozen=True, slots=True)
class HeldNow:
    """``begun`` are on their way to the people or to a coordinator; ``refused`` could not begin after all."""

    month: str
    begun: tuple[Introduction, ...]
    refused: int


@dataclass(frozen=True, slots=True)
class Records:
    introductions: Introductions
    rounds: Rounds


class HoldRound:
    """Safe to repeat, and from several threads and replicas: each month's round is held once."""

    def __init__(self, mixer: Mixer, records: Records, settings: ClusterSettings, rule: AudienceRule) -> None:
        self._mixer = mixer
        self._introductions = records.introductions
        self._rounds = records.rounds
        self._settings = settings
        self._rule = rule

    def rehearse(self, now: datetime, size: Size = 2) -> Mixed:
        """Who would be introduced to whom; nothing is written. Raises EmbeddingFailed."""
        audiences = self._rule.asker_in_audience(MEMBERS).audiences
        return self._mixer.mix(audiences, self._introductions.history(now), size, self._had_one(now))

    def hold(
        self, now: datetime, said_to: SaidTo, size: Size = 2
    ) -> HeldNow | RoundHeld | RoundInHand | NoRounds:
        """This month's. Who was killed while holding it is taken up where they were. Raises EmbeddingFailed."""
        if not self._settings.introductions.rounds:
            return NoRounds()
        taken = self._rounds.begin(f"{now.astimezone(self._settings.zone):%Y-%m}", now)
        if not isinstance(taken, RoundBegun):
            return taken
        self._clear_away(now)
        outcomes = [self._begun(match, said_to, now) for match in self.rehearse(now, size).matches]
        self._rounds.finish(taken.month)
        begun = tuple(one for one in outcomes if isinstance(one, Introduction))
        return HeldNow(taken.month, begun, len(outcomes) - len(begun))

    def _had_one(self, now: datetime) -> frozenset[str]:
        """Who was introduced by this month's round already."""
        zone = self._settings.zone
        return frozenset(
            person
            for one in _of_rounds(self._introductions.every())
            if one.begun is not None and same_month(one.begun, now, zone)
            for person in one.parties
        )

    def _clear_away(self, now: datetime) -> None:
        """Drafts that were written and not begun, when a process was killed between the two."""
        for draft in _of_rounds(self._introductions.in_states("draft")):
            self._introductions.step(draft.id, Withdrawn(Clock()), now)

    def _begun(self, match: Match, said_to: SaidTo, now: datetime) -> Introduction | None:
        draft = self._introductions.draft(_proposal(match, said_to), Clock(), now)
        if isinstance(draft, Introduction):
            draft = self._introductions.begin(draft.id, Clock(), self._policy, now)
        if isinstance(draft, Introduction):
            return draft
        _log.info("an introduction of this month's round does not begin: %s", draft.reason)
        return None

    @property
    def _policy(self) -> Policy:
        return self._settings.introductions.policy


def _proposal(match: Match, said_to: SaidTo) -> Proposal:
    first, second = match.first.row.email.lower(), match.second.row.email.lower()
    return Proposal(
        "",
        first,
        second,
        match.to_first.fit.asked if match.to_first.fit else "",
        match.first.organisation_name,
        match.second.organisation_name,
        tuple(unasked_reasons(match.to_first, match.first, said_to(first))),
        tuple(reasons_for_other(match.to_first, match.first, said_to(second))),
    )


def _of_rounds(introductions: Iterable[Introduction]) -> Iterable[Introduction]:
    return (one for one in introductions if not one.proposal.asker)
