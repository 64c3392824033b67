"""Which language a person is spoken to in: the one place that decides it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from bot.house import House
from bot.incoming import Incoming
from bot.people import People, Profile
from bot.ports import Preferences
from bot.replies.catalogue import Spoken, Texts, texts
from bot.wording import language_of, words_of
from knowledge.errors import DataFolderError
from knowledge.records import preferences as chosen

_log = logging.getLogger(__name__)
_LOCALES: dict[str, Spoken] = {"nb": "nb", "nn": "nb", "no": "nb", "en": "en"}


class Languages:
    """What goes to one person is in the language that they chose, else in that of their Slack (bokmål for nynorsk),
    else in the cluster's first. The answer to a question is in the language of the question."""

    def __init__(self, house: House, people: People, preferences: Preferences) -> None:
        self._house = house
        self._people = people
        self._preferences = preferences

    @property
    def shared(self) -> Texts:
        """What many read at once: the cluster's first language."""
        return texts(self._house.language)

    def of(self, user: str) -> Texts:
        """Buttons, forms, notices and letters; ``user`` is the chat system's id."""
        return self.of_profile(self._people.profile(user))

    def of_profile(self, profile: Profile) -> Texts:
        return texts(self._chosen(profile) or self._of_slack(profile))

    def answering(self, words: str, user: str) -> Texts:
        """The answer to ``words``; where they tell no language, as everything else that the person reads."""
        language = language_of(words)
        return texts(language) if language else self.of(user)

    def noticing(self, message: Incoming) -> Texts:
        """What is said of a message beside its answer: in the person's chosen language, else in that of the message."""
        profile = self._people.profile(message.user)
        words = words_of(message.text, message.bot_user)
        return texts(self._chosen(profile) or language_of(words) or self._of_slack(profile))

    def of_all(self) -> Callable[[str], Texts]:
        """The same by e-mail address (in lower case), for many people: Slack is asked for everyone at once."""
        there = self._people.by_email()

        def said_to(email: str) -> Texts:
            return self.of_profile(there.get(email, Profile("", email=email)))

        return said_to

    def _chosen(self, profile: Profile) -> chosen.Spoken:
        """A choice that cannot be read is none: what says that something failed must be said all the same."""
        try:
            return self._preferences.of(profile.email.lower()).language if profile.email else ""
        except DataFolderError as error:
            _log.warning("which language somebody chose is unknown: %s", error)
            return ""

    def _of_slack(self, profile: Profile) -> Spoken:
        return _LOCALES.get(re.split("[-_]", profile.locale.lower())[0], self._house.language)
