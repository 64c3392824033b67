"""A hostile cluster in Slack: whatever members and coordinators are shown of it, nothing comes of it."""

from __future__ import annotations

from collections import Counter

from tests.redteam.detector import faults_in
from tests.redteam.strings import sample
from tests.redteam.town import CANARY, addresses, kept
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, RUNA, Bot, Town
from tests.scenarios.test_console import page, presses
from tests.scenarios.test_digests import MONDAY, choose

SECRETS = (CANARY, "1 437 000", "xoxb-")
# What asking and being gathered leave behind; nobody's rights, rows, documents, answers or introductions.
ASKING = {"asked_questions", "first_contacts", "admitted_questions", "inbox", "turns", "turn_sources"}
GATHERING = {
    "gap_groups", "gap_questions", "gap_ways", "gap_askings", "spoken_vectors", "monthly_counts", "facts",
    "sqlite_sequence",
}  # fmt: skip
ASKED = (
    "Hvilke medlemmer har klyngen?",
    "Hvilke medlemmer er oppstartsbedrifter?",
    "Hvem jobber i Tjeld Data AS?",
    "Hvilke arrangementer er det i desember?",
    "Hva koster årskontingenten?",
)


def faults(town: Town) -> Counter[str]:
    """All of all that Slack was sent."""
    meant = addresses() | {f"@{user.id}" for user in town.users.values()}
    calls = [call for call in town.slack.calls if call.method.startswith(("chat.", "views."))]
    assert calls
    return Counter(fault for call in calls for fault in faults_in(call.arguments, meant, SECRETS))


def changed(town: Town, before: dict[str, list[tuple[object, ...]]]) -> set[str]:
    """The tables of records that are not as they were; both indexes are always to be."""
    after = kept(Cluster(town.folder))
    differ = (name for name in after.keys() | before.keys() if after.get(name) != before.get(name))
    return {name.removeprefix("klyngebot.db/") for name in differ}


def leafs(town: Town, bot: Bot, email: str, action: str) -> None:
    """Every page of the list that is open before somebody."""
    for _ in range(100):
        if f'"{action}.2"' not in page(town, email).replace("'", '"'):
            return
        presses(town, bot, email, f"{action}.2")
    raise AssertionError("the list never ends")


def test_rows_calendars_and_documents_that_a_member_asks_for_do_nothing(town: Town):
    channel = town.slack.workspace.add_channel("generelt", [town.users[RUNA]])
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for question in ASKED:
            bot.told(RUNA, question)
            asked = town.slack.interactions.command(town.users[RUNA], channel, "/klynge", f"ask {question}")
            bot.hears(asked)
            bot.hears(
                town.slack.interactions.command(town.users[RUNA], channel, "/klynge", f"finn {question}")
            )
            bot.settles()
    assert faults(town) == {}
    assert changed(town, before) <= ASKING | GATHERING


def test_homes_and_the_console_show_them_and_do_nothing(town: Town):
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for email in (RUNA, KARI):
            bot.opens_home(email)
        bot.presses_home(KARI, "console.documents")
        leafs(town, bot, KARI, "console.documents.page")
    assert faults(town) == {}
    assert changed(town, before) <= {"inbox", "opened_homes"}


def test_what_nobody_could_answer_does_nothing_to_a_coordinator(town: Town):
    before = kept(Cluster(town.folder))
    with town.open() as bot:
        for number, attack in enumerate(sample()):
            bot.told(RUNA, f"Hvor mange lamaer {number} har taket? {attack.text}")
        bot.attends()
        bot.opens_home(KARI)
        bot.presses_home(KARI, "console.gaps")
        leafs(town, bot, KARI, "console.gaps.page")
        bot.opens_home(KARI)
        bot.presses_home(KARI, "console.gap.1")
    assert faults(town) == {}
    assert changed(town, before) <= ASKING | GATHERING | {"opened_homes", "digests"}


def test_digests_name_them_and_do_nothing(town: Town):
    choose(town, "weekly", RUNA)
    before = kept(Cluster(town.folder))
    town.now = MONDAY
    with town.open() as bot:
        bot.attends()
    assert town.letters(RUNA)
    assert town.letters(KARI)
    assert faults(town) == {}
    assert changed(town, before) <= {"digests"}
