"""Long lists: the first of them in full, the next at the press of a button, to whoever may read them then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.bot.exact import TJELD, Exact, answer
from tests.scenarios.slack_side import Bot, Kept, all_text, running
from tests.standins.slack import Payload, SlackStandIn

MANY = tuple(
    replace(TJELD, name=f"Bedrift {n:02} AS", source=f"members.csv#Bedrift {n:02} AS") for n in range(45)
)


@pytest.fixture
def bot(slack: SlackStandIn) -> Iterator[Bot]:
    with running(slack, Kept(assistant=Exact(answer("members", organisations=MANY)))) as bot:
        yield bot


def asked(bot: Bot) -> tuple[Payload, Payload]:
    kari = bot.slack.workspace.add_user("kari")
    channel = bot.slack.workspace.add_channel("generelt", [kari])
    bot.hears(bot.slack.events.mentions(kari, channel, "Hvilke medlemmer har klyngen?"))
    return kari, bot.replies()[-1]


def presses_more(bot: Bot, kari, message: Payload) -> None:
    bot.hears(bot.slack.interactions.press(kari, message, "more"))
    assert bot.services.counter.settle(10)


def test_each_press_shows_the_next_and_the_last_page_has_no_button(bot: Bot):
    kari, first = asked(bot)
    presses_more(bot, kari, first)
    second = bot.replies(2)[-1]
    assert "21–40 av 45" in second["text"]
    assert "Bedrift 20" in second["text"]
    assert second["thread_ts"] == first["thread_ts"]
    presses_more(bot, kari, second)
    third = bot.replies(3)[-1]
    assert "41–45 av 45" in third["text"]
    assert "more" not in str(third["blocks"])


def test_a_page_is_shown_once_however_often_it_is_asked_for(bot: Bot):
    kari, first = asked(bot)
    presses_more(bot, kari, first)
    presses_more(bot, kari, first)
    assert len([one for one in bot.replies(2) if "21–40" in all_text(one)]) == 1


def test_a_short_list_has_no_button(slack: SlackStandIn):
    with running(slack, Kept(assistant=Exact(answer("members", organisations=MANY[:20])))) as bot:
        _, reply = asked(bot)
        assert "more" not in str(reply["blocks"])
