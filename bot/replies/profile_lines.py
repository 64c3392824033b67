"""What the cluster knows of a person, for that person alone: each field, where it is from, and if others see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.language_names import language_name
from bot.replies.sources import day
from knowledge.directory.directory import Person
from knowledge.introductions.entered import FOREVER
from knowledge.introductions.profile import Hideable, Profile
from knowledge.rows import PersonRow

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """``row`` is all that is known, hidden or not; ``listed`` is what registers alone say, None where nothing.
    ``is_benched`` is whether they are left alone because they left questions without an answer."""

    row: PersonRow
    profile: Profile
    listed: Person | None
    is_benched: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is more than that they want no introductions."""
        return self.profile.deleted is None and (self.listed is not None or self.profile.stands_alone)


def labels(said: Texts) -> Mapping[Hideable, str]:
    """Of what can be hidden, in the order in which it is shown."""
    return {
        "role": said("Role"),
        "place": said("Place"),
        "languages": said("Languages"),
        "offers": said("Can help with"),
        "needs": said("Looks for"),
        "topics": said("Interested in"),
    }


def profile_lines(own: OwnProfile, said: Texts) -> Iterator[str]:
    """A line a field, and a last one that says where they are from."""
    hidden, origins = own.profile.hidden, dict[str, list[str]]()
    is_hidden = said("hidden from others")
    for name, (label, value) in _fields(own.row, said).items():
        note = f" _({is_hidden})_" if name in hidden else ""
        if value or note:
            yield f"*{label}:* {shown(value or '–', _LONGEST)}{note}"
        if value:
            origins.setdefault(_origin(name, own, said), []).append(label)
    if origins:
        yield _origins(origins, said)


def registers_of(listed: Person) -> tuple[str, ...]:
    """The files in which somebody stands, ready for a message."""
    names = (told.source.partition("#")[0] for told in listed.told.values())
    return tuple(shown(name, _LONGEST) for name in dict.fromkeys(names))


def standing_line(own: OwnProfile, today: date, said: Texts) -> str:
    """Whether and how often they are introduced."""
    row = own.row
    if own.profile.consent is not None and own.profile.consent.is_outdated:
        return outdated_line(said)
    if not row.consents:
        return said("You have not agreed to be introduced, so I ask you nothing.")
    if own.is_benched:
        return said("You had much to do, so I ask you nothing until you are back.")
    if row.paused_until == FOREVER:
        return said("Introductions are paused until you come back.")
    if row.paused_until and row.paused_until >= today:
        return said("Introductions are paused until {day}.", day=day(row.paused_until, said))
    if row.willing == 0:
        return said("You are willing to meet nobody just now.")
    return said("You are willing to meet up to {count} people a month.", count=row.willing or 1)


def outdated_line(said: Texts) -> str:
    """To somebody who said yes to another text than that of today."""
    return said(
        "You have agreed to be introduced, but what I ask you has been worded anew since. Please look at your profile "
        "and say yes again if you still want it; until then I introduce you to nobody."
    )


def secret_line(profile: Profile, said: Texts) -> str:
    """Only how many: the page may be open while somebody looks over their shoulder."""
    count = len(profile.not_with_people) + len(profile.not_with_organisations)
    return said("Whom you would rather not meet: {count}. Only you know.", count=count) if count else ""


def _origin(name: str, own: OwnProfile, said: Texts) -> str:
    source = own.listed.told.get(name) if own.listed else None
    if getattr(own.profile, name) is not None or source is None:
        return said("from you")
    return said("from {source}", source=shown(source.source.partition("#")[0], _LONGEST))


def _fields(row: PersonRow, said: Texts) -> Mapping[str, tuple[str, str]]:
    """Label and value of each, as the reader reads them."""
    languages = "; ".join(language_name(one, said) for one in row.languages)
    fields = {"name": (said("Name"), row.name), "organisation": (said("Organisation"), row.organisation)}
    for name, label in labels(said).items():
        held = getattr(row, name)
        value = "; ".join(held) if isinstance(held, tuple) else held
        fields[name] = (label, languages if name == "languages" else value)
    return fields


def _origins(origins: Mapping[str, Sequence[str]], said: Texts) -> str:
    if len(origins) == 1:
        told = said("All of it is {origin}.", origin=next(iter(origins)))
        return f"_{told}_"
    each = (f"{', '.join(fields)} {origin}" for origin, fields in origins.items())
    return f"_{'; '.join(each)}._"
