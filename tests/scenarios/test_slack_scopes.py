"""The manifest's scopes are the least that the code needs: take any away, and something is missing."""

import pytest

from bot.client import SLACK_ERRORS, patient_client, reason
from bot.gathering.reading import ThreadReader
from bot.manifest import EVENTS, scopes
from bot.people import People
from knowledge.introductions.events import Member, Yes
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.policy import Policy
from knowledge.rows import PersonRow
from knowledge.settings import AudienceSection
from knowledge.slack_settings import ChannelSection
from tests.bot.exact import Exact, answer, occurrence
from tests.bot.fakes import FakeAssistant, fake_brokerage
from tests.scenarios.introduction_side import MORNING
from tests.scenarios.slack_side import BOARD, CHAIR, ENERGY, Kept, all_text, rule, running
from tests.standins.slack import NotDeliveredError, SlackStandIn, User

QUESTION = "Fortell om styret og energigruppen"


def seen_with(granted: list[str]) -> list[str]:
    """What people see of answers, signs and follow-ups in every kind of conversation; refusals are in it by name."""
    seen: list[str] = []
    with SlackStandIn(scopes=granted, events=EVENTS) as slack:
        chair = slack.workspace.add_user("styreleder", CHAIR)
        deputy = slack.workspace.add_user("nestleder")
        group = slack.workspace.add_usergroup("styret", [deputy])
        named = AudienceSection(members=(CHAIR,), slack_usergroup=group.id)
        kept = Kept(FakeAssistant([ENERGY, BOARD]), audiences=rule(board=named))
        rooms = [
            slack.workspace.add_channel("generelt", [chair]),
            slack.workspace.add_channel("styrerommet", [chair, deputy], kind="private"),
            slack.workspace.direct(chair, deputy),
        ]
        direct = slack.workspace.direct(chair)
        openings = [(room, slack.events.mentions) for room in rooms] + [(direct, slack.events.says)]
        roots: dict[str, str] = {}
        for events in (openings, [(room, slack.events.says) for room in (*rooms, direct)]):
            with running(slack, kept) as bot:
                for room, event in events:
                    try:
                        payload = event(chair, room, QUESTION, roots.get(room.id))
                    except NotDeliveredError as error:
                        seen.append(f"{room.kind}: {error}")
                        continue
                    roots.setdefault(room.id, payload["event"]["ts"])
                    bot.hears(payload)
        _asks_for_events(slack, chair)
        _opens_the_conversation(slack, deputy)
        seen += [f"{call.method}: {call.error}" for call in slack.calls if call.error]
        seen += [all_text(m) for room in (*rooms, direct) for m in slack.messages_in(room) if m.get("bot_id")]
    return seen


def _asks_for_events(slack: SlackStandIn, user: User) -> None:
    """An answer with a file, in a channel of its own."""
    channel = slack.workspace.add_channel("kalender", [user])
    meeting = Exact(answer("events", occurrences=(occurrence(),)))
    with running(slack, Kept(assistant=meeting)) as bot:
        try:
            bot.hears(slack.events.mentions(user, channel, "Når møtes etikkgruppen?"))
        except NotDeliveredError:
            return
        bot.settle()


def _opens_the_conversation(slack: SlackStandIn, user: User) -> None:
    channel = slack.workspace.add_channel("energi", [user])
    with running(slack) as bot:
        bot.hears(slack.events.opens_home(user, tab="messages", viewing=[channel]))
        bot.settle()


def introduced_with(granted: list[str], refused: str = "") -> list[str]:
    """What Slack refuses, by name, while two people are asked and introduced; ``refused`` is why it opens no
    conversation of three."""
    with SlackStandIn(scopes=granted, events=EVENTS) as slack:
        runa, odd = (slack.workspace.add_user(name) for name in ("runa", "odd"))
        slack.workspace.add_user("koordinator", "koordinator@example.org")
        rows = [PersonRow(one.real_name, str(one.email), consents=True, willing=3) for one in (runa, odd)]
        kept = Kept(brokerage=fake_brokerage(*rows), clock=lambda: MORNING)
        asker, records = Member(rows[0].email), kept.brokerage.introductions
        draft = records.draft(Proposal(rows[0].email, rows[0].email, rows[1].email), asker, MORNING)
        assert isinstance(draft, Introduction)
        records.begin(draft.id, asker, Policy(), MORNING)
        with running(slack, kept) as bot:
            bot.services.side.timekeeper.attend()
            records.step(draft.id, Yes(Member(rows[1].email)), MORNING)
            if refused:
                slack.fail("conversations.open", error=refused)
            bot.services.side.timekeeper.attend()
        return [f"{call.method}: {call.error}" for call in slack.calls if call.error]


def gathered_with(granted: list[str]) -> list[str]:
    """What Slack refuses, by name, while threads are gathered from a channel, and what it does not tell of it."""
    with SlackStandIn(scopes=granted, events=EVENTS) as slack:
        kari = slack.workspace.add_user("kari")
        channel = slack.workspace.add_channel("drift", [kari])
        message = slack.workspace.post(kari, channel, "Gjester parkerer gratis i garasjen.")
        refused: list[str] = []
        for does in (
            lambda: slack.events.reacts(kari, message, "books"),
            lambda: slack.events.pins(kari, message),
        ):
            try:
                does()
            except NotDeliveredError as error:
                refused.append(str(error))
        client = patient_client(slack.bot_token, slack.base_url)
        reader = ThreadReader(client, People(client, rule()), [str(kari.email)])
        try:
            reader.found(ChannelSection(id=channel.id), ())
        except SLACK_ERRORS as error:
            refused.append(f"nothing is gathered: {reason(error)}")
        return refused + [f"{call.method}: {call.error}" for call in slack.calls if call.error]


def test_with_all_scopes_of_the_manifest_threads_are_gathered():
    assert gathered_with(scopes()) == []


def test_with_all_scopes_of_the_manifest_two_people_are_introduced():
    assert introduced_with(scopes()) == []
    assert introduced_with(scopes(), "user_disabled") == ["conversations.open: user_disabled"]


def test_with_all_scopes_of_the_manifest_nothing_is_refused():
    seen = seen_with(scopes())
    assert len(seen) == 8
    assert not [line for line in seen if "scope" in line]
    assert sum(BOARD.text in line for line in seen) == 6


@pytest.mark.parametrize(
    "scope", [s for s in scopes() if s not in {"users:read.email", "chat:write", "commands", "files:read"}]
)
def test_without_any_one_of_them_something_is_refused(scope):
    granted = [s for s in scopes() if s != scope]
    met = [*introduced_with(granted), *introduced_with(granted, "invalid_user_combination")]
    assert any("scope" in line for line in (*met, *gathered_with(granted), *seen_with(granted)))


def test_without_addresses_the_board_is_not_recognised():
    seen = seen_with([s for s in scopes() if s != "users:read.email"])
    assert not any(BOARD.text in line for line in seen)


def test_without_the_right_to_write_nothing_is_said():
    assert not any(ENERGY.text in line for line in seen_with([s for s in scopes() if s != "chat:write"]))


@pytest.mark.parametrize("granted", [scopes(), [s for s in scopes() if s != "commands"]])
def test_without_the_right_to_commands_there_is_nothing_to_type(granted):
    with SlackStandIn(scopes=granted, events=EVENTS) as slack:
        chair = slack.workspace.add_user("styreleder", CHAIR)
        channel = slack.workspace.add_channel("generelt", [chair])
        with running(slack) as bot:
            if "commands" not in granted:
                with pytest.raises(NotDeliveredError, match="commands"):
                    slack.interactions.command(chair, channel, "/klynge", QUESTION)
                return
            bot.does(slack.interactions.command(chair, channel, "/klynge", QUESTION))
            assert ENERGY.text in all_text(slack.ephemeral_to(chair)[-1])


@pytest.mark.parametrize("missing", ["", "files:read"])
def test_without_the_right_to_read_files_none_is_fetched(missing):
    with SlackStandIn(scopes=[s for s in scopes() if s != missing], events=EVENTS) as slack:
        coordinator = slack.workspace.add_user("koordinator", "koordinator@example.org")
        file = slack.workspace.add_file(coordinator, "referat.md", b"# Referat")
        with running(slack) as bot:
            bot.hears(slack.events.says(coordinator, slack.workspace.direct(coordinator), "", files=[file]))
            [reply] = bot.replies()
        assert ("ikke hentet" if missing else "ikke å lese") in all_text(reply)
