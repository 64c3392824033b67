"""Which questions of a group a curated answer is found by."""

from __future__ import annotations

from knowledge.curated.answer import MOST_FORM_CHARACTERS, MOST_FORMS
from knowledge.gaps.gap import GapGroup
from knowledge.gaps.masking import MASK


def forms_of(group: GapGroup) -> tuple[str, ...]:
    """Each wording once, the latest first; not those that are too long, or of which something was left out where there
    are others."""
    words = dict.fromkeys(" ".join(one.words.split()) for one in group.questions)
    short = [one for one in words if len(one) <= MOST_FORM_CHARACTERS]
    whole = [one for one in short if MASK not in one]
    return tuple((whole or short)[:MOST_FORMS])
