"""What people say in Slack, written by whichever version of the program is on the path: the command line takes it not.

Run as a file with the folder of the cluster. A version that keeps none of something yet is passed over.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from knowledge.records.database import open_database, sqlite_url

# A Wednesday at eleven.
AT = datetime(2026, 11, 25, 10, tzinfo=UTC)
RUNA, ODD = "runa@tjeld.example", "odd@sandvika.example"


def say_profile(engine: Engine) -> None:
    from knowledge.introductions.profile import Consent, Profile
    from knowledge.records.profiles import Profiles

    said = Profile(RUNA, offers=("bølgemålere",), willing=2, hidden=("place",), consent=Consent(True, AT))
    Profiles(engine).save(said, AT)


def begin_introduction(engine: Engine) -> None:
    from knowledge.introductions.events import Member
    from knowledge.introductions.introduction import Proposal
    from knowledge.introductions.policy import Policy
    from knowledge.records.introductions import Introductions

    introductions = Introductions(engine, ZoneInfo("Europe/Oslo"), lambda: "i1")
    wanted = Proposal(RUNA, RUNA, ODD, "Noen som kan anskaffelser", "Tjeld Data AS", "Sandvika kommune")
    introductions.draft(wanted, Member(RUNA), AT)
    introductions.begin("i1", Member(RUNA), Policy(), AT)


def note_gap(engine: Engine) -> None:
    from knowledge.gaps.gap import Gap, WayBack
    from knowledge.records.gaps import Gaps

    words = "Hvor er den hemmelige kaffen?"
    Gaps(engine).note(Gap("e1", AT, words, "nb", "abstained", WayBack("C1", "1", "U1")))


if __name__ == "__main__":
    database = open_database(sqlite_url(Path(sys.argv[1]) / ".klyngebot" / "klyngebot.db"))
    for say in (say_profile, begin_introduction, note_gap):
        with suppress(ImportError):
            say(database)
    database.dispose()
