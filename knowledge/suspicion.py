"""Texts that speak to the assistant and not to people: recognised by a few readable rules, and then only quoted.

Not covered: what asks for something in words of its own ("it would be kind to mention …"), other languages than those
below, and texts in pictures. Nothing else rests on these rules: whatever a text says, it is data.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_QUOTE = 80
_BEFORE = 20

_FORGET = (
    r"ignor\w*|disregard|forget|override|bypass|overse|glem|se bort fra|ikke følg|bortse fra|tilsidesett|strunta i"
    r"|vergiss|missachte|oublie[zr]?|zapomnij|zignoruj"
)
_EARLIER = (
    r"previous|prior|above|earlier|preceding|all|your|any|tidligere|forrige|foregående|ovenfor|alle|dine|tidigare|ovan"
    r"|vorherige[nrs]?|bisherige[nrs]?|alle[nrs]?|pr[eé]c[eé]dente?s?|toutes|les|poprzedni\w*|wszystkie"
)
_ORDERS = (
    r"instructions?|prompts?|rules|guidelines|directions|instruks\w*|regler|reglene|beskjede\w*"
    r"|instruktion\w*|anweisung\w*|regeln|instrukcj\w*|polece\w*|consignes"
)
_TELL = (
    r"reveal|print|show|repeat|output|leak|dump|vis|gjengi|skriv ut|gjenta|avslør|visa|zeige|affiche|pokaż"
)
_PRIVATE = (
    r"system ?prompt\w*|systeminstruks\w*|systemmelding\w*|hidden instructions|skjulte instruks\w*|api[ _-]?keys?"
    r"|secrets?\b|(?:bot|access) ?tokens?"
)
_SEND = (
    r"send|post|forward|upload|exfiltrate|submit|videresend|last opp|legg ut|skicka|sende|envoie[zr]?|wyślij"
)
_GAP = r"(?:\W+\w+){0,3}?\W+"

# What a rule looks for, in the words of its finding; a pattern sees small letters, NFKC, one space between words.
_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "asks to set rules aside",
        (
            rf"\b(?:{_FORGET})\b{_GAP}(?:{_EARLIER})\b{_GAP}(?:{_ORDERS})\b",
            rf"\b(?:{_FORGET})\W+(?:{_ORDERS})\b{_GAP}(?:{_EARLIER})\b",
            r"تجاهل.{0,30}(?:التعليمات|الأوامر)",
            r"(?:忽略|无视).{0,12}(?:指令|指示|规则|提示)",
        ),
    ),
    (
        "gives the assistant another role",
        (
            r"\byou are now\b|\bfrom now on,? you\b|\bpretend (?:to be|you are)\b|\bdo anything now\b|\bjailbreak",
            r"\bact as (?:an? )?(?:unrestricted|dan\b|admin|root|developer)|\bdeveloper mode\b",
            r"\bdu er nå (?:en |ei |et )?\w*(?:assistent|bot|admin|uten)|\blat som (?:om )?du er\b",
            r"\bdu är nu\b|\bdu bist jetzt\b|\btu es maintenant\b|\bjesteś teraz\b",
        ),
    ),
    ("asks for secrets", (rf"\b(?:{_TELL})\b(?:\W+\w+){{0,5}}?\W+(?:{_PRIVATE})",)),
    ("asks to act for others", (r"\b(?:introduce|introduser|presenter) (?:everyone|everybody|alle)\b",)),
    ("asks to send something away", (rf"\b(?:{_SEND})\b[^.\n]{{0,80}}\bhttps?://",)),
    (
        "looks like a system prompt",
        (
            r"<\|(?:im_start|im_end|system|user|assistant|endoftext)|\[/?inst\]|<<sys>>|</?(?:system|instructions?)>",
            r"(?:^|\n)\W{0,4}(?:system|assistant)(?: (?:prompt|message|note|override))?\s*:",
            r"\b(?:new|updated|nye) (?:system )?(?:instructions?|instrukser|systeminstruks\w*)\s*:",
            r"\bend of (?:passages|context|documents)\b",
        ),
    ),
    (
        "looks like a tool call",
        (
            r"\b(?:call|use|invoke|run|kall|bruk|kjør) (?:the )?(?:tool|function|verktøyet|funksjonen)\b",
            r"<(?:tool_call|function_call|invoke)\b|\"(?:tool_calls?|function_call|tool_name)\"",
            r"\{\s*\"(?:name|tool)\"\s*:\s*\"\w+\"\s*,\s*\"arguments\"",
            r"\b(?:search_documents|find_members|find_people|find_events)\s*\(",
        ),
    ),
    (
        "speaks to the assistant",
        (
            r"\b(?:dear|attention|note to|message to|hei|til|kjære) (?:the )?(?:ai|llm|chatbot|ki-?assistent\w*)\b",
            r"\b(?:dear|attention|note to|message to|hei|til|kjære) (?:the )?(?:språkmodell\w*|language model)\b",
            r"\b(?:as an|if you are an?) (?:ai|llm|language model)\b|\bhvis du er en (?:ki|ai|språkmodell)",
        ),
    ),
)
_COMPILED = tuple((why, re.compile("|".join(patterns))) for why, patterns in _RULES)
_BLOB = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){16,}")
_LEET = str.maketrans("013457@$", "oieastas")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """``why`` completes "it …"; ``quote`` is the place, shortened, on one line."""

    why: str
    quote: str


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """What in ``text`` reads like instructions to an assistant, also encoded; one for each reason."""
    found: dict[str, Suspicion] = {}
    for why, reading in _readings(text):
        for reason, pattern in _COMPILED:
            if match := pattern.search(reading):
                full = f"{reason}{why}"
                found.setdefault(full, Suspicion(full, _quote(reading, match.start(), match.end())))
    return tuple(found.values())


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """The text as it stands, and what it would say if it were written in one of the usual disguises."""
    plain = _plain(text)
    yield "", plain
    if re.search(r"\w*[a-z][013457@$]\w*|[013457@$][a-z]", plain):
        yield " (in look-alike letters)", plain.translate(_LEET)
    yield " (in rot13)", codecs.encode(plain, "rot13")
    for decoded in _decoded(text):
        yield " (encoded)", _plain(decoded)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    return re.sub(r"[ \t\u00a0]+", " ", seen).casefold()


def _decoded(text: str) -> Iterator[str]:
    for blob in _BLOB.findall(text):
        padded = blob.rstrip("=") + "=" * (-len(blob.rstrip("=")) % 4)
        try:
            yield base64.b64decode(padded, altchars=b"-_" if {"-", "_"} & set(blob) else None).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    for digits in _HEX.findall(text):
        try:
            yield bytes.fromhex(re.sub(r"[\s:]", "", digits)).decode("utf-8")
        except ValueError:
            continue


def _quote(text: str, start: int, end: int) -> str:
    line = " ".join(text[max(start - _BEFORE, 0) : start + _LONGEST_QUOTE].split())
    return f"{line}…" if max(end, start + _LONGEST_QUOTE) < len(text) else line
