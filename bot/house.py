"""What the assistant says about its own house: the cluster's name, whom to ask, which language to fall back on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.incoming import Incoming
from bot.replies.catalogue import Texts, texts
from bot.wording import greeted_in, words_of
from knowledge.directory.directory import Person
from knowledge.language import reply_language
from knowledge.matching.wishes import spoken

_SCANDINAVIAN = {"nb", "nn", "no", "da", "sv"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class House:
    """``coordinators`` are e-mail addresses; ``language`` is nb or en."""

    cluster: str
    coordinators: tuple[str, ...] = ()
    language: str = "nb"

    def texts_for(self, message: Incoming, locale: str = "") -> Texts:
        """The texts in the language of the message; for one without words, in that of the person or the cluster."""
        return self.texts_in(words_of(message.text, message.bot_user), locale)

    def texts_of(self, person: Person, locale: str = "") -> Texts:
        """The texts in a language that somebody says they speak."""
        languages = spoken(person)
        language = "nb" if languages & _SCANDINAVIAN else "en"
        return texts(language) if languages else texts(locale or self.language)

    def texts_in(self, words: str, locale: str = "") -> Texts:
        """The same for a message that is plain words already."""
        if (greeted := greeted_in(words)) != "neither":
            return texts(greeted)
        if len(_LETTERS.findall(words)) >= 2:
            return texts(reply_language(words))
        return texts(locale or self.language)
