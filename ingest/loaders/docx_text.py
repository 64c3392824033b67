"""The words of a Word paragraph as a reader sees them: insertions kept, deletions and hidden runs left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.loaders.docx_backgrounds import Backgrounds
from ingest.loaders.docx_styles import Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# A drawing stands twice in the file: as it is, and as an old program would show it.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), f"{_MC}Fallback"}
_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}


@dataclass(frozen=True, slots=True)
class Read:
    """``notes`` are foot- and endnotes; ``boxes`` are the contents of text boxes, as elements."""

    text: str
    notes: tuple[str, ...]
    boxes: tuple[Any, ...]


class Notes:
    """Foot- and endnotes by kind and number."""

    def __init__(self, word: Any) -> None:
        self._texts: dict[tuple[str, str], Any] = {}
        for relation in word.part.rels.values():
            kind = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}.get(
                relation.reltype
            )
            if kind and not relation.is_external:
                root = parse_xml(relation.target_part.blob)
                for note in root.iter(qn(f"w:{kind}")):
                    self._texts[kind, note.get(qn("w:id"))] = note

    def get(self, kind: str, number: str) -> tuple[Any, ...]:
        """The note's element; empty where the file refers to a note that it does not hold."""
        return (self._texts[kind, number],) if (kind, number) in self._texts else ()


class TextReader:
    def __init__(self, styles: Styles, backgrounds: Backgrounds, notes: Notes) -> None:
        self._styles = styles
        self._backgrounds = backgrounds
        self._notes = notes
        self.met_hidden = False

    def read(self, paragraph: Any) -> Read:
        """Spaces are as in the file, lines end at ``w:br``."""
        notes: list[Any] = []
        boxes: list[Any] = []
        words = "".join(self._words(paragraph, notes, boxes))
        lines = (" ".join(line.split()) for line in words.split("\n"))
        texts = tuple(text for note in notes if (text := self.all_text(note)))
        return Read("\n".join(line for line in lines if line), texts, tuple(boxes))

    def all_text(self, element: Any) -> str:
        """All paragraphs below an element on one line; of a cell or a note."""
        return " ".join(text for p in element.iter(qn("w:p")) if (text := self.read(p).text))

    def _words(self, element: Any, notes: list[Any], boxes: list[Any]) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED:
                continue
            if child.tag == _BOX:
                boxes.append(child)
            elif child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in _NOTES:
                notes += self._notes.get(_NOTES[child.tag], child.get(qn("w:id")))
            elif child.tag == qn("w:r") and self._shows_nothing(child):
                self.met_hidden = self.met_hidden or bool("".join(child.itertext()).strip())
            else:
                yield from self._words(child, notes, boxes)

    def _shows_nothing(self, run: Any) -> bool:
        return self._styles.shows_nothing(run) or self._backgrounds.swallow(run)
