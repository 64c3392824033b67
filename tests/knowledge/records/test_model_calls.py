"""A model is called so often a day, and no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from knowledge.records.model_calls import ModelCalls
from tests.bot.fakes import records
from tests.records import Records

DAY = date(2027, 3, 3)


def test_each_day_has_its_own_calls():
    days = [DAY]
    calls = ModelCalls(records(), 2, lambda: days[-1])
    assert [calls.spend() for _ in range(3)] == [True, True, False]
    assert calls.spent() == 2
    days.append(date(2027, 3, 4))
    assert (calls.spent(), calls.spend()) == (0, True)


def test_with_none_a_day_there_is_never_one():
    calls = ModelCalls(records(), 0, lambda: DAY)
    assert (calls.spend(), calls.spent()) == (False, 0)


def test_many_at_once_do_not_spend_more_than_there_is(records: Records):
    engine = records.open()
    calls = ModelCalls(engine, 10, lambda: DAY)
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda _: calls.spend(), range(40))) == 10
