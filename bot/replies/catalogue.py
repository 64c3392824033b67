"""The texts that people read: English in the code, translations in ``locale/*.po``."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).with_name("locale")
Spoken = Literal["nb", "en"]
_SCANDINAVIAN = {"nb", "nn", "no", "da", "sv", "fo", "is"}


class Texts:
    """The texts of one language: ``texts("{n} documents", n=3)``. ``language`` is nb or en."""

    def __init__(self, language: Spoken, translations: NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, **values: object) -> str:
        """``message`` in this language, its braces filled; English where a translation is missing."""
        said = self._translations.gettext(message)
        return said.format(**values) if values else said


def texts(language: str) -> Texts:
    """The texts for ``language``, a code or locale such as nb, nn-NO or en_GB."""
    spoken: Spoken = "nb" if language.lower().replace("_", "-").split("-")[0] in _SCANDINAVIAN else "en"
    return _texts(spoken)


@cache
def _texts(language: Spoken) -> Texts:
    file = FOLDER / f"{language}.po"
    if not file.exists():
        return Texts(language, NullTranslations())
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Texts(language, GNUTranslations(compiled))
