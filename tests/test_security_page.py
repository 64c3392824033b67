"""docs/security.md names for each promise the tests that hold it, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}
# What a tool holds, and no test.
BY_TOOLS = {"Dependencies"}


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[\w/]+\.py|tests/[\w/]+/)`", PAGE))))
def test_a_named_test_is_there(named: str):
    assert (ROOT / named).exists()


@pytest.mark.parametrize("section", sorted(SECTIONS.keys() - BY_TOOLS))
def test_each_promise_says_what_is_not_covered_and_which_test_holds_it(section: str):
    assert "*Not covered*" in SECTIONS[section]
    assert re.search(r"Held by\s+`tests/", SECTIONS[section])
