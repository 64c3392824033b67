"""Log lines for programs: one JSON object each, with the number that a person was told."""

from __future__ import annotations

import json
import logging

from bot.log_lines import JsonLines


def _line(message: str, *values: object) -> dict[str, str]:
    record = logging.LogRecord("bot.desk", logging.ERROR, "desk.py", 1, message, values, None)
    line: dict[str, str] = json.loads(JsonLines().format(record))
    return line


def test_a_line_says_when_where_and_what():
    line = _line("event %s is lost\nfor ever", "Ev1")
    assert (line["level"], line["logger"], line["message"]) == (
        "error",
        "bot.desk",
        "event Ev1 is lost\nfor ever",
    )
    assert line["time"].endswith("+00:00")
    assert "reference" not in line


def test_the_number_that_a_person_was_told_is_a_field():
    assert _line("reference %s, event %s: %s", "K7Q2M", "Ev1", "x")["reference"] == "K7Q2M"
    assert _line("reference %s in full", "K7Q2M")["reference"] == "K7Q2M"
    assert _line("the reference")["message"] == "the reference"
