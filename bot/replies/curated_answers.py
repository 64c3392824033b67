"""Curated answers and what is wrong with them: objects for ``--json``, and words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # A sync's report needs none of what keeps answers.
    from knowledge.curated.answer import CuratedAnswer
    from knowledge.curated.regression import AnswerFinding


def curated_json(answer: CuratedAnswer, day: date) -> Any:
    """One answer; ``day`` is today."""
    draft = answer.draft
    return {
        "id": answer.id,
        "source": answer.source,
        "questions": list(draft.forms),
        "answer": draft.text,
        "answer_nb": draft.text_nb,
        "answer_en": draft.text_en,
        "audience": draft.audience,
        "owner": draft.owner,
        "expires": draft.expires.isoformat() if draft.expires else None,
        "expired": not answer.holds_on(day),
        "sources": list(draft.sources),
        "confirmed_on": answer.confirmed_on.isoformat(),
        "confirmed_by": answer.confirmed_by,
        "review_due": answer.is_due_on(day),
        "created": answer.created.isoformat(),
        "changed": answer.changed.isoformat(),
        "version": answer.version,
        "archived": answer.archived.isoformat() if answer.archived else None,
    }


def listed_lines(answers: Sequence[CuratedAnswer], day: date) -> Iterator[str]:
    """A line an answer."""
    for answer in answers:
        draft = answer.draft
        yield f"{answer.id}  {answer.title}  ({draft.audience}, {draft.owner}, {_standing(answer, day)})"
    if not answers:
        yield "No curated answers yet; add one with: klyngebot answers add"


def curated_lines(answer: CuratedAnswer, day: date) -> Iterator[str]:
    """All of one answer, for a person."""
    draft = answer.draft
    yield f"{answer.id} (version {answer.version}): {_standing(answer, day)} by {answer.confirmed_by}"
    yield from (f"question: {form}" for form in draft.forms)
    for name, text in (("answer", draft.text), ("answer, nb", draft.text_nb), ("answer, en", draft.text_en)):
        if text:
            yield f"{name}: {text}"
    yield f"audience: {draft.audience}"
    yield f"owner: {draft.owner}"
    if draft.expires:
        yield f"expires: {draft.expires}"
    yield from (f"stands on: {source}" for source in draft.sources)


def findings_json(findings: Sequence[AnswerFinding], tested: int) -> Any:
    return {"tested": tested, "findings": [asdict(one) for one in findings]}


def findings_lines(findings: Sequence[AnswerFinding], tested: int) -> Iterator[str]:
    yield from map(answer_finding_line, findings)
    yield f"{tested} curated answers tested, {len(findings)} things to look at."


def answer_finding_line(finding: AnswerFinding) -> str:
    says = f"{finding.complaint}: {finding.detail}"
    return f"answer {finding.answer} ({finding.title}; {finding.owner}): {says}; {finding.mend}"


def _standing(answer: CuratedAnswer, day: date) -> str:
    if not answer.holds_on(day):
        return f"expired {answer.draft.expires}, confirmed {answer.confirmed_on}"
    return f"confirmed {answer.confirmed_on}" + (", review due" if answer.is_due_on(day) else "")
