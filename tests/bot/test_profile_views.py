"""Whatever is known of a person, Slack takes their Home and their form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from operator import mul

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.replies.catalogue import texts
from bot.replies.cluster_home import Waiting, cluster_blocks, measures_page, pair_form
from bot.replies.home import Standing, introduction_blocks, outsider_blocks, profile_blocks, unknown_blocks
from bot.replies.profile_form import Prefilled, profile_form
from bot.replies.profile_lines import OwnProfile
from bot.replies.surfaces import home_view
from bot.replies.welcome import Welcomed, presentation, preview_letter, welcome_letter
from bot.use_cases.measure_introductions import Overview
from knowledge.directory.directory import Person
from knowledge.introductions.entered import FOREVER
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.measures import measure
from knowledge.introductions.profile import HIDEABLE, Profile
from knowledge.rows import PersonRow
from tests.standins.slack.limits import check_content, check_view

TODAY = date(2026, 11, 25)
EMAIL = "runa@tjeld.example"
# Short, so that hypothesis finds its way, and long by repetition.
short = st.text(max_size=6) | st.sampled_from(["<&>", "ørn; ", "@channel "])
wild = st.builds(mul, short, st.sampled_from([1, 1, 60, 900]))
several = st.lists(wild, max_size=8).map(tuple)
rows = st.builds(
    PersonRow,
    name=wild.filter(str.strip),
    email=st.just(EMAIL),
    organisation=wild,
    role=wild,
    place=wild,
    languages=several,
    topics=several,
    offers=several,
    needs=several,
    willing=st.none() | st.integers(0, 9),
    consents=st.none() | st.booleans(),
    paused_until=st.none() | st.just(FOREVER) | st.dates(),
)
profiles = st.builds(
    Profile,
    email=st.just(EMAIL),
    hidden=st.lists(st.sampled_from(HIDEABLE), unique=True).map(tuple),
    not_with_organisations=several,
)
said = st.sampled_from(["nb", "en"]).map(texts)
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


def own(row: PersonRow, profile: Profile, listed: bool, benched: bool) -> OwnProfile:
    return OwnProfile(row, profile, Person(row, (), {}) if listed else None, benched)


owns = st.builds(own, rows, profiles, st.booleans(), st.booleans())


@settings(deadline=None, max_examples=60)
@given(owns, said, st.integers(0, 30))
def test_the_home_fits_whatever_is_known(known, words, count):
    waiting = Introduction("i" * 32, Proposal(EMAIL, EMAIL, "o@o.example", "x" * 900), "review", NOW, NOW)
    standings = [Standing(waiting, known.row.name[:80])] * count
    queue = [Waiting(waiting, "Runa", "Odd")] * count
    blocks = [
        *profile_blocks(known, TODAY, words),
        *introduction_blocks(standings, EMAIL, words),
        *cluster_blocks(queue, {"review": count}, count > 5, words),
    ]
    check_view(home_view(blocks))
    check_view(home_view(unknown_blocks(known, [], words)))
    check_view(home_view(outsider_blocks("Klyngen <&>", ["kari@cluster.example"], words)))


@settings(deadline=None, max_examples=60)
@given(owns, said, st.booleans())
def test_the_form_fits_whatever_it_is_prefilled_with(known, words, asks):
    check_view(profile_form(Prefilled(known, TODAY, ["U1"] if asks else [], asks), words))


@settings(deadline=None, max_examples=60)
@given(rows, said)
def test_the_welcome_and_what_is_posted_fit(row, words):
    for message in (
        welcome_letter(Welcomed(row.name, "Klyngen", True), words),
        preview_letter(presentation(Person(row, (), {}), words), "#introduksjoner", words),
    ):
        check_content({"text": message.text, "blocks": list(message.blocks)})


@settings(deadline=None, max_examples=30)
@given(several, said)
def test_the_pages_of_coordinators_fit(needs, words):
    check_view(pair_form(words))
    check_view(measures_page(Overview(measure((), frozenset(), {}), 0, len(needs), needs), words))
