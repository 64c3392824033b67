"""What people say of themselves to the bot. It outranks what a register says of them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal, get_args

from knowledge.introductions.consent import Consent
from knowledge.rows import PersonRow

Hideable = Literal["role", "place", "languages", "topics", "offers", "needs"]
HIDEABLE: tuple[Hideable, ...] = get_args(Hideable)
MOST_WILLING = 5
_SAID: tuple[str, ...] = ("name", "organisation", "role", "place", "languages", "topics", "offers", "needs")


@dataclass(frozen=True, slots=True)
class Profile:
    """None is what was not said; ``()`` and ``""`` say that there is none, whatever a register has.

    ``willing`` is 0–5 introductions a month; ``paused_until`` the last day of a pause (a day that is past ends one of
    the register). ``hidden`` fields are neither shown nor quoted nor matched. ``not_with_*`` is secret. ``returned`` is
    when they last took a place again after a silence, ``deleted`` when they had their profile deleted.
    """

    email: str
    name: str | None = None
    organisation: str | None = None
    role: str | None = None
    place: str | None = None
    languages: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    offers: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    willing: int | None = None
    paused_until: date | None = None
    hidden: tuple[Hideable, ...] = ()
    not_with_people: tuple[str, ...] = ()
    not_with_organisations: tuple[str, ...] = ()
    consent: Consent | None = None
    returned: datetime | None = None
    deleted: datetime | None = None

    def __post_init__(self) -> None:
        if self.willing is not None and not 0 <= self.willing <= MOST_WILLING:
            raise ValueError(f"{self.willing} introductions a month; write a number from 0 to {MOST_WILLING}")

    @property
    def spoken(self) -> tuple[str, ...]:
        """What others may look for, a value each: the role, topics, offers and needs."""
        every = (*(self.topics or ()), *(self.offers or ()), *(self.needs or ()))
        return (self.role, *every) if self.role else every

    @property
    def stands_alone(self) -> bool:
        """Whether it tells of somebody by itself, and not only what a register is to leave out."""
        agreed = self.consent is not None and self.consent.given
        return self.deleted is None and (bool(self.name) or agreed)

    @property
    def unspoken(self) -> Profile:
        """Without what they say, which is for members: a no, a pause and what is hidden hold for everybody."""
        refused = self.consent if self.consent is not None and not self.consent.holds else None
        nothing: dict[str, Any] = dict.fromkeys(_SAID)
        return replace(self, **nothing, consent=refused)

    @classmethod
    def erased(cls, email: str, now: datetime) -> Profile:
        """All that is left of a deleted one: that they do not want to be introduced, also not by a register."""
        return cls(email, consent=Consent(False, now), deleted=now)


def overlaid(row: PersonRow, profile: Profile) -> PersonRow:
    """The row with what the person says instead, and without what they hide."""
    said: dict[str, Any] = {name: getattr(profile, name) for name in (*_SAID, "willing", "paused_until")}
    # A name may be left empty, and is no name then.
    said = {name: value for name, value in said.items() if value is not None and (value or name != "name")}
    if profile.consent is not None:
        said["consents"] = profile.consent.holds
    spoken = replace(row, **said, trust="self") if said else row
    return _without(spoken, profile.hidden) if profile.hidden else spoken


def row_of(profile: Profile) -> PersonRow:
    """Likewise of somebody who is in no register."""
    return overlaid(PersonRow(profile.name or profile.email, profile.email), profile)


def _without(row: PersonRow, hidden: tuple[Hideable, ...]) -> PersonRow:
    empty: dict[str, Any] = {one.name: one.default for one in fields(PersonRow) if one.name in hidden}
    return replace(row, **empty)
