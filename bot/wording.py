"""What a person's message says once Slack's markup is read, and what kind of message it is."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from bot.requests import asks_to_meet

Kind = Literal["question", "help", "thanks", "files", "introduction"]
Spoken = Literal["nb", "en"]

LONGEST_QUESTION = 4_000
_ENTITY = re.compile(r"<([^<>]*)>")
_SHORTCODE = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:(?:ok|okei|okay|super|supert|flott|perfekt|perfect|great|nice|bra)\W+)?"
    r"(?:tusen |mange |hjertelig |many )?(?:takk|thanks|thank you|thx|cheers)"
    r"(?: skal du ha| igjen| again| so much| very much| a lot"
    r"| for (?:hjelpen|hjelp|svaret|svar|info|det|that|the help|your help|the answer))?",
    re.IGNORECASE,
)
_GREETINGS: Mapping[Spoken, re.Pattern[str]] = {
    "nb": re.compile(
        r"(?:hei(?:sann)?|hallo|halla|god (?:morgen|dag|kveld)|hjelp)(?: (?:der|klyngebot))?", re.I
    ),
    "en": re.compile(
        r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|help)(?: (?:there|klyngebot))?", re.I
    ),
}


def words_of(text: str, bot_user: str = "") -> str:
    """Slack's markup as plain words; the assistant's own name falls away."""
    named = re.compile(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>[,:]?") if bot_user else None
    without_name = named.sub(" ", text) if named else text
    words = html.unescape(_ENTITY.sub(_entity_words, without_name))
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines()).strip()


def kind_of(words: str, has_files: bool) -> Kind:
    """What a polite colleague would take the message for."""
    if not words and has_files:
        return "files"
    core = _core(words)
    if not core:
        return "thanks" if len(core) < len(words) and _has_emoji(words) else "help"
    if _THANKS.fullmatch(core) and "?" not in _SHORTCODE.sub("", words):
        return "thanks"
    if greeted_in(words) != "neither":
        return "help"
    return "introduction" if asks_to_meet(words) else "question"


def greeted_in(words: str) -> Spoken | Literal["neither"]:
    """The language of a message that is a greeting and no more: too short to tell by its letters."""
    core = _core(words)
    return next((spoken for spoken, greeting in _GREETINGS.items() if greeting.fullmatch(core)), "neither")


def addresses_another(text: str, bot_user: str) -> bool:
    """Whether the message opens with the name of another person or group: "<@U2>, …" or "Hei <@U2> …"."""
    opening = re.match(r"\W{0,3}?(?:\w{2,6}[\s,!]+)?<(@|!)([^>|]+)", text.strip())
    return opening is not None and opening.group(1) + opening.group(2) != f"@{bot_user}"


def names_assistant(text: str, bot_user: str) -> bool:
    return re.search(rf"<@{re.escape(bot_user)}[|>]", text) is not None


def shortened(words: str) -> str:
    """The first 4,000 characters, up to a sentence's or at least a word's end; all of it where it is shorter."""
    if len(words) <= LONGEST_QUESTION:
        return words
    head = words[:LONGEST_QUESTION]
    ends = [match.end() for match in re.finditer(r"[.!?]\s|\n", head)]
    if ends and ends[-1] > LONGEST_QUESTION // 2:
        return head[: ends[-1]].rstrip()
    return head.rsplit(None, 1)[0]


def _entity_words(match: re.Match[str]) -> str:
    target, _, label = match.group(1).partition("|")
    if target.startswith("@"):
        return f"@{label}" if label else ""
    if target.startswith("#"):
        return f"#{label}" if label else ""
    if target.startswith("!"):
        return label
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def _core(words: str) -> str:
    """Without emoji, and without punctuation at both ends."""
    bare = _SHORTCODE.sub("", words)
    return "".join(letter for letter in bare if not _is_emoji(letter)).strip(" \t\n!.,?…:;()-")


def _is_emoji(letter: str) -> bool:
    return unicodedata.category(letter) in {"So", "Sk", "Cf", "Mn"} and not letter.isascii()


def _has_emoji(words: str) -> bool:
    return _SHORTCODE.search(words) is not None or any(_is_emoji(letter) for letter in words)
