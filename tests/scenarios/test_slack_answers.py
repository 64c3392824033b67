"""A member asks in Slack: mention, direct message, thread. Through `App.dispatch`, with the real client."""

import threading
from collections.abc import Iterator

import pytest

from bot.line import Room
from tests.scenarios.slack_side import ENERGY, Bot, Kept, all_text, board_and_member, posts, running
from tests.standins.slack import SlackStandIn


@pytest.fixture
def bot(slack: SlackStandIn) -> Iterator[Bot]:
    with running(slack) as bot:
        yield bot


def test_a_mention_is_answered_in_its_thread_with_sources(bot, slack):
    _, kari, channel = board_and_member(slack)
    event = slack.events.mentions(kari, channel, "Når møtes energigruppen?")
    assert bot.hears(event).status == 200
    [reply] = bot.replies()
    assert reply["thread_ts"] == event["event"]["ts"]
    assert "Energigruppen møtes hver tirsdag klokka 10 i Halden. [1]" in reply["text"]
    assert (
        "<https://docs.example.org/moteplan|Møteplan 2026> · Energigruppen › side 3 · 3. mars 2026"
        in reply["text"]
    )
    assert "Utkast" not in all_text(reply)
    [call] = posts(slack)
    assert call.arguments["unfurl_links"] is False
    assert call.arguments["unfurl_media"] is False


def test_the_sign_of_work_appears_and_goes_away(bot, slack):
    _, kari, channel = board_and_member(slack)
    ts = bot_ts = slack.events.mentions(kari, channel, "Når møtes energigruppen?")
    bot.hears(ts)
    slack.wait_for(lambda: slack.calls_to("reactions.remove"))
    added, removed = slack.calls_to("reactions.add")[0], slack.calls_to("reactions.remove")[0]
    assert added.arguments["name"] == removed.arguments["name"] == "eyes"
    assert added.arguments["timestamp"] == bot_ts["event"]["ts"]
    assert added.number < posts(slack)[0].number < removed.number


def test_a_workspace_without_reactions_and_status_gets_its_answer_all_the_same(bot, slack):
    _, kari, channel = board_and_member(slack)
    slack.fail("reactions.add", error="not_allowed", times=None)
    slack.fail("assistant.threads.setStatus", error="unknown_method", times=None)
    bot.hears(slack.events.mentions(kari, channel, "Når møtes energigruppen?"))
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?"))
    assert all("tirsdag" in reply["text"] for reply in bot.replies(2))


def test_a_direct_message_is_answered_in_its_thread_under_a_status(bot, slack):
    _, kari, _ = board_and_member(slack)
    event = slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?")
    bot.hears(event)
    [reply] = bot.replies()
    assert reply["thread_ts"] == event["event"]["ts"]
    bot.settle()
    [call] = slack.calls_to("assistant.threads.setStatus")
    assert call.arguments["status"] == "leter i dokumentene …"
    assert call.number < posts(slack)[0].number
    assert slack.workspace.statuses == {}
    assert slack.calls_to("reactions.add") == []


def test_a_message_whose_kind_of_channel_is_not_told_is_known_by_its_channel(bot, slack):
    _, kari, _ = board_and_member(slack)
    event = slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?")
    del event["event"]["channel_type"]
    bot.hears(event)
    assert "tirsdag" in bot.replies()[0]["text"]


def test_a_follow_up_without_a_mention_knows_what_was_said_before(bot, slack):
    _, kari, channel = board_and_member(slack)
    event = slack.events.mentions(kari, channel, "Fortell om energigruppen")
    bot.hears(event)
    bot.replies()
    bot.settle()
    with running(slack, bot.kept) as again:
        again.hears(slack.events.says(kari, channel, "og når?", event["event"]["ts"]))
        assert "tirsdag" in again.replies(2)[1]["text"]
    history = bot.kept.assistant.asked[1].history
    assert [turn.role for turn in history] == ["member", "assistant"]
    assert history[0].text == "Fortell om energigruppen"
    assert "tirsdag" in history[1].text


def test_a_follow_up_written_before_the_answer_stands_there_is_answered_after_it(slack):
    written = threading.Event()
    kept = Kept()
    kept.assistant.before = lambda question: _wait_for(written)
    _, kari, channel = board_and_member(slack)
    with running(slack, kept) as bot:
        root = slack.events.mentions(kari, channel, "Fortell om energigruppen")
        bot.hears(root)
        bot.hears(slack.events.says(kari, channel, "og når?", root["event"]["ts"]))
        written.set()
        bot.replies(2)
    assert [question.text for question in kept.assistant.asked] == ["Fortell om energigruppen", "og når?"]


def test_threads_do_not_share_their_history(bot, slack):
    _, kari, channel = board_and_member(slack)
    bot.hears(slack.events.mentions(kari, channel, "Fortell om energigruppen"))
    bot.replies()
    bot.hears(slack.events.mentions(kari, channel, "og når?"))
    bot.replies(2)
    assert bot.kept.assistant.asked[1].history == ()


def test_threads_and_channels_it_has_no_part_in_hear_nothing(bot, slack):
    _, kari, channel = board_and_member(slack)
    root = slack.events.says(kari, channel, "Når møtes energigruppen?")
    bot.hears(root)
    bot.hears(slack.events.says(kari, channel, "Energigruppen, når?", root["event"]["ts"]))
    bot.settle()
    assert bot.kept.assistant.asked == []
    assert posts(slack) == []


def test_a_message_in_the_thread_to_another_person_is_left_to_them(bot, slack):
    chair, kari, channel = board_and_member(slack)
    root = slack.events.mentions(kari, channel, "Fortell om energigruppen")
    bot.hears(root)
    bot.replies()
    for text in (f"<@{chair.id}> når møtes energigruppen?", f"Hei <@{chair.id}>, energigruppen?"):
        bot.hears(slack.events.says(kari, channel, text, root["event"]["ts"]))
    bot.settle()
    assert len(posts(slack)) == 1


def test_answers_in_one_thread_come_in_the_order_of_the_questions(slack):
    kept = Kept()
    with running(slack, kept, room=Room(waiting=200, hands=4)) as bot:
        _, kari, _ = board_and_member(slack)
        direct = slack.workspace.direct(kari)
        root = slack.events.says(kari, direct, "energigruppen 0")
        bot.hears(root)
        for number in range(1, 6):
            bot.hears(slack.events.says(kari, direct, f"energigruppen {number}", root["event"]["ts"]))
        bot.replies(6)
    assert [question.text for question in kept.assistant.asked] == [f"energigruppen {n}" for n in range(6)]


def test_an_unanswered_question_names_whom_to_ask(bot, slack):
    _, kari, channel = board_and_member(slack)
    bot.hears(slack.events.mentions(kari, channel, "Hvor høyt er Galdhøpiggen?"))
    [reply] = bot.replies()
    assert "fant jeg ikke svar" in reply["text"]
    assert "koordinator@example.org" in reply["text"]


@pytest.mark.parametrize("text", ["", "hei!", "hjelp"])
def test_a_mention_without_a_question_gets_help_with_examples(bot, slack, text):
    _, kari, channel = board_and_member(slack)
    bot.hears(slack.events.mentions(kari, channel, text))
    [reply] = bot.replies()
    assert reply["text"].count("•") == 3
    assert "Eksempelklyngen" in reply["text"]
    assert bot.kept.assistant.asked == []


def test_help_speaks_the_language_of_a_person_who_wrote_no_words(bot, slack):
    john = slack.workspace.add_user("john", locale="en-GB")
    bot.hears(slack.events.mentions(john, slack.workspace.add_channel("general", [john]), ""))
    assert "You could ask" in bot.replies()[0]["text"]


@pytest.mark.parametrize(
    ("text", "locale", "said"),
    [("Hello!", "nb-NO", "You could ask"), ("hei", "en-US", "Du kan"), ("Hei der!", "en-US", "Du kan"),
     ("help", "nb-NO", "You could ask")],
)  # fmt: skip
def test_help_speaks_the_language_of_the_greeting(bot, slack, text, locale, said):
    john = slack.workspace.add_user("john", locale=locale)
    bot.hears(slack.events.mentions(john, slack.workspace.add_channel("general", [john]), text))
    assert said in bot.replies()[0]["text"]


@pytest.mark.parametrize("text", ["Tusen takk!", ":tada: 👍", "thanks a lot :)"])
def test_thanks_get_a_smile_and_no_words(bot, slack, text):
    _, kari, _ = board_and_member(slack)
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), text))
    bot.settle()
    assert [call.arguments["name"] for call in slack.calls_to("reactions.add")] == ["blush"]
    assert posts(slack) == []


def test_a_file_without_words_hears_what_the_assistant_can_do(bot, slack):
    _, kari, _ = board_and_member(slack)
    file = slack.workspace.add_file(kari, "notat.pdf", b"%PDF")
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "", files=[file]))
    assert "Takk for filen" in bot.replies()[0]["text"]


def test_a_question_of_ten_thousand_characters_is_answered_and_said_to_be_long(bot, slack):
    _, kari, _ = board_and_member(slack)
    text = "Når møtes energigruppen? " * 400
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), text))
    [reply] = bot.replies()
    assert "tirsdag" in reply["text"]
    assert "4000" in reply["text"]
    assert len(bot.kept.assistant.asked[0].text) <= 4000


def _wait_for(event: threading.Event) -> None:
    assert event.wait(10)


def test_pasted_code_without_words_is_met_with_a_word_on_what_is_known(bot, slack):
    _, kari, _ = board_and_member(slack)
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "```for i in range(3):\n    print(i)```"))
    assert "Jeg leser ikke kode" in all_text(bot.replies()[-1])
    assert bot.kept.assistant.asked == []


def test_of_a_question_with_pasted_code_the_words_are_read(bot, slack):
    _, kari, _ = board_and_member(slack)
    words = "Når møtes energigruppen?\n```SELECT styret FROM budsjettet;```"
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), words))
    reply = all_text(bot.replies()[-1])
    assert ENERGY.text in reply
    assert "ikke lest koden" in reply
    assert bot.kept.assistant.asked[0].text == "Når møtes energigruppen?"


@pytest.mark.parametrize("words", ["ok", "Takk, det var til stor hjelp!", "👍", "ha en fin dag :wave:"])
def test_a_word_that_ends_the_talk_gets_a_smile_and_no_search(bot, slack, words):
    _, kari, _ = board_and_member(slack)
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), words))
    bot.settle()
    assert [call.arguments["name"] for call in slack.calls_to("reactions.add")] == ["blush"]
    assert posts(slack) == []
    assert bot.kept.assistant.asked == []


def test_who_asks_what_the_assistant_can_do_gets_help(bot, slack):
    _, kari, _ = board_and_member(slack)
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "Hva kan du gjøre?"))
    assert "Jeg svarer på spørsmål" in all_text(bot.replies()[-1])
