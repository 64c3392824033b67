"""Who may see what: the one rule that search, answers, citations and replies all ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.curated.answer import SHELF
from knowledge.errors import ConfigurationError
from knowledge.holdings.holding import ADDED, Holding
from knowledge.homes import Homes, readers_of
from knowledge.models import MEMBERS, PUBLIC, Asker
from knowledge.settings import ClusterSettings


@dataclass(frozen=True, slots=True)
class Person:
    """What a chat system knows of somebody. Everything unknown keeps its narrowest value."""

    email: str = ""
    is_guest: bool = True
    is_stranger: bool = True
    usergroups: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Named:
    """What one state of cluster.toml says of audiences."""

    settings: ClusterSettings
    homes: Homes
    names: frozenset[str]

    @classmethod
    def by(cls, settings: ClusterSettings) -> _Named:
        return cls(settings, Homes(readers_of(settings)), frozenset({PUBLIC, MEMBERS, *settings.audiences}))


NOTHING_HELD: Mapping[str, Holding] = {}


class AudienceRule:
    """Turns a person or the name of an audience into the audiences that they may read."""

    def __init__(
        self,
        settings: Callable[[], ClusterSettings],
        home_of: Callable[[str], str] = str,
        held: Callable[[], Mapping[str, Holding]] = lambda: NOTHING_HELD,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``settings`` are those of now, the same object while they stay the same. ``home_of`` names the source that
        lists a web page, and leaves everything else as it is. ``held`` is what coordinators keep, by source, as it is
        now."""
        self._settings = settings
        self._named = _Named.by(settings())
        self._home_of = home_of
        self._held = held
        self._today = today

    @property
    def names(self) -> frozenset[str]:
        return self._now().names

    @property
    def slack_usergroups(self) -> frozenset[str]:
        return frozenset(a.slack_usergroup for a in self._now().settings.audiences.values()) - {""}

    @property
    def slack_channels(self) -> frozenset[str]:
        return frozenset(a.slack_channel for a in self._now().settings.audiences.values()) - {""}

    @property
    def takes_all_for_members(self) -> bool:
        """Whether everybody of the own workspace is a member: [audiences.members] names nobody in particular."""
        return MEMBERS not in self._now().settings.audiences

    def _now(self) -> _Named:
        settings = self._settings()
        if (named := self._named).settings is not settings:
            named = self._named = _Named.by(settings)
        return named

    def for_person(self, person: Person) -> frozenset[str]:
        """Guests and people of other organisations read what is public, whatever lists name them. Coordinators and
        whoever is in any audience are members too, and so is everybody else unless [audiences.members] says who is."""
        if person.is_guest or person.is_stranger:
            return frozenset({PUBLIC})
        email = person.email.strip().lower()
        named = {
            name
            for name, audience in self._now().settings.audiences.items()
            if name != PUBLIC
            and (
                (email and email in audience.members)
                or audience.slack_usergroup in person.usergroups
                or audience.slack_channel in person.channels
            )
        }
        is_member = self.takes_all_for_members or named or email in self._now().settings.cluster.coordinators
        return frozenset({PUBLIC, MEMBERS, *named} if is_member else {PUBLIC})

    def allows(self, source: str, audiences: frozenset[str]) -> bool:
        """Whether these audiences may read a source (a path, with ``#…`` or without) now."""
        return self.readable_by(audiences)(source)

    def readable_by(self, audiences: frozenset[str]) -> Callable[[str], bool]:
        """The same for many sources of one moment: by cluster.toml, and by what coordinators have withdrawn, let
        expire, or added for others.

        What was indexed under an audience that has been narrowed since is hidden at once, before the next sync.
        """
        named, held, today = self._now(), self._held(), self._today()
        return lambda source: self._audience_of(source, named, held, today) in audiences

    def named_to(self, audiences: frozenset[str]) -> Callable[[str], bool]:
        """Whether somebody of these audiences may be told that there is such a source, and what it is called: who may
        read it, or could before it was withdrawn or expired."""
        named, held = self._now(), self._held()
        return lambda source: self._audience_kept_for(source, named, held) in audiences

    def tellable_to(self, audiences: frozenset[str]) -> Callable[[str], bool]:
        """Whether what was told from a source once may be told them again. Answers of coordinators lie in no source:
        who changes one takes away what was told from it."""
        may_read = self.readable_by(audiences)
        return lambda source: _file(source) == SHELF or may_read(source)

    def audience_named_for(self, source: str) -> str:
        """The audience that cluster.toml names for a source; '' where it lies in none."""
        return self._now().homes.audience_of(source)

    def _audience_of(self, source: str, named: _Named, held: Mapping[str, Holding], today: date) -> str:
        """Who may read it; '' stands for nobody."""
        listed_at = self._home_of(source)
        own = [held[name] for name in dict.fromkeys((_file(source), _file(listed_at))) if name in held]
        if any(one.standing(today) != "held" for one in own):
            return ""
        return self._audience_kept_for(source, named, held)

    def _audience_kept_for(self, source: str, named: _Named, held: Mapping[str, Holding]) -> str:
        """Likewise, whether answers come from it now or not."""
        listed_at = self._home_of(source)
        own = [held[name] for name in dict.fromkeys((_file(source), _file(listed_at))) if name in held]
        added = next((one.audience for one in own if one.is_added), "")
        if added or source.startswith(ADDED):
            return added if added in named.names else ""
        return named.homes.audience_of(listed_at)

    def asker_with_email(self, email: str) -> Asker:
        """A member of the cluster, as named by the operator of the command line."""
        if "@" not in email:
            raise ConfigurationError(f"'{email}' is not an e-mail address; write --as name@example.org.")
        person = Person(email=email, is_guest=False, is_stranger=False)
        return Asker(self.for_person(person) | {MEMBERS}, email.strip().lower())

    def asker_in_audience(self, name: str) -> Asker:
        """A person of that audience; for 'public', somebody who may read only that."""
        if name not in self.names:
            raise ConfigurationError(
                f"there is no audience '{name}'; use one of: {', '.join(sorted(self.names))}."
            )
        return Asker(frozenset({PUBLIC}) if name == PUBLIC else frozenset({PUBLIC, MEMBERS, name}))


def _file(source: str) -> str:
    return source.partition("#")[0]


def shared_by(audiences: Iterable[frozenset[str]]) -> frozenset[str]:
    """What everyone who can read a reply may know; only what is public where nobody is known."""
    groups = list(audiences)
    return frozenset.intersection(*groups) if groups else frozenset({PUBLIC})
