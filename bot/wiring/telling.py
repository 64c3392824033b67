"""Who may be told what, of this cluster's and of what its sisters share."""

from __future__ import annotations

from functools import cached_property

from bot.wiring.lenders import Lenders
from bot.wiring.stored import Stored
from knowledge.audiences import AudienceRule
from knowledge.holdings.caring import Caring
from knowledge.holdings.shared import SharedHoldings
from knowledge.introductions.shared_profiles import SharedProfiles
from knowledge.records.listings import Listings


class Telling(Stored):
    """The rule of who may see it, and what is laid over it."""

    @cached_property
    def lenders(self) -> Lenders:
        return Lenders(self.current_cluster, self.sister)

    @cached_property
    def held(self) -> SharedHoldings:
        """What coordinators keep, of this cluster's and of what sisters share."""
        return SharedHoldings(
            self.holdings.every,
            lambda: [(lent, sister.holdings.every) for lent, sister in self.lenders()],
            self.today,
        )

    @cached_property
    def said(self) -> SharedProfiles:
        return SharedProfiles(self.profiles, lambda: [sister.profiles for _, sister in self.lenders()])

    @cached_property
    def audiences(self) -> AudienceRule:
        home_of = Listings(self.catalogue).home_of
        return AudienceRule(self.current_cluster, home_of, self.held.every, self.today)

    @cached_property
    def caring(self) -> Caring:
        return Caring(self.held.every, Listings(self.catalogue).home_of, self.today)
