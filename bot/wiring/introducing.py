"""Whom to introduce to whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.wiring.answering import Answering

if TYPE_CHECKING:
    from bot.use_cases.hold_round import HoldRound
    from bot.use_cases.measure_introductions import MeasureIntroductions
    from knowledge.matching.affinities import Affinities
    from knowledge.matching.newcomers import Newcomers
    from knowledge.matching.suggestions import Suggester


class Introducing(Answering):
    """What brings people together. Imported when asked for: a question needs none of it."""

    @cached_property
    def suggester(self) -> Suggester:
        from knowledge.matching.likeness import Likeness
        from knowledge.matching.suggestions import Suggester

        return Suggester(self.view, Likeness(self.retrieval))

    @cached_property
    def measuring(self) -> MeasureIntroductions:
        from bot.use_cases.measure_introductions import MeasureIntroductions
        from knowledge.matching.likeness import Likeness

        return MeasureIntroductions(self.introductions, self.view, Likeness(self.retrieval))

    @cached_property
    def affinities(self) -> Affinities:
        from knowledge.matching.affinities import Affinities

        return Affinities(self.retrieval)

    @cached_property
    def hold_round(self) -> HoldRound:
        from bot.use_cases.hold_round import HoldRound, Records
        from knowledge.introductions.mixing import Mixer
        from knowledge.records.rounds import Rounds

        records = Records(self.introductions, Rounds(self.database))
        mixer = Mixer(self.view, self.affinities)
        return HoldRound(mixer, records, self.settings, self.audiences)

    @cached_property
    def newcomers(self) -> Newcomers:
        from knowledge.matching.likeness import Likeness
        from knowledge.matching.newcomers import Newcomers

        return Newcomers(self.view, Likeness(self.retrieval))
