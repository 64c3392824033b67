"""Bytes -> text, in the encodings that office files come in.

UTF-8 is tried first because hardly any other text passes as UTF-8; what does not is cp1252 (which holds Latin-1).
A statistical guess is no help: charset-normalizer reads four of five short Norwegian cp1252 texts as cp1250.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from knowledge.errors import EmptyFile, WrongFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "an Office file or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
# Names that web pages and programs give to what is really cp1252.
_CP1252_NAMES = {"ascii", "iso8859-1", "cp1252", "iso8859-15"}
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028]")
_PAGE_ENDS = re.compile(r"[\f\u2029]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]+")
_HIDING = re.compile(rf"(?<=\w)(?:{_INVISIBLE.pattern})(?=\w)|[\U000e0020-\U000e007e]{{2}}")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# Halves of characters come from damaged files, and no database stores them.
_REPLACED = {0x00AD: None, **_LIGATURES, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}
HIDING = "invisible characters that hid or split words were removed"
_MOST_CONTROLS = 0.01
_FALL_BACK = "klyngebot-cp1252"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text in NFC with ``\\n`` line ends; ``warnings`` say what was doubtful, a sentence each."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, declared: str = "") -> DecodedText:
    """The text of a file; ``declared`` is the encoding that the file names itself, used when it is not UTF-8.

    Raises EmptyFile when nothing but white space is in it, WrongFormat when it is not text.
    """
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise WrongFormat(f"its content is {what}, not text")
    raw, warnings = _decoded(content, declared)
    cleaned = clean(raw)
    if not cleaned.text.strip():
        raise EmptyFile()
    return DecodedText(cleaned.text, warnings + cleaned.warnings)


def clean(text: str) -> DecodedText:
    """NFC, one kind of line end and space, no soft hyphens or ligatures, no characters that nobody sees."""
    hidden = bool(_HIDING.search(text))
    for pattern, replacement in (
        (_LINE_ENDS, "\n"),
        (_PAGE_ENDS, "\n\n"),
        (_SPACES, " "),
        (_INVISIBLE, ""),
        (_CONTROLS, ""),
    ):
        text = pattern.sub(replacement, text)
    text = unicodedata.normalize("NFC", text.translate(_REPLACED))
    return DecodedText(text, (HIDING,) if hidden else ())


def _decoded(content: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace")), ()
    if b"\0" in content:
        return _without_mark(content), ()
    try:
        return _checked(content.decode("utf-8")), ()
    except UnicodeDecodeError:
        return _not_quite_utf8(content, declared)


def _without_mark(content: bytes) -> str:
    """UTF-16 without a mark: in texts of our alphabets nearly every second byte is zero."""
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs, lows = content[high::2], content[low::2]
        if highs.count(0) > 0.7 * len(highs) and lows.count(0) <= 0.02 * len(lows):
            return _checked(content[: len(content) // 2 * 2].decode(encoding, "replace"))
    raise WrongFormat("its content is not text")


def _not_quite_utf8(content: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """cp1252 or what the file declares; or UTF-8 into which something else was pasted."""
    mended = content.decode("utf-8", "replace")
    doubtful = mended.count("\ufffd")
    if sum(not char.isascii() for char in mended) - doubtful > doubtful:
        return _checked(content.decode("utf-8", _FALL_BACK)), (
            "the text mixes two encodings; look at æ, ø and å",
        )
    known = _known(declared)
    if known and known != "utf-8":
        return _checked(content.decode(known, "replace")), ()
    try:
        return _checked(content.decode("cp1252")), ()
    except UnicodeDecodeError:
        return _checked(content.decode("latin-1")), ()


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared else ""
        "".encode(name or "utf-8")
    except (LookupError, ValueError):
        return ""
    return "" if name in _CP1252_NAMES else name


def _checked(text: str) -> str:
    """The same text; raises WrongFormat when it holds more control characters than any text does."""
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text) + 1:
        raise WrongFormat("its content is not text")
    return text


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FALL_BACK, _as_cp1252)
