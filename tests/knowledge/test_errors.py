"""The tree at the top of the errors is the tree."""

from __future__ import annotations

from importlib import import_module

import knowledge.errors as errors


def _below(kind: type) -> set[str]:
    return {kind.__name__}.union(*(_below(child) for child in kind.__subclasses__()))


def test_every_error_of_the_house_stands_in_the_drawing():
    for module in ("bot.delivery", "bot.work", "bot.use_cases.answer_question"):
        import_module(module)
    assert errors.__doc__ is not None
    assert {name for name in _below(errors.KlyngebotError) if name not in errors.__doc__} == set()
