"""What is not answered well in Slack is noted for the coordinators, and where its answer goes; whose it is, is not."""

from __future__ import annotations

import pytest

from knowledge.gaps.gap import GapGroup, Seen
from knowledge.records.gap_deliveries import GapDeliveries
from tests.scenarios.slack_side import Bot, now, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

UNKNOWN = "Hvor høyt er Galdhøpiggen?"
KNOWN = "Når møtes energigruppen?"


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("kari")


@pytest.fixture
def channel(slack: SlackStandIn, kari: User) -> Channel:
    return slack.workspace.add_channel("generelt", [kari])


def asks(bot: Bot, user: User, channel: Channel, words: str) -> Payload:
    bot.hears(bot.slack.events.mentions(user, channel, words))
    return bot.replies()[-1]


def judges(bot: Bot, user: User, reply: Payload) -> None:
    """Holds a thumb down, and says that the answer is out of date."""
    thumb = reply["blocks"][-1]["elements"][0]["negative_button"]["value"]
    bot.does(bot.slack.interactions.press(user, reply, "feedback", thumb))
    bot.does(bot.slack.interactions.press(user, bot.slack.ephemeral_to(user)[-1], "feedback.why.1"))


def noted(bot: Bot) -> GapGroup:
    """All that was noted, as one group."""
    gaps = bot.kept.gaps
    gaps.gather([(None, [number for number, _ in gaps.placed(now())])], Seen({}, now()))
    (group,) = gaps.groups()
    return group


def places(bot: Bot) -> list[tuple[str, str, str]]:
    """Where an answer goes."""
    gaps = bot.kept.gaps
    gaps.answer(noted(bot).id, "2 469 meter", "koordinator@example.org", now())
    due = GapDeliveries(gaps._engine).due(now())
    return [(one.way.channel, one.way.thread, one.way.person) for one in due]


def test_what_is_not_known_is_noted_and_its_answer_goes_to_its_thread(slack, kari, channel):
    with running(slack) as bot:
        reply = asks(bot, kari, channel, UNKNOWN)
        group = noted(bot)
        assert [(one.words, one.kinds, one.names) for one in group.questions] == [
            (UNKNOWN, ("abstained",), ())
        ]
        assert places(bot) == [(channel.id, reply["thread_ts"], kari.email)]


def test_what_is_answered_is_not_noted(slack, kari, channel):
    with running(slack) as bot:
        asks(bot, kari, channel, KNOWN)
        assert bot.kept.gaps.placed(now()) == ()


def test_a_thumb_down_is_noted_with_its_reason_for_who_gave_it(slack, kari, channel):
    per = slack.workspace.add_user("per")
    channel.members.append(per.id)
    with running(slack) as bot:
        judges(bot, per, asks(bot, kari, channel, KNOWN))
        group = noted(bot)
        assert [(one.words, one.kinds) for one in group.questions] == [(KNOWN, ("old",))]
        # It was not Per who asked, so the thread is not the place to tell him.
        assert places(bot) == [(channel.id, "", per.email)]


def test_passing_it_on_adds_to_what_was_noted_and_the_person_counts_once(slack, kari, channel):
    slack.workspace.add_user("koordinator", "koordinator@example.org")
    with running(slack) as bot:
        bot.does(slack.interactions.press(kari, asks(bot, kari, channel, UNKNOWN), "question.coordinator"))
        group = noted(bot)
        assert group.questions[0].kinds == ("abstained", "handed")
        assert group.people == 1
        assert len(places(bot)) == 1


def test_what_was_asked_in_private_is_answered_in_private(slack, kari, channel):
    with running(slack) as bot:
        bot.does(slack.interactions.command(kari, channel, "/klynge", UNKNOWN))
        assert places(bot) == [(channel.id, "", kari.email)]
