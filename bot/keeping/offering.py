"""A coordinator offers something to be known: a file or a link in a message, or a thread. It is read, and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.audience import Room, readable_by_all
from bot.incoming import Incoming, SentFile
from bot.introductions.slack import Slack
from bot.keeping.downloads import Downloads, NotHad
from bot.keeping.drafts import Draft
from bot.ports import Keeper
from bot.pressed import Press
from bot.replies.catalogue import Texts
from bot.replies.intake import (
    found_message,
    not_had_message,
    preview_message,
    same_message,
    stays_message,
    unread_message,
)
from bot.replies.message import Message
from bot.use_cases.knowledge_changes import Looked, Offer, Stays, Unread
from bot.wording import link_in, words_of
from knowledge.models import Asker

# What came of a look: of what could not even be fetched there is only something to say.
Look = Looked | Unread | Stays | Message


class Offering:
    """Safe from several threads."""

    def __init__(
        self, keeper: Keeper, downloads: Downloads, slack: Slack, channel_of: Callable[[], str]
    ) -> None:
        """``channel_of`` names the channel where files are dropped, "" for none."""
        self._keeper = keeper
        self._downloads = downloads
        self._people = slack.people
        self._languages = slack.languages
        self._post = slack.post
        self._coordinators = slack.house.coordinators
        self._rule = slack.rule
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

    def offer(self, message: Incoming, room: Room, say: Callable[[Sequence[Message]], None]) -> None:
        """Says what was read of each file or of the link, with buttons to add it; then, below that, what is known of
        the same matter, as much as everyone in the room may read."""
        said, asker = self._languages.of(message.user), self._asker(message.user, message.team, room)
        looks = [self._fetched(file, said) for file in message.files] or [self._page(message)]
        say([look if isinstance(look, Message) else self._shown(look, said) for look in looks])
        for part, look in enumerate(looks):
            for found in self._found(look, asker, said):
                mark = f"{message.event_id}:found:{part}"
                self._post.into(message.channel, found, mark, message.thread.ts)

    def offer_alone(self, offer: Offer, press: Press) -> None:
        """The same of what somebody chose, in the direct conversation."""
        said, asker = (
            self._languages.of(press.user),
            self._asker(press.user, press.team, Room(is_direct=True)),
        )
        look = self._keeper.look(offer)
        letter = self._post.to_person(press.user, self._shown(look, said), press.id)
        for found in self._found(look, asker, said):
            self._post.into(letter.channel, found, f"{press.id}:found", letter.ts)

    def _page(self, message: Incoming) -> Look:
        return self._keeper.look_at_page(link_in(message.text))

    def _fetched(self, file: SentFile, said: Texts) -> Look:
        had = self._downloads.fetch(file)
        if isinstance(had, NotHad):
            return not_had_message(file.name, had.why, said)
        return self._keeper.look(Offer(file.name, had.content, file.link))

    def _found(self, look: Look, asker: Asker, said: Texts) -> Iterator[Message]:
        """Nothing where there is nothing to tell."""
        if isinstance(look, Looked) and not look.is_same:
            findings = self._keeper.compare(look, asker)
            if not findings.are_none:
                yield found_message(look.preview.title, findings, said)

    def _asker(self, user: str, team: str, room: Room) -> Asker:
        person = self._people.person(self._people.profile(user), team)
        return Asker(readable_by_all(room, person, self._rule), self._people.identity(user, team))

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
