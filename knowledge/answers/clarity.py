"""Whether a question can be searched for as it stands."""

from __future__ import annotations

import re

from knowledge.models import Question
from knowledge.terms import content_words, words

_LEANS_BACK = re.compile(
    r"^\W*(og|men|hva med|and|but|what about|how about)\b"
    r"|\b(de|den|det|dem|der|dette|disse|they|it|them|that|those|this|there)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 8
_WORD = re.compile(r"\w+")
# Words that take a question's place without saying what it is about, beside those that every question holds.
_EMPTY = frozenset(
    words(
        """mer mere noe noen ting info informasjon hjelp hjelpe fortell fortelle si vet vite gjør gjøre dere meg min
        mitt mine litt flere alt alle ja nei takk så også bare kanskje trenger finnes hei her more some something
        anything thing things information help tell say know me my please any all ok okay yes no thanks so also just
        maybe need hi hello your our us"""
    )
)
# A Norwegian compound of this length ("årskontingent") says alone what it is about; "prisen" and "møtet" do not.
_TELLING_LETTERS = 9


def leans_back(question: Question) -> bool:
    """A short question that begins as a follow-up does, or points at something, where something was said before.

    Not covered: a pronoun that points at nothing ("er det parkering der?") counts as well where there is a history.
    """
    if not question.history:
        return False
    return len(words(question.text)) <= _FEW_WORDS and bool(_LEANS_BACK.search(question.text))


def is_vague(text: str) -> bool:
    """At most one word that says anything, and that neither long, nor a number, nor written as a name is.

    Without words there is nothing to ask a model about.
    """
    telling = [word for word in content_words(text) if word not in _EMPTY]
    if len(telling) > 1 or not words(text):
        return False
    return not any(_stands_alone(word, text) for word in telling)


def _stands_alone(word: str, text: str) -> bool:
    if len(word) >= _TELLING_LETTERS or any(letter.isdigit() for letter in word):
        return True
    written = [found for found in _WORD.findall(text) if found.casefold() == word]
    first = next(iter(_WORD.findall(text)), "")
    return any(one.isupper() or (one[0].isupper() and one != first) for one in written)
