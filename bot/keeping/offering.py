"""A coordinator offers something to be known: a file or a link in a message, or a thread. It is read, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.audience import Room, readable_by_all
from bot.house import House
from bot.incoming import Incoming, SentFile
from bot.keeping.downloads import Downloads, NotHad
from bot.keeping.drafts import Draft
from bot.languages import Languages
from bot.people import People
from bot.ports import Keeper
from bot.pressed import Press
from bot.replies.catalogue import Texts
from bot.replies.intake import not_had_message, preview_message, same_message, stays_message, unread_message
from bot.replies.message import Message
from bot.use_cases.knowledge_changes import Looked, Offer, Stays, Unread
from bot.wording import link_in, words_of
from knowledge.audiences import AudienceRule
from knowledge.models import Asker


class Offering:
    """Safe from several threads."""

    def __init__(
        self,
        keeper: Keeper,
        downloads: Downloads,
        people: People,
        languages: Languages,
        house: House,
        rule: AudienceRule,
        channel_of: Callable[[], str],
    ) -> None:
        """``channel_of`` names the channel where files are dropped, "" for none."""
        self._keeper = keeper
        self._downloads = downloads
        self._people = people
        self._languages = languages
        self._coordinators = house.coordinators
        self._rule = rule
        self._channel_of = channel_of

    def takes(self, message: Incoming) -> bool:
        """Whether it offers something: a coordinator sends files, or nothing but a link, to the assistant alone or in
        the channel for it."""
        if not message.files and not link_in(message.text):
            return False
        if "?" in words_of(message.text, message.bot_user):
            return False
        is_place = message.is_direct or message.channel == self._channel_of()
        return is_place and self._people.identity(message.user, message.team) in self._coordinators

    def is_place(self, channel: str) -> bool:
        """Whether files that are dropped there are offered."""
        return channel != "" and channel == self._channel_of()

    def previews(self, message: Incoming, room: Room) -> Iterator[Message]:
        """What was read of each file or of the link, with buttons to add it; of what is known beside, as much as
        everyone in the room may read."""
        said, asker = self._languages.of(message.user), self._asker(message.user, message.team, room)
        if message.files:
            for file in message.files:
                yield self._of_file(file, asker, said)
        else:
            yield self._shown(self._keeper.look_at_page(link_in(message.text), asker), said)

    def of_offer(self, offer: Offer, press: Press) -> Message:
        """The same of what somebody chose, for their eyes alone."""
        asker = self._asker(press.user, press.team, Room(is_direct=True))
        return self._shown(self._keeper.look(offer, asker), self._languages.of(press.user))

    def _asker(self, user: str, team: str, room: Room) -> Asker:
        person = self._people.person(self._people.profile(user), team)
        return Asker(readable_by_all(room, person, self._rule), self._people.identity(user, team))

    def _of_file(self, file: SentFile, asker: Asker, said: Texts) -> Message:
        had = self._downloads.fetch(file)
        if isinstance(had, NotHad):
            return not_had_message(file.name, had.why, said)
        return self._shown(self._keeper.look(Offer(file.name, had.content, file.link), asker), said)

    def _shown(self, looked: Looked | Unread | Stays, said: Texts) -> Message:
        match looked:
            case Unread():
                return unread_message(looked, said)
            case Stays(holding):
                return stays_message(holding.source, said)
            case Looked() if looked.is_same:
                self._keeper.let_go(looked.taken)
                return same_message(looked, said)
            case Looked():
                carried = Draft.of(looked.taken, looked.preview.title).to_json()
                return preview_message(looked, carried, said)
