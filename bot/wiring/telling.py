"""Who may be told what, of this cluster's and of what its sisters share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.wiring.stored import Stored
from knowledge.audiences import AudienceRule
from knowledge.holdings.caring import Caring
from knowledge.holdings.shared import SharedHoldings
from knowledge.introductions.shared_profiles import SharedProfiles
from knowledge.records.listings import Listings
from knowledge.sisters import Lent

if TYPE_CHECKING:
    from bot.wiring.parts import Parts


class Telling(Stored):
    """The rule of who may see it, and what is laid over it."""

    @cached_property
    def lenders(self) -> tuple[tuple[Lent, Parts], ...]:
        """What this cluster has from its sisters, and the parts of each."""
        settings = self.settings
        return tuple((Lent.by(one, settings), self.sister(one.name)) for one in settings.sisters)

    @cached_property
    def held(self) -> SharedHoldings:
        """What coordinators keep, of this cluster's and of what sisters share."""
        lenders = [(lent, sister.holdings.every) for lent, sister in self.lenders]
        return SharedHoldings(self.holdings.every, lenders, self.today)

    @cached_property
    def said(self) -> SharedProfiles:
        return SharedProfiles(self.profiles, [sister.profiles for _, sister in self.lenders])

    @cached_property
    def audiences(self) -> AudienceRule:
        home_of = Listings(self.catalogue).home_of
        return AudienceRule(self.current_cluster, home_of, self.held.every, self.today)

    @cached_property
    def caring(self) -> Caring:
        return Caring(self.held.every, Listings(self.catalogue).home_of, self.today)
