"""When a coordinator looks at a proposal before anybody is asked."""

from __future__ import annotations

import pytest

from knowledge.introductions.events import Started, Submitted
from knowledge.introductions.policy import Policy
from tests.knowledge.introductions.made import ADA, CLOCK, COORDINATOR, member


@pytest.mark.parametrize(
    ("policy", "approved", "kind"),
    [
        (Policy(), 0, Started),
        (Policy("always"), 1000, Submitted),
        (Policy("first", 3), 2, Submitted),
        (Policy("first", 3), 3, Started),
    ],
)
def test_the_policy_says_who_sees_it_first(policy: Policy, approved: int, kind: type):
    assert isinstance(policy.begin(member(ADA), approved), kind)
    assert isinstance(policy.begin(CLOCK, approved), kind)


def test_what_a_coordinator_asks_for_needs_no_approval():
    assert Policy("always").begin(COORDINATOR, 0) == Started(COORDINATOR)
