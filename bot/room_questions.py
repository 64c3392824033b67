"""Whether a message that is put to nobody asks the room something that the cluster's knowledge may answer. Pure.

Strict on purpose: who wants an answer in any case mentions the assistant. Not covered: irony, and a question without a
question mark.
"""

from __future__ import annotations

import re

from bot.wording import kind_of, words_of

_FEWEST, _MOST = 3, 60
_MOST_QUESTIONS = 2
# The name of a person or group, a quotation, or code: meant for somebody, said by somebody else, or no question.
_MEANT_OTHERWISE = re.compile(r"<[@!]|^\s*(?:>|&gt;)|`", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_GREETING = re.compile(
    r"^(?:(?:hei|heisann|hallo|god (?:morgen|dag|kveld)|hi|hello|hey|good (?:morning|afternoon))"
    r"(?: (?:alle(?: sammen)?|dere|folkens|all|everyone|everybody|team|there))?\b[\s,!.–-]*)?"
    r"(?:(?:et )?(?:kjapt |raskt )?spørsmål\s*[:,–-]\s*|(?:quick )?question\s*[:,–-]\s*)?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:"
    # Somebody in the room may know.
    r"(?:er det )?noen (?:her )?som (?:vet|husker|kjenner til|kan si|har oversikt)\b"
    r"|(?:vet|husker|veit) (?:noen|nokon|dere)\b"
    r"|(?:does |do )?any(?:one|body)(?: here)? (?:knows?|remembers?)\b"
    # The matter itself.
    r"|(?:hva|hvem|hvor|når|hvilken|hvilket|hvilke|hvordan|kva|kven|kvar|korleis|kor)\b"
    r"|(?:what|who|where|when|which|how)(?:'s|’s)?\b"
    r"|(?:kan|må|får|bør) (?:man|en|vi|jeg|eg|medlemmer|medlemmene)\b"
    r"|(?:finnes|fins|er|har) (?:det|vi|klyngen)\b"
    r"|(?:can|must|may|should|do|does|is|are|has|have) (?:i|we|one|members|there|the)\b"
    r")",
    re.IGNORECASE,
)
_TO_PEOPLE = re.compile(
    r"\b(?:du|deg|din|ditt|dine|you|your|yours"
    r"|syn(?:e)?s|tenker|mener|tror|føler|foretrekker|think|feel|prefer|opinions?|thoughts"
    r"|(?:blir|er|vil) (?:dere |noen )?med|har (?:lyst|tid)|(?:want|like) to|join(?:ing)?|coming|up for"
    r"|lunsj|lunch|kaffe|coffee|øl|beer|pizza)\b",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    r"(?:hvem bryr seg|who cares|who knew|hvem (?:hadde|skulle) (?:trodd|tro)|hva i (?:all verden|alle dager)"
    r"|what (?:the|on earth)\b|hvor (?:bra|kult|gøy|fint|rart|vanskelig|dumt|heldig) (?:er|kan|går)"
    r"|how (?:cool|great|amazing|hard|nice|weird|funny|lucky)\b|what(?:'s|’s| is) not to|hva er vitsen"
    r"|what(?:'s|’s| is) the point|hvor mange ganger|how many times|hvordan (?:går|har) det\b"
    r"|how (?:are|is) (?:it going|things|everyone)|what(?:'s|’s) up|hva skjer(?: a| da| \w+)?\?"
    r"|,? (?:ikke sant|eller hva|right|huh)\s*\?)",
    re.IGNORECASE,
)
_THANKS_AHEAD = re.compile(r"(?:på forhånd takk|takk på forhånd|thanks in advance)\b", re.IGNORECASE)


def asks_the_room(text: str) -> bool:
    """``text`` is Slack's markup."""
    if _MEANT_OTHERWISE.search(text):
        return False
    words = words_of(text)
    if not _FEWEST <= len(words.split()) <= _MOST:
        return False
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(words) if sentence.strip()]
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    return (
        0 < len(asked) <= _MOST_QUESTIONS and _ends_with_them(sentences) and all(map(_wants_to_know, asked))
    )


def _ends_with_them(sentences: list[str]) -> bool:
    """What goes on after its question tells something; thanks do not."""
    last = sentences[-1]
    return (
        last.endswith("?")
        or kind_of(last, has_files=False) == "thanks"
        or _THANKS_AHEAD.match(last) is not None
    )


def _wants_to_know(question: str) -> bool:
    bare = _GREETING.sub("", question, count=1)
    if len(bare.split()) < _FEWEST or _RHETORICAL.search(bare) or _TO_PEOPLE.search(bare):
        return False
    return _OPENING.match(bare) is not None
