"""An answer is seen while it is written: streamed, edited, or at once, and in the end exactly once and whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from bot.client import patient_client
from bot.delivery import Delivery, Posted
from bot.incoming import Incoming
from bot.layouts import Layouts
from bot.line import Room
from bot.openness import Openness
from knowledge.models import Question
from knowledge.outcomes import Abstained, Answer, Answered, Citation, Draft, Progress, Reading, Writing
from tests.bot.fake_records import FakeInbox
from tests.scenarios.slack_side import Bot, Kept, all_text, posts, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

FEE = "Kontingenten er **11 250 kroner** [1]."
DUE = "Den forfaller 1. februar [1]."
SOURCE = Citation(
    1, "pris.md", "", "Medlemskontingent 2026", "…", "https://docs.example.org/pris", date(2026, 1, 2)
)
WHOLE = Answered(f"{FEE} {DUE}", "nb", (SOURCE,), "modell")
QUESTION = "Hva koster det å være medlem?"
REFUSALS = ["unknown_method", "not_allowed_token_type", "missing_scope", "team_access_not_granted"]


def draft(*sentences: str) -> Draft:
    return Draft(" ".join(sentences), (SOURCE,))


@dataclass
class Scripted:
    """An assistant that says these things in turn; functions are called in between."""

    steps: list[Progress | Answer | Callable[[], object]]
    was_closed: bool = False
    asked: list[Question] = field(default_factory=list)

    def answer(self, question: Question) -> Iterator[Progress | Answer]:
        self.asked.append(question)
        try:
            for step in self.steps:
                if callable(step):
                    step()
                else:
                    yield step
        except GeneratorExit:
            self.was_closed = True
            raise


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("kari")


def called(slack: SlackStandIn, method: str, count: int = 1) -> Callable[[], object]:
    """Waits until Slack has answered so many calls."""
    return lambda: slack.wait_for(lambda: len([c for c in slack.calls_to(method) if c.response]) >= count)


def asked(bot: Bot, user: User, channel: Channel | None = None) -> Payload:
    """A question, and everything that comes of it."""
    slack = bot.slack
    ask = slack.events.mentions if channel else slack.events.says
    event = ask(user, channel or slack.workspace.direct(user), QUESTION)
    bot.hears(event)
    return event["event"]


def said(slack: SlackStandIn, event: Payload) -> list[Payload]:
    """The assistant's messages in the thread."""
    return [m for m in slack.messages_in(event["channel"]) if m.get("bot_id")]


def marked(message: Payload) -> tuple[int, int]:
    payload = message["metadata"]["event_payload"]
    assert message["metadata"]["event_type"] == "klyngebot_reply"
    return payload["part"], payload["of"]


def answered(slack: SlackStandIn, user: User, *steps, channel: Channel | None = None) -> list[Payload]:
    """What stands in the thread once an assistant with these steps has answered."""
    with running(slack, Kept(assistant=Scripted(list(steps)))) as bot:
        event = asked(bot, user, channel)
        bot.settle()
    return said(slack, event)


def is_streaming(slack: SlackStandIn, message: Payload) -> bool:
    return slack.workspace.messages.streams[message["channel"], message["ts"]].state == "streaming"


def test_the_first_words_are_seen_before_the_answer_is_whole(slack, kari):
    seen: list[str] = []

    def look() -> None:
        called(slack, "chat.startStream")()
        seen.extend(m["text"] for m in slack.messages_in(slack.workspace.direct(kari)) if m.get("bot_id"))

    [message] = answered(slack, kari, Reading(2), Writing(), draft(FEE), look, WHOLE)
    assert seen == [FEE]
    assert message["text"] == f"{FEE} {DUE}"
    assert "Medlemskontingent 2026" in all_text(message)
    assert message["blocks"][-1]["type"] == "context_actions"
    assert marked(message) == (1, 1)
    assert not is_streaming(slack, message)
    assert posts(slack) == []


def test_a_stream_goes_on_with_only_what_is_new(slack, kari):
    started, appended = called(slack, "chat.startStream"), called(slack, "chat.appendStream")
    answered(slack, kari, draft(FEE), started, draft(FEE, DUE), appended, WHOLE)
    [append] = slack.calls_to("chat.appendStream")
    assert append.arguments["chunks"] == [{"type": "markdown_text", "text": f" {DUE}"}]
    assert "chunks" not in slack.calls_to("chat.stopStream")[0].arguments


def test_a_stream_in_a_channel_says_for_whom_it_is(slack, kari):
    channel = slack.workspace.add_channel("generelt", [kari])
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.startStream"), WHOLE, channel=channel)
    assert "Medlemskontingent" in all_text(message)
    started = slack.calls_to("chat.startStream")[0].arguments
    assert (started["recipient_user_id"], started["recipient_team_id"]) == (kari.id, slack.workspace.team_id)


@pytest.mark.parametrize(
    "outcome",
    [
        Answered("Noe annet står i kilden [1].", "nb", (SOURCE,), "extractive"),
        Answered(f"{FEE} Les [mer](https://docs.example.org/pris) [1].", "nb", (SOURCE,), "modell"),
        Abstained("nb", "modell"),
    ],
)
def test_where_the_checked_answer_is_another_it_stands_in_place_of_what_was_seen(slack, kari, outcome):
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.startStream"), outcome)
    assert marked(message) == (1, 1)
    words = "".join(str(block) for block in message["blocks"])
    if isinstance(outcome, Abstained):
        assert "fant jeg ikke svar" in words
    if isinstance(outcome, Answered):
        assert words.count("11 250") == outcome.text.count("11 250")
    assert not is_streaming(slack, message)


def test_what_cannot_be_replaced_is_removed_and_the_answer_posted(slack, kari):
    slack.fail("chat.update", error="block_mismatch")
    other = Answered("Noe annet står i kilden [1].", "nb", (SOURCE,), "extractive")
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.startStream"), other)
    assert "Noe annet" in message["text"]
    assert len(posts(slack)) == 1


@pytest.mark.parametrize("error", [*REFUSALS, "channel_type_not_supported"])
def test_where_streams_are_refused_a_message_is_posted_and_edited(slack, kari, error):
    slack.fail("chat.startStream", error=error, times=None)
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.postMessage"), WHOLE)
    assert posts(slack)[0].arguments["metadata"]["event_type"] == "klyngebot_draft"
    assert slack.calls_to("chat.stopStream") == []
    assert "*11 250 kroner*" in all_text(message)
    assert "Medlemskontingent 2026" in message["text"]
    assert marked(message) == (1, 1)


def test_a_draft_is_edited_about_once_a_second_at_most(slack, kari):
    slack.fail("chat.startStream", error="unknown_method", times=None)
    many = [draft(*[FEE] * count) for count in range(2, 9)]
    answered(slack, kari, draft(FEE), called(slack, "chat.postMessage"), *many, WHOLE)
    assert len(slack.calls_to("chat.update")) == 1


@pytest.mark.parametrize("error", REFUSALS)
def test_where_edits_are_refused_too_there_is_one_message(slack, kari, error):
    slack.fail("chat.startStream", error="unknown_method", times=None)
    slack.fail("chat.update", error=error, times=None)
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.postMessage"), WHOLE)
    assert "Medlemskontingent 2026" in message["text"]
    assert marked(message) == (1, 1)


def test_a_plan_that_refuses_streams_is_not_asked_again_for_the_next_answer(slack, kari):
    slack.fail("chat.startStream", error="unknown_method", times=None)
    with running(
        slack, Kept(assistant=Scripted([draft(FEE), called(slack, "chat.postMessage"), WHOLE]))
    ) as bot:
        asked(bot, kari)
        called(slack, "chat.update")()
        asked(bot, kari)
    assert len(slack.calls_to("chat.startStream")) == 1


def test_a_rate_limit_costs_the_stream_and_not_the_time(slack, kari):
    slack.fail("chat.startStream", status=429, retry_after=600, times=None)
    with running(
        slack, Kept(assistant=Scripted([draft(FEE), called(slack, "chat.startStream"), WHOLE]))
    ) as bot:
        first = asked(bot, kari)
        bot.replies()
        second = asked(bot, kari)
    assert len(slack.calls_to("chat.startStream")) == 1
    assert [len(posts(slack)), len(said(slack, first))] == [2, 2]
    assert {m["thread_ts"] for m in said(slack, second)} == {first["ts"], second["ts"]}
    assert slack.calls_to("chat.update") == []


def test_what_a_rate_limit_kept_back_comes_with_the_end(slack, kari):
    slack.fail("chat.appendStream", status=429, retry_after=600, times=None)
    steps = [
        draft(FEE),
        called(slack, "chat.startStream"),
        draft(FEE, DUE),
        called(slack, "chat.appendStream"),
    ]
    [message] = answered(slack, kari, *steps, draft(FEE, DUE, FEE), replace(WHOLE, text=f"{FEE} {DUE} {FEE}"))
    assert message["text"] == f"{FEE} {DUE} {FEE}"
    assert len(slack.calls_to("chat.appendStream")) == 1


@pytest.mark.parametrize("after_work", [True, False])
@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
def test_a_line_that_breaks_loses_nothing_and_doubles_nothing(slack, kari, method, after_work):
    slack.drop(method, times=1, after_work=after_work)
    seen = lambda: slack.wait_for(lambda: slack.calls_to("chat.startStream"))  # noqa: E731
    went_on = lambda: slack.wait_for(  # noqa: E731
        lambda: slack.calls_to("chat.appendStream") or method == "chat.startStream"
    )
    [message] = answered(slack, kari, draft(FEE), seen, draft(FEE, DUE), went_on, WHOLE)
    assert marked(message) == (1, 1)
    assert all_text(message).count("forfaller") in (1, 2)
    assert "Medlemskontingent 2026" in all_text(message)
    assert not list(slack.workspace.streaming_in(slack.workspace.direct(kari), message["thread_ts"]))


def test_a_stream_that_slack_has_ended_meanwhile_becomes_the_whole_answer(slack, kari):
    direct = slack.workspace.direct(kari)

    def expire() -> None:
        called(slack, "chat.startStream")()
        [ts] = [m["ts"] for m in slack.messages_in(direct) if m.get("bot_id")]
        slack.workspace.end_stream(direct, ts, "expired")

    [message] = answered(slack, kari, draft(FEE), expire, draft(FEE, DUE), WHOLE)
    assert "Medlemskontingent 2026" in message["text"]
    assert marked(message) == (1, 1)


def test_an_answer_that_breaks_off_ends_with_a_sentence_and_the_log_has_the_cause(slack, kari, caplog):
    def fall_over() -> None:
        called(slack, "chat.startStream")()
        raise RuntimeError(f"cannot handle '{QUESTION}'")

    [message] = answered(slack, kari, draft(FEE), fall_over)
    assert message["text"] == FEE
    words = "".join(str(block) for block in message["blocks"])
    assert "svaret slutter her" in words
    assert "Medlemskontingent 2026" in words
    reference = words.partition("referanse ")[2][:6]
    [record] = [r for r in caplog.records if reference in r.getMessage()]
    assert "RuntimeError" in record.getMessage()
    assert QUESTION not in record.getMessage()
    assert marked(message) == (1, 1)


def test_the_stop_button_ends_the_answer_at_once(slack, kari):
    assistant = Scripted([Reading(2), draft(FEE)])
    with running(slack, Kept(assistant=assistant)) as bot:
        waiting = slack.hold("never.called")

        def wait() -> None:
            called(slack, "chat.startStream")()
            waiting.released.result(10)

        assistant.steps += [wait, draft(FEE, DUE), WHOLE]
        event = asked(bot, kari)
        slack.wait_for(lambda: slack.calls_to("chat.startStream"))
        bot.hears(slack.events.presses_stop(kari, slack.workspace.direct(kari), event["ts"]))
        slack.wait_for(lambda: slack.calls_to("chat.stopStream"))
        waiting.release()
    [message] = said(slack, event)
    assert message["text"] == FEE
    assert "Jeg stoppet her" in str(message["blocks"])
    assert "Medlemskontingent 2026" in str(message["blocks"])
    assert marked(message) == (1, 1)
    assert (
        bot.kept.conversations.turns(
            f"slack:{slack.workspace.team_id}:{event['channel']}:{event['ts']}:members,public", 9
        )
        == ()
    )
    slack.wait_for(lambda: assistant.was_closed)


def test_a_stop_that_slack_tells_with_the_next_words_is_obeyed_too(slack, kari):
    direct = slack.workspace.direct(kari)

    def stop() -> None:
        called(slack, "chat.startStream")()
        [ts] = [m["ts"] for m in slack.messages_in(direct) if m.get("bot_id")]
        slack.workspace.end_stream(direct, ts, "stopped_by_user")

    [message] = answered(
        slack, kari, draft(FEE), stop, draft(FEE, DUE), called(slack, "chat.stopStream"), WHOLE
    )
    assert message["text"] == FEE
    assert "Jeg stoppet her" in str(message["blocks"])


def test_who_stops_before_the_first_word_is_told_that_it_stopped(slack, kari):
    assistant = Scripted([Reading(2)])
    with running(slack, Kept(assistant=assistant)) as bot:
        waiting = slack.hold("never.called")
        assistant.steps += [lambda: waiting.released.result(10), WHOLE]
        event = asked(bot, kari)
        slack.wait_for(lambda: slack.calls_to("agents.sessions.setStatus"))
        bot.hears(slack.events.presses_stop(kari, slack.workspace.direct(kari), event["ts"]))
        [reply] = bot.replies()
        waiting.release()
    assert reply["text"] == "Jeg stoppet her, som du ba om."


def test_a_stop_reaches_the_question_that_waits_for_its_turn_too(slack, kari):
    assistant = Scripted([Reading(2)])
    with running(slack, Kept(assistant=assistant)) as bot:
        waiting = slack.hold("never.called")
        assistant.steps += [lambda: waiting.released.result(10), WHOLE]
        first = asked(bot, kari)
        slack.wait_for(lambda: slack.calls_to("agents.sessions.setStatus"))
        direct = slack.workspace.direct(kari)
        bot.hears(slack.events.says(kari, direct, "Og hva koster det ellers?", first["ts"]))
        bot.hears(slack.events.presses_stop(kari, direct, first["ts"]))
        both = bot.replies(2)
        waiting.release()
        later = slack.events.says(kari, direct, "Hva koster det nå?", first["ts"])
        bot.hears(later)
        assert "11 250" in bot.replies(3)[2]["text"]
    assert [reply["text"] for reply in both] == ["Jeg stoppet her, som du ba om."] * 2


def test_the_status_says_what_is_being_done(slack, kari):
    title = QUESTION
    answered(
        slack, kari, Reading(4), called(slack, "agents.sessions.setStatus"), Writing(),
        called(slack, "assistant.threads.setStatus", 3), WHOLE,
    )  # fmt: skip
    shown = [call.arguments["status"] for call in slack.calls_to("assistant.threads.setStatus")]
    assert shown == ["leter i dokumentene …", "leser 4 dokumenter …", "skriver svaret …"]
    first, last = slack.calls_to("agents.sessions.setStatus")
    assert (first.arguments["status"], first.arguments["title"]) == ("processing", title)
    assert last.arguments["status"] == "active"


def test_slack_is_not_asked_for_sessions_before_it_wants_to_be(slack, kari):
    slack.fail("agents.sessions.setStatus", status=429, retry_after=600)
    with running(slack, Kept(assistant=Scripted([Reading(2), WHOLE]))) as bot:
        for count in (1, 2):
            asked(bot, kari)
            bot.replies(count)
    assert len(slack.calls_to("agents.sessions.setStatus")) == 1
    assert len(posts(slack)) == 2


def test_a_session_that_was_begun_is_ended_though_slack_wants_to_wait(slack, kari):
    def limit() -> None:
        called(slack, "agents.sessions.setStatus")()
        slack.fail("agents.sessions.setStatus", status=429, retry_after=1)

    answered(slack, kari, Reading(2), limit, WHOLE)
    calls = slack.wait_for(
        lambda: (
            [one for one in slack.calls_to("agents.sessions.setStatus") if one.status][2:]
            and slack.calls_to("agents.sessions.setStatus")
        )
    )
    assert [(call.arguments["status"], call.status) for call in calls] == [
        ("processing", 200),
        ("active", 429),
        ("active", 200),
    ]


def test_a_conversation_gets_its_title_where_there_are_no_sessions(slack, kari):
    slack.fail("agents.sessions.setStatus", error="feature_disabled", times=None)
    answered(slack, kari, WHOLE)
    [call] = slack.calls_to("assistant.threads.setTitle")
    assert call.arguments["title"] == QUESTION


def test_half_an_answer_of_a_killed_process_becomes_the_whole_one_at_the_next_start(slack, kari):
    inbox = FakeInbox()
    killed = Scripted([draft(FEE)])
    waiting = slack.hold("never.called")
    with running(slack, Kept(assistant=killed, inbox=inbox)) as bot:
        killed.steps += [lambda: waiting.released.result(10)]
        event = asked(bot, kari)
        slack.wait_for(lambda: [c for c in slack.calls_to("chat.startStream") if c.response])
        left = inbox.as_it_is()
        _no_more(slack)
        waiting.release()
        bot.settle()
    assert [m["text"] for m in said(slack, event)] == [FEE]
    slack.script.clear()
    with running(slack, Kept(assistant=Scripted([draft(FEE), WHOLE]), inbox=left)) as again:
        again.services.resume()
        again.settle()
    [message] = said(slack, event)
    assert "Medlemskontingent 2026" in message["text"]
    assert marked(message) == (1, 1)
    assert not is_streaming(slack, message)


def test_a_stop_before_a_restart_holds_for_the_question_that_is_taken_up_after_it(slack, kari):
    inbox, killed = FakeInbox(), Scripted([Reading(2)])
    waiting = slack.hold("never.called")
    with running(slack, Kept(assistant=killed, inbox=inbox)) as bot:
        killed.steps += [lambda: waiting.released.result(10)]
        event = asked(bot, kari)
        slack.wait_for(lambda: slack.calls_to("agents.sessions.setStatus"))
        bot.hears(slack.events.presses_stop(kari, slack.workspace.direct(kari), event["ts"]))
        left = inbox.as_it_is()
        _no_more(slack)
        waiting.release()
        bot.settle()
    slack.script.clear()
    with running(slack, Kept(assistant=Scripted([Reading(2), WHOLE]), inbox=left)) as again:
        again.services.resume()
        again.settle()
    assert [message["text"] for message in said(slack, event)] == ["Jeg stoppet her, som du ba om."]


def _no_more(slack: SlackStandIn) -> None:
    """What a killed process does not come to say."""
    for method in ("chat.stopStream", "chat.update", "chat.delete", "chat.postMessage", "chat.appendStream"):
        slack.fail(method, error="account_inactive", times=None)


def test_a_rate_limit_at_the_end_of_a_stream_is_waited_out(slack, kari):
    slack.fail("chat.stopStream", status=429, retry_after=0, times=2)
    [message] = answered(slack, kari, draft(FEE), called(slack, "chat.startStream"), WHOLE)
    assert message["text"] == f"{FEE} {DUE}"
    assert len(slack.calls_to("chat.stopStream")) == 3
    assert slack.calls_to("chat.update") == []


def test_more_answers_than_slack_streams_in_a_minute_are_all_given_once(slack):
    slack.keep_rates()
    people = [slack.workspace.add_user(f"medlem{number}") for number in range(25)]
    with running(
        slack, Kept(assistant=Scripted([draft(FEE), called(slack, "chat.startStream"), WHOLE]))
    ) as bot:
        events = [asked(bot, person) for person in people]
        bot.settle()
    replies = [said(slack, event) for event in events]
    assert [len(messages) for messages in replies] == [1] * 25
    assert all("Medlemskontingent 2026" in all_text(message) for [message] in replies)
    assert all(marked(message) == (1, 1) for [message] in replies)
    assert len([call for call in slack.calls_to("chat.startStream") if call.ok]) <= 20


def test_a_further_page_does_not_take_the_place_of_an_answer_that_is_being_written(slack, kari):
    """Both stand in one thread, and only the one who answers there knows what is unfinished."""
    pages: list[object] = []

    def look() -> None:
        called(slack, "chat.startStream")()
        [event] = [m for m in slack.messages_in(slack.workspace.direct(kari)) if not m.get("bot_id")]
        asking = Incoming.from_body(slack.events.message(event), slack.workspace.bot.id)
        pages.append(
            Delivery(patient_client(slack.bot_token, slack.base_url), Layouts(Openness())).posted(asking)
        )

    answered(slack, kari, draft(FEE), look, WHOLE)
    assert pages == [Posted()]


def test_an_apology_that_fails_leaves_the_stream_of_another_question_alone(slack, kari):
    """The other question's stream begins before anybody could look at what stands in the thread."""
    look = slack.hold("conversations.replies")
    with running(slack, Kept(assistant=Scripted([])), room=Room(waiting=1, hands=1)) as bot:
        direct = slack.workspace.direct(kari)

        def turn_away() -> None:
            slack.fail("chat.postMessage", error="restricted_action")
            bot.hears(slack.events.says(kari, direct, "Og når betales den?", event["event"]["ts"]))
            called(slack, "chat.postMessage")()

        def told() -> bool:
            ended = [c for c in slack.calls_to("chat.stopStream") if c.response]
            return bool(ended) or len([c for c in slack.calls_to("chat.postMessage") if c.response]) == 2

        bot.kept.assistant.steps += [
            turn_away, draft(FEE), called(slack, "chat.startStream"), look.release, lambda: slack.wait_for(told),
            WHOLE,
        ]  # fmt: skip
        event = slack.events.says(kari, direct, QUESTION)
        bot.hears(event)
        bot.settle()
    texts = [message["text"] for message in said(slack, event["event"])]
    assert len(texts) == 2
    # Which of the two stands first is up to the threads.
    assert [text.startswith(FEE) for text in texts].count(True) == 1
    assert ["referanse" in text for text in texts].count(True) == 1
