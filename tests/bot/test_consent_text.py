"""The text that asks for consent, and its version."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import get_args

from bot.replies.catalogue import Spoken, texts
from bot.replies.profile_form import Prefilled, profile_form
from bot.replies.profile_lines import OwnProfile
from knowledge.introductions.consent import TEXT_VERSION
from knowledge.introductions.profile import Profile
from knowledge.rows import PersonRow

# Where this test fails, people are asked something else than before: raise TEXT_VERSION, so that all are asked again,
# and add its line here.
ASKED = {
    "1": "2b80eec954838e24",
}


def test_a_text_that_asks_otherwise_has_a_version_of_its_own():
    own = OwnProfile(PersonRow("Ada Berg", "ada@a.example"), Profile("ada@a.example"), None)
    asked = []
    for language in sorted(get_args(Spoken)):
        form = profile_form(Prefilled(own, date(2027, 1, 4)), texts(language))
        asked += [block for block in form["blocks"] if block.get("block_id") == "consent"]
    assert len(asked) == 2
    digest = sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    assert ASKED[TEXT_VERSION] == digest[:16]
