"""What languages are called, in the reader's language (by Unicode's CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.replies.catalogue import Texts


def language_name(value: str, said: Texts) -> str:
    """'serbisk' -> 'Serbian' for an English reader; as it stands where it names no language, or is in theirs."""
    names = Locale(said.language).languages
    code = _codes().get(value.strip().casefold(), "")
    if not code or value.strip().casefold() in _names_in(said.language):
        return value
    return str(names.get(code, value))


@cache
def _codes() -> Mapping[str, str]:
    """Also bokmål, nynorsk and the codes themselves."""
    named = {
        name.casefold(): code
        for locale in ("en", "nn", "nb")
        for code, name in Locale(locale).languages.items()
        if "_" not in code
    }
    return {code: code for code in named.values()} | named | {"bokmål": "nb", "nynorsk": "nn"}


@cache
def _names_in(language: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in Locale(language).languages.values())
