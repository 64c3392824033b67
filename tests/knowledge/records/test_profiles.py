"""What people say of themselves is kept as they said it, until they have it deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import Profile
from knowledge.records.consent_tables import consents
from tests.knowledge.introductions.made import ADA, BO, DAY, NOW
from tests.knowledge.records.cluster import Cluster, Reopened

SAID = Profile(
    ADA,
    name="Ada Berg",
    organisation="Fjordlys AS",
    role="",
    languages=("norsk", "English"),
    offers=("sensorer til oppdrett",),
    needs=(),
    willing=0,
    paused_until=date(2027, 1, 4),
    hidden=("offers",),
    not_with_people=(BO,),
    not_with_organisations=("Havblikk AS",),
    consent=Consent(False, NOW),
)


@pytest.mark.parametrize(
    "profile", [SAID, Profile(ADA), replace(SAID, consent=Consent(True, NOW), willing=5)]
)
def test_a_profile_comes_back_as_it_was_said_after_a_restart(reopened: Reopened, profile: Profile):
    assert reopened().profiles.of(ADA) == Profile(ADA)
    saved = reopened().profiles.save(profile, NOW)
    assert reopened().profiles.of(ADA) == saved == replace(profile, returned=NOW)
    assert reopened().profiles.every() == (saved,)


def test_the_last_word_stands(cluster: Cluster):
    cluster.profiles.save(SAID, NOW)
    cluster.profiles.save(Profile(ADA, needs=("kapital",)), NOW)
    assert cluster.profiles.of(ADA).needs == ("kapital",)
    assert cluster.profiles.of(ADA).offers is None


def test_a_deleted_profile_keeps_nothing_but_the_no(reopened: Reopened):
    reopened().profiles.save(SAID, NOW)
    reopened().profiles.erase(ADA, NOW + DAY)
    kept = Profile(ADA, consent=Consent(False, NOW + DAY), deleted=NOW + DAY)
    assert reopened().profiles.of(ADA) == kept
    with reopened().engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM profiles")).all())
    assert "sensorer" not in rows
    assert BO not in rows


def test_who_makes_a_profile_anew_is_back(cluster: Cluster):
    cluster.profiles.erase(ADA, NOW)
    assert cluster.profiles.save(SAID, NOW + DAY).deleted is None


def test_coming_back_changes_nothing_that_was_said(cluster: Cluster):
    cluster.profiles.save(SAID, NOW)
    assert cluster.profiles.take_back(ADA, NOW + DAY) == replace(SAID, returned=NOW + DAY)
    assert cluster.profiles.of(ADA) == replace(SAID, returned=NOW + DAY)


def test_each_yes_stays_on_record_with_its_text_and_when_it_was_taken_back(cluster: Cluster):
    earlier = Consent(True, NOW, "0", "en")
    today = Consent(True, NOW + DAY, language="nb")
    for said in (earlier, earlier, today, today, Consent(False, NOW + 2 * DAY)):
        cluster.profiles.save(Profile(ADA, consent=said), said.at)
    with cluster.engine.connect() as connection:
        kept = connection.execute(select(consents).order_by(consents.c.id)).all()
    assert [(one.text_version, one.language, one.given_at, one.withdrawn_at) for one in kept] == [
        ("0", "en", NOW, NOW + 2 * DAY),
        ("1", "nb", NOW + DAY, NOW + 2 * DAY),
    ]
    assert not cluster.profiles.of(ADA).consent.given


def test_who_says_yes_again_after_a_no_has_both_on_record(cluster: Cluster):
    for said in (Consent(True, NOW), Consent(False, NOW + DAY), Consent(True, NOW + 2 * DAY)):
        cluster.profiles.save(Profile(ADA, consent=said), said.at)
    assert cluster.profiles.of(ADA).consent == Consent(True, NOW + 2 * DAY)
    with cluster.engine.connect() as connection:
        kept = connection.execute(select(consents).order_by(consents.c.id)).all()
    assert [(one.given_at, one.withdrawn_at) for one in kept] == [(NOW, NOW + DAY), (NOW + 2 * DAY, None)]


def test_what_says_nothing_of_consent_leaves_what_was_said(cluster: Cluster):
    cluster.profiles.save(Profile(ADA, consent=Consent(True, NOW)), NOW)
    cluster.profiles.save(Profile(ADA, needs=("kapital",)), NOW + DAY)
    assert cluster.profiles.of(ADA).consent == Consent(True, NOW)
