"""Outcomes -> plain objects for ``--json``, and words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.finding import Finding
from bot.replies.answer import citations_of, notes, opening_of, text_of, whom_to_ask
from bot.replies.catalogue import Texts, texts
from bot.replies.row_objects import row_objects
from bot.replies.schedules import schedule_line
from bot.replies.sources import excerpt, particulars
from bot.replies.unreadable import MEND, sentence
from knowledge.answers.evidence import locator
from knowledge.models import Hit
from knowledge.outcomes import Abstained, Answer, Citation


def answer_json(identity: Any, question: str, answer: Answer, ask: Sequence[str], seconds: float) -> Any:
    """The object of ``ask --json``; ``ask`` are the people to turn to."""
    return {
        "id": identity,
        "question": question,
        "answer": "\n\n".join(answer_paragraphs(answer, ask)),
        "language": answer.language,
        "abstained": isinstance(answer, Abstained),
        "kind": "none" if isinstance(answer, Abstained) else answer.kind,
        "citations": [_citation_json(citation) for citation in citations_of(answer)],
        **row_objects(answer),
        "engine": answer.engine,
        "seconds": round(seconds, 4),
    }


def search_json(identity: Any, query: str, hits: Sequence[Hit]) -> Any:
    """The object of ``search --json``."""
    results = [
        {
            "rank": rank,
            "score": round(hit.score, 4),
            "source": hit.sources[0].source,
            "locator": locator(hit.passage),
            "title": hit.sources[0].title,
            "language": hit.passage.language,
            "text": hit.passage.text,
        }
        for rank, hit in enumerate(hits, 1)
    ]
    return {"id": identity, "query": query, "results": results}


def search_lines(hits: Sequence[Hit], day: date) -> Iterator[str]:
    """The same for a person; what does not hold on ``day`` says so."""
    for rank, hit in enumerate(hits, 1):
        source = hit.sources[0]
        where = ", ".join(part for part in (source.source, locator(hit.passage)) if part)
        yield f"{rank}. {source.title} ({where}){_standing(hit, day)}"
        yield from (f"   {line}" for line in hit.passage.text.splitlines())
    if not hits:
        yield "Nothing found."


def _standing(hit: Hit, day: date) -> str:
    if hit.replaced_by:
        return f": out of date, replaced by {hit.replaced_by}"
    return ": out of date" if hit.outdated(day) else ""


def status_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The object of ``status`` for a person."""
    yield f"{found['cluster']}: {found['documents']} documents, {found['passages']} passages."
    yield f"Last sync: {found['synced_at'] or 'never; run: klyngebot ingest'}"
    for how, sources in found["stale"].items():
        yield from (f"{how} since then: {source}" for source in sources)
    if found["unreadable"]:
        yield f"{sentence(found['unreadable'])}; {MEND}"
    for failure in found["failed"]:
        yield f"failed: {failure['source']}: {failure['reason']}; {failure['mend']}"
    if found["suspicious"]:
        names = dict.fromkeys(one["source"] for one in found["suspicious"])
        yield f"Read like instructions, and only ever quoted ({len(names)}): {', '.join(names)}"
    yield from map(schedule_line, found["schedules"])
    for one in found["answers"]["findings"]:
        yield f"answer {one['answer']} ({one['title']}; {one['owner']}): {one['complaint']}: {one['detail']}"


def checkup_json(findings: Sequence[Finding], leaving: Sequence[str]) -> Any:
    """The object of ``doctor --json``."""
    return {"findings": [asdict(finding) for finding in findings], "leaves_the_machine": list(leaving)}


def checkup_lines(findings: Sequence[Finding], leaving: Sequence[str]) -> Iterator[str]:
    """The same for a person."""
    for finding in findings:
        yield f"{finding.state:5}  {finding.subject}: {finding.says}"
        if finding.mend:
            yield f"       mend: {finding.mend}"
    yield from leaving or ("Nothing leaves this machine.",)


def answer_lines(answer: Answer, ask: Sequence[str]) -> Iterator[str]:
    """An answer as a member sees it in a terminal: text, then numbered sources."""
    yield from answer_paragraphs(answer, ask)
    yield from source_lines(answer)


def source_lines(answer: Answer) -> Iterator[str]:
    said = texts(answer.language)
    for citation in citations_of(answer):
        yield " · ".join([f"  [{citation.n}] {citation.title}", *particulars(citation, said)])


def quoted_source(citation: Citation, said: Texts) -> Iterator[str]:
    """One source by itself, in Markdown: what it is, what it says there, and where to open it."""
    yield " · ".join([f"**{citation.title or citation.source}**", *particulars(citation, said)])
    if citation.quote:
        yield "\n".join(f"> {line}" for line in citation.quote.splitlines())
    yield citation.url or citation.source


def answer_paragraphs(answer: Answer, ask: Sequence[str]) -> Iterator[str]:
    said = texts(answer.language)
    yield " ".join(_abstention(answer, said, ask)) if isinstance(answer, Abstained) else text_of(answer)
    yield from notes(answer, said)


def _abstention(answer: Abstained, said: Texts, ask: Sequence[str]) -> Iterator[str]:
    """That it is not known, what lay nearest, and whom to ask."""
    yield opening_of(answer, said)
    if answer.nearest:
        found = [f"{c.title or c.source} ({excerpt(c, said)})" for c in answer.nearest]
        yield f"{said('The nearest I found:')} {'; '.join(found)}."
    yield whom_to_ask(said, ask)


def _citation_json(citation: Citation) -> Any:
    return {
        "n": citation.n,
        "source": citation.source,
        "locator": citation.locator,
        "title": citation.title,
        "quote": citation.quote,
        "url": citation.url,
        "updated": citation.updated.isoformat() if citation.updated else None,
    }
