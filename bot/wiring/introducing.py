"""Whom to introduce to whom."""

from __future__ import annotations

from functools import cached_property

from bot.use_cases.hold_round import HoldRound, Records
from bot.use_cases.measure_introductions import MeasureIntroductions
from bot.wiring.answering import Answering
from knowledge.introductions.mixing import Mixer
from knowledge.matching.affinities import Affinities
from knowledge.matching.likeness import Likeness
from knowledge.matching.newcomers import Newcomers
from knowledge.matching.suggestions import Suggester
from knowledge.records.rounds import Rounds


class Introducing(Answering):
    """What brings people together."""

    @cached_property
    def suggester(self) -> Suggester:
        return Suggester(self.view, Likeness(self.retrieval))

    @cached_property
    def measuring(self) -> MeasureIntroductions:
        return MeasureIntroductions(self.introductions, self.view, Likeness(self.retrieval))

    @cached_property
    def affinities(self) -> Affinities:
        return Affinities(self.retrieval)

    @cached_property
    def hold_round(self) -> HoldRound:
        records = Records(self.introductions, Rounds(self.database))
        mixer = Mixer(self.view, self.affinities)
        return HoldRound(mixer, records, self.settings, self.audiences)

    @cached_property
    def newcomers(self) -> Newcomers:
        return Newcomers(self.view, Likeness(self.retrieval))
