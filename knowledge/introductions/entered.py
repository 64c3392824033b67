"""What somebody enters about themselves -> their profile: only what registers do not say already is kept as theirs, so
that what changes in a register comes through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import MOST_WILLING, Hideable, Profile, overlaid
from knowledge.rows import PersonRow

# A pause without an end.
FOREVER = date.max
USUALLY_WILLING = 1
_TEXTS = ("name", "organisation", "role", "place")
_LISTS = ("languages", "topics", "offers", "needs")


@dataclass(frozen=True, slots=True)
class Entered:
    """All fields of the form as they were sent. None is what the form did not ask for; ``language`` is the form's."""

    name: str
    organisation: str | None
    role: str
    place: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    willing: int
    consents: bool
    hidden: tuple[Hideable, ...] = ()
    not_with_people: tuple[str, ...] = ()
    not_with_organisations: tuple[str, ...] = ()
    language: str = ""


def said_by(entered: Entered, listed: PersonRow | None, before: Profile, now: datetime) -> Profile:
    """The profile after a form was sent; ``listed`` is what registers say, without the profile. A pause stays."""
    register = listed or PersonRow("", before.email)
    said: dict[str, Any] = {name: _own(name, entered, register) for name in (*_TEXTS, *_LISTS)}
    if entered.organisation is None:
        said["organisation"] = before.organisation
    usual = USUALLY_WILLING if register.willing is None else register.willing
    return replace(
        before,
        **said,
        willing=None if entered.willing == usual else entered.willing,
        hidden=entered.hidden,
        not_with_people=entered.not_with_people,
        not_with_organisations=entered.not_with_organisations,
        consent=_consent(entered, before, now),
    )


def paused(profile: Profile, until: date | None, listed: PersonRow | None, today: date) -> Profile:
    """``until`` is the last day of the pause, FOREVER for one without an end, None for none."""
    registered = listed.paused_until if listed else None
    if until is None and registered is not None and registered >= today:
        return replace(profile, paused_until=today - timedelta(days=1))
    return replace(profile, paused_until=None if until == registered else until)


def toggled(profile: Profile, field: Hideable) -> Profile:
    """Hides a field, or shows it again."""
    rest = tuple(one for one in profile.hidden if one != field)
    return replace(profile, hidden=rest if field in profile.hidden else (*rest, field))


def unhidden(listed: PersonRow | None, profile: Profile) -> PersonRow:
    """All that is known of somebody, for their own eyes."""
    row = listed or PersonRow(profile.name or "", profile.email)
    return overlaid(row, replace(profile, hidden=()))


def values_in(text: str) -> tuple[str, ...]:
    """Texts, one a line or divided by semicolons; each once."""
    pieces = (" ".join(piece.split()) for line in text.splitlines() for piece in line.split(";"))
    return tuple({piece.casefold(): piece for piece in pieces if piece}.values())


def willing_in(text: str) -> int:
    """Introductions a month, as chosen; the usual number for what is none."""
    return int(text) if text in map(str, range(MOST_WILLING + 1)) else USUALLY_WILLING


def _own(name: str, entered: Entered, register: PersonRow) -> Any:
    """None where a register says the same."""
    said, known = getattr(entered, name), getattr(register, name)
    same = (
        values_in("\n".join(known)) == said if isinstance(known, tuple) else " ".join(known.split()) == said
    )
    return None if same else said


def _consent(entered: Entered, before: Profile, now: datetime) -> Consent:
    """What was said before was said then; a yes to another text than today's is said anew."""
    known = before.consent if before.deleted is None else None
    if known is not None and known.given == entered.consents and not known.is_outdated:
        return known
    return Consent(entered.consents, now, language=entered.language)
