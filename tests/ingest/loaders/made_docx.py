"""Word files made for a test, also with what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = f'{_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTE_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def empty() -> Any:
    word = docx.Document()
    word.core_properties.title = ""
    return word


def saved(word: Any) -> bytes:
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def add_xml(word: Any, inner: str) -> None:
    """Adds the elements of ``inner``, in which ``w:`` is bound, at the end of the body."""
    for element in parse_xml(f"<w:body {_NAMESPACES}>{inner}</w:body>"):
        word.element.body.sectPr.addprevious(element)


def with_footnote(content: bytes, number: str, text: str) -> bytes:
    """The same file with one footnote added; the body must refer to it by ``number``."""
    words = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    note = f'<w:footnotes {_W}><w:footnote w:id="{number}">{words}</w:footnote></w:footnotes>'
    relation = f'<Relationship Id="rId99" Type="{_FOOTNOTES}" Target="footnotes.xml"/></Relationships>'
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{_FOOTNOTE_PART}"/></Types>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text_of = old.read(name)
            if name == "word/_rels/document.xml.rels":
                text_of = text_of.replace(b"</Relationships>", relation.encode())
            if name == "[Content_Types].xml":
                text_of = text_of.replace(b"</Types>", kind.encode())
            new.writestr(name, text_of)
        new.writestr("word/footnotes.xml", note)
    return stream.getvalue()
