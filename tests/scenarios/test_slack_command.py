"""``/klynge``: for the eyes of the one who types it, with all that they may read themselves and nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.exact import Exact, answer, occurrence
from tests.bot.fakes import now
from tests.scenarios.slack_side import (
    BOARD,
    CHAIR,
    ENERGY,
    PUBLIC_NOTE,
    Bot,
    Kept,
    all_text,
    board_and_member,
    running,
    stand_in,
)
from tests.standins.slack import Channel, ManualClock, SlackStandIn, User

ALL = "Fortell om styret, energigruppen og når klyngen ble stiftet"
HALF_AN_HOUR = 31 * 60


@pytest.fixture
def time() -> ManualClock:
    return ManualClock(now().timestamp())


@pytest.fixture
def slack(time: ManualClock) -> Iterator[SlackStandIn]:
    with stand_in(time) as slack:
        yield slack


def types(bot: Bot, user: User, channel: Channel, words: str) -> str:
    """What the person sees for it, all of it together."""
    before = len(bot.slack.ephemeral_to(user))
    bot.does(bot.slack.interactions.command(user, channel, "/klynge", words))
    return "\n".join(all_text(message) for message in bot.slack.ephemeral_to(user)[before:])


def public_messages(slack: SlackStandIn, channel: Channel) -> list[str]:
    return [all_text(message) for message in slack.messages_in(channel) if message.get("bot_id")]


@pytest.mark.parametrize(
    "words", ["Når møtes energigruppen?", "spør Når møtes energigruppen?", "ask energigruppen"]
)
def test_a_question_is_answered_for_the_one_who_asks_alone(slack, words):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        seen = types(bot, kari, channel, words)
        assert ENERGY.text in seen
        assert "Møteplan 2026" in seen
        assert public_messages(slack, channel) == []


def test_the_board_reads_its_papers_in_private_wherever_it_asks_and_a_member_does_not(slack):
    chair, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        assert BOARD.text in types(bot, chair, channel, ALL)
        seen = types(bot, kari, channel, ALL)
        assert ENERGY.text in seen
        assert BOARD.text not in seen


@pytest.mark.parametrize("guest", [{"is_restricted": True}, {"is_stranger": True}, {"team_id": "T999999999"}])
@pytest.mark.parametrize("way", ["ask", "find"])
def test_guests_and_strangers_get_what_is_public_alone(slack, guest, way):
    _, _, channel = board_and_member(slack)
    person = slack.workspace.add_user("gjest", CHAIR, **guest)
    channel.members.append(person.id)
    with running(slack) as bot:
        seen = types(bot, person, channel, f"{way} {ALL}")
        assert PUBLIC_NOTE.title in seen
        assert not any(note.title in seen for note in (ENERGY, BOARD))


def test_found_places_are_ranked_with_title_and_date_and_keep_the_boards_papers_back(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        seen = types(bot, kari, channel, "finn styret og energigruppen")
        assert "1. " in seen
        assert "side 3" in seen
        assert "3. mars 2026" in seen
        assert BOARD.title not in seen
        assert "Jeg fant ingenting om «Galdhøpiggen»" in types(bot, kari, channel, "finn Galdhøpiggen")
        assert "I found nothing about" in types(bot, kari, channel, "find the highest mountain there is")


def test_coming_events_are_asked_for_in_the_language_of_the_person(slack):
    _, kari, channel = board_and_member(slack)
    english = slack.workspace.add_user("ann", locale="en-GB")
    channel.members.append(english.id)
    kept = Kept(assistant=Exact(answer("events", occurrences=(occurrence(),))))
    with running(slack, kept) as bot:
        assert "Etikkgruppen" in types(bot, kari, channel, "arrangementer")
        types(bot, english, channel, "events")
        types(bot, kari, channel, "arrangementer i Halden")
    asked = [question.text for question in kept.assistant.asked]
    assert asked == [
        "Hva skjer de neste fire ukene?",
        "What is on in the next four weeks?",
        "Hva skjer i Halden?",
    ]


def test_help_names_the_ways_in_both_languages(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        assert "`/klynge personvern`" in types(bot, kari, channel, "hjelp")
        assert "`/klynge personvern`" in types(bot, kari, channel, "")
        assert "`/klynge privacy`" in types(bot, slack.workspace.add_user("ann", locale="en-GB"), channel, "")


def test_privacy_says_what_is_kept_who_sees_it_and_how_to_stop_it(slack):
    chair, _, channel = board_and_member(slack)
    with running(slack) as bot:
        types(bot, chair, channel, "Når møtes energigruppen?")
        seen = types(bot, chair, channel, "personvern")
        assert "Med navnet ditt: 1." in seen
        assert "koordinator@example.org" in seen


def test_profile_opens_the_form_with_what_one_says_of_oneself(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        types(bot, kari, channel, "profil")
        [view] = slack.workspace.views.values()
        assert (view.user, view.payload["type"]) == (kari.id, "modal")
        assert view.payload["title"]["text"] == "Min profil"


def test_thanks_and_greetings_are_taken_as_in_a_message(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        assert "😊" in types(bot, kari, channel, "tusen takk!")
        assert "Dette kan du gjøre" in types(bot, kari, channel, "hei")
        assert bot.kept.assistant.asked == []


def test_a_command_that_slack_sends_again_is_answered_once_also_after_a_restart(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    typed = slack.interactions.command(kari, channel, "/klynge", "Når møtes energigruppen?")
    with running(slack, kept) as bot:
        bot.does(typed)
        bot.does(typed)
    with running(slack, kept) as again:
        again.services.resume()
        again.does(typed)
    assert len(slack.ephemeral_to(kari)) == 1


def test_a_command_that_was_taken_and_not_answered_is_answered_after_a_restart(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    typed = slack.interactions.command(kari, channel, "/klynge", "Når møtes energigruppen?")
    with running(slack, kept) as bot:
        bot.services.counter.close()
        assert bot.hears(typed).status == 200
    assert slack.ephemeral_to(kari) == []
    with running(slack, kept) as again:
        again.services.resume()
        assert again.services.counter.settle(20)
        assert ENERGY.text in all_text(slack.ephemeral_to(kari)[-1])


def test_after_half_an_hour_the_answer_still_comes_as_a_private_message(slack, time):
    _, kari, channel = board_and_member(slack)
    typed = slack.interactions.command(kari, channel, "/klynge", "Når møtes energigruppen?")
    time.advance(HALF_AN_HOUR)
    with running(slack) as bot:
        bot.does(typed)
        assert ENERGY.text in all_text(slack.ephemeral_to(kari)[-1])
        assert len(slack.calls_to("chat.postEphemeral")) == 1


def test_where_the_assistant_may_not_write_a_late_answer_goes_to_the_direct_conversation(slack, time):
    _, kari, _ = board_and_member(slack)
    elsewhere = slack.workspace.add_channel("uten-oss", [kari], with_bot=False)
    typed = slack.interactions.command(kari, elsewhere, "/klynge", "Når møtes energigruppen?")
    with running(slack) as bot:
        bot.does(typed)
        assert ENERGY.text in all_text(slack.ephemeral_to(kari)[-1])
        late = slack.interactions.command(kari, elsewhere, "/klynge", "Når møtes energigruppen?")
        time.advance(HALF_AN_HOUR)
        bot.does(late)
        assert any(ENERGY.text in seen for seen in public_messages(slack, slack.workspace.direct(kari)))


def test_what_goes_wrong_is_told_to_the_one_who_typed(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()

    def fails(question: object) -> None:
        raise RuntimeError("the index is gone")

    kept.assistant.before = fails
    with running(slack, kept) as bot:
        bot.does(slack.interactions.command(kari, channel, "/klynge", "Når møtes energigruppen?"))
        [told] = public_messages(slack, slack.workspace.direct(kari))
        assert "referanse" in told
        assert "index is gone" not in told


def test_a_very_long_question_is_read_from_its_beginning_and_says_so(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        seen = types(bot, kari, channel, "Når møtes energigruppen? " * 400)
        assert ENERGY.text in seen
        assert "4000 tegn" in seen.replace("\u00a0", " ")


def test_where_slack_refuses_the_layout_or_the_line_breaks_the_answer_comes_all_the_same(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        slack.fail("response_url", status=400, times=1)
        assert ENERGY.text in types(bot, kari, channel, "Når møtes energigruppen?")
        assert slack.calls_to("chat.postEphemeral") == []
        slack.drop("response_url", times=1)
        assert ENERGY.text in types(bot, kari, channel, "Når møtes energigruppen?")
        assert len(slack.calls_to("chat.postEphemeral")) == 1
        slack.fail("response_url", status=429, retry_after=0, times=1)
        assert ENERGY.text in types(bot, kari, channel, "Når møtes energigruppen?")
        assert len(slack.ephemeral_to(kari)) == 3
