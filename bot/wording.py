"""What a person's message says once Slack's markup is read, and what kind of message it is."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from bot.replies.catalogue import Spoken
from bot.requests import asks_to_meet
from knowledge.language import reply_language

Kind = Literal["question", "help", "thanks", "files", "code", "introduction"]

LONGEST_QUESTION = 4_000
_ENTITY = re.compile(r"<([^<>]*)>")
_LINK_ALONE = re.compile(r"<(https?://[^<>|\s]+)(?:\|[^<>]*)?>")
_SHORTCODE = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:(?:ok|okei|okay|super|supert|flott|perfekt|perfect|great|nice|bra)\W+)?"
    r"(?:tusen |mange |hjertelig |many )?(?:takk|thanks|thank you|thx|cheers)"
    r"(?: skal du ha| igjen| again| so much| very much| a lot"
    r"| for (?:hjelpen|hjelp|svaret|svar|info|det|that|the help|your help|the answer))?",
    re.IGNORECASE,
)
# A word that a talk may end on; it asks nothing.
_NOD = (
    r"(?:ok(?:ei|ay)?|k|greit|den er (?:grei|god)|supert?|flott|perfekt|topp|fint|bra|kult|konge|herlig|nydelig"
    r"|skjønner|forstår|forstått|mottatt|notert|jepp|great|perfect|nice|cool|awesome|excellent|got it|understood"
    r"|makes sense|sounds good|good|fine|noted|ha det(?: bra)?|hade|ha en (?:fin|god) (?:dag|kveld|helg)|bye|goodbye"
    r"|see you|have a (?:nice|good|great) (?:day|weekend|evening))"
)
_NODS = re.compile(rf"{_NOD}(?:\W+{_NOD})*", re.IGNORECASE)
# "Takk, det var til stor hjelp": what follows says no more than the thanks.
_USEFUL = re.compile(
    r"\W+(?:det|dette|that|this|it) (?:var|er|hjalp|hjelper|was|is|helped|helps)(?: \w+){0,5}", re.IGNORECASE
)
_ABOUT_ASSISTANT = re.compile(
    r"(?:hei\W+|hi\W+|hello\W+)?(?:hva (?:kan|gjør) du(?: (?:gjøre|hjelpe (?:meg|oss) med|for (?:meg|oss)|brukes til))*"
    r"|hvem er du|hvordan (?:virker|fungerer) du|hvordan bruker (?:jeg|vi) deg|hva er du"
    r"|what (?:can|do) you do(?: for (?:me|us))?|who are you|what are you|how do you work|how do (?:i|we) use you"
    r"|what can (?:i|we) ask(?: you)?|hva kan (?:jeg|vi) spørre(?: deg)? om)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_GREETINGS: Mapping[Spoken, re.Pattern[str]] = {
    "nb": re.compile(
        r"(?:hei(?:sann)?|hallo|halla|god (?:morgen|dag|kveld)|hjelp)(?: (?:der|klyngebot))?", re.I
    ),
    "en": re.compile(
        r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|help)(?: (?:there|klyngebot))?", re.I
    ),
}


def words_of(text: str, bot_user: str = "") -> str:
    """Slack's markup as plain words; the assistant's own name falls away, and so does pasted code."""
    named = re.compile(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>[,:]?") if bot_user else None
    without_code = _CODE.sub(" ", text)
    without_name = named.sub(" ", without_code) if named else without_code
    words = html.unescape(_ENTITY.sub(_entity_words, without_name))
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines()).strip()


def link_in(text: str) -> str:
    """The address of a page where a message is nothing but that; "" of every other message."""
    found = _LINK_ALONE.fullmatch(text.strip())
    return html.unescape(found.group(1)) if found else ""


def holds_code(text: str) -> bool:
    return "```" in text


def kind_of(words: str, has_files: bool, has_code: bool = False) -> Kind:
    """What a polite colleague would take the message for. ``has_code`` says that code fell away from its words."""
    if not words and (has_files or has_code):
        return "files" if has_files else "code"
    core = _core(words)
    if not core:
        return "thanks" if len(core) < len(words) and _has_emoji(words) else "help"
    if "?" not in _SHORTCODE.sub("", words) and _is_thanks(core):
        return "thanks"
    if greeted_in(words) != "neither" or _ABOUT_ASSISTANT.fullmatch(core):
        return "help"
    return "introduction" if asks_to_meet(words) else "question"


def _is_thanks(core: str) -> bool:
    thanks = _THANKS.match(core)
    rest = core[thanks.end() :] if thanks else core
    if thanks:
        return (
            not rest or _USEFUL.fullmatch(rest) is not None or _NODS.fullmatch(rest.strip(" ,.!")) is not None
        )
    return _NODS.fullmatch(core) is not None


def greeted_in(words: str) -> Spoken | Literal["neither"]:
    """The language of a message that is a greeting and no more: too short to tell by its letters."""
    core = _core(words)
    return next((spoken for spoken, greeting in _GREETINGS.items() if greeting.fullmatch(core)), "neither")


def language_of(words: str) -> Spoken | Literal[""]:
    """The language that a message tells; "" for one that is too short to tell any."""
    if (greeted := greeted_in(words)) != "neither":
        return greeted
    return reply_language(words) if len(_LETTERS.findall(words)) >= 2 else ""


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
