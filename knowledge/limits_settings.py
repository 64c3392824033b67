"""``[limits]`` of cluster.toml: how much may be asked, and how often a model may be called."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from knowledge.section import Section


def _at_least(fewest: int) -> BeforeValidator:
    def checked(number: object) -> object:
        if isinstance(number, bool) or not isinstance(number, int) or number < fewest:
            written = f"'{number}'" if isinstance(number, str) else number
            raise ValueError(f"{written} is not a whole number from {fewest}")
        return number

    return BeforeValidator(checked)


class LimitsSection(Section):
    """Questions in Slack within an hour: of one person, in one channel, of all. ``model_calls_a_day`` are those of the
    program's language model, by the cluster's days; above it, and with 0 always, answers are quotations."""

    person_an_hour: Annotated[int, _at_least(1)] = 60
    channel_an_hour: Annotated[int, _at_least(1)] = 400
    cluster_an_hour: Annotated[int, _at_least(1)] = 2_000
    model_calls_a_day: Annotated[int, _at_least(0)] = 5_000
