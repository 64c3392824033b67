"""Registers read without those who were erased, whatever the files still say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.reader import Outcome, Read, Reader
from ingest.sources.listing import FoundFile
from knowledge.errors import NoText
from knowledge.models import Document, Doubt, Fields
from knowledge.privacy.identity import Identity
from knowledge.rows import MemberRow, PersonRow

IsErased = Callable[[str], bool]


class DiscreetReader(Reader):
    """``is_erased`` tells it of an e-mail address; ``lenders`` of a path whether a sister shares it, and of an address
    whether that person was erased there."""

    def __init__(
        self, is_erased: IsErased, lenders: Sequence[tuple[Callable[[str], bool], IsErased]] = ()
    ) -> None:
        super().__init__()
        self._is_erased = is_erased
        self._lenders = lenders

    def read_ahead(self, files: Sequence[FoundFile]) -> Iterator[tuple[FoundFile, Outcome]]:
        for file, outcome in super().read_ahead(files):
            yield file, self._discreet(file.path, outcome) if isinstance(outcome, Read) else outcome

    def _discreet(self, path: str, read: Read) -> Outcome:
        asked = [self._is_erased, *(erased for holds, erased in self._lenders if holds(path))]
        return _Discretion(lambda email: any(is_erased(email) for is_erased in asked)).out_of(read)


class _Discretion:
    """Of one file."""

    def __init__(self, is_erased: IsErased) -> None:
        self._is_erased = is_erased

    def out_of(self, read: Read) -> Outcome:
        gone = [identity for one in read.documents if (identity := self._erased(one))]
        if not gone:
            return read
        kept = [one for one in read.documents if not self._is_of_erased(one)]
        if not kept:
            return NoText("all that it says is of people who asked to be erased", "remove the file")
        warnings = [told for one in read.documents for told in one.warnings]
        warnings = [told for told in warnings if not any(identity.is_in(told) for identity in gone)]
        kept = [replace(self._without_contact(one), warnings=(), doubts=_unnamed(one, gone)) for one in kept]
        kept[0] = replace(kept[0], warnings=(*warnings, _left_out(len(gone))))
        return replace(read, documents=tuple(kept))

    def _erased(self, document: Document) -> Identity | None:
        """Who was erased and is named by this row; None where nobody is."""
        row = document.row
        if isinstance(row, PersonRow) and self._is_erased(row.email):
            return Identity(row.email.lower(), (row.name,))
        if isinstance(row, MemberRow) and self._is_erased(row.contact_email):
            return Identity(row.contact_email.lower(), (row.contact_name,))
        return None

    def _is_of_erased(self, document: Document) -> bool:
        return isinstance(document.row, PersonRow) and self._erased(document) is not None

    def _without_contact(self, document: Document) -> Document:
        """A member whose contact was erased stays a member; how to reach that contact goes."""
        identity, row = self._erased(document), document.row
        if identity is None or not isinstance(row, MemberRow):
            return document
        fields = [
            replace(block, pairs=_pairs(block, identity, row.phone))
            for block in document.blocks
            if isinstance(block, Fields)
        ]
        extra = tuple((name, identity.out_of(text)) for name, text in row.extra)
        left = replace(row, contact_name="", contact_email="", phone="", extra=extra)
        return replace(document, blocks=tuple(fields), row=left)


def _unnamed(document: Document, gone: Sequence[Identity]) -> tuple[Doubt, ...]:
    """Its doubts without those whose words name somebody who is gone."""
    return tuple(
        doubt for doubt in document.doubts if not any(identity.is_in(doubt.quote) for identity in gone)
    )


def _pairs(block: Fields, identity: Identity, phone: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Without the values that name the person, or are the phone beside them."""
    told = (
        (name, tuple(value for value in values if not identity.is_in(value) and value != phone))
        for name, values in block.pairs
    )
    return tuple((name, values) for name, values in told if values)


def _left_out(rows: int) -> str:
    many = "row names a person" if rows == 1 else "rows name people"
    return f"{rows} {many} who asked to be erased, and is read without them; take them out of the file too"
