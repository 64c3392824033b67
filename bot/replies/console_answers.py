"""Curated answers as pages over a coordinator's Home, and the form in which one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from bot.replies.buttons import Button, Confirm, Menu, buttons, chooser
from bot.replies.catalogue import Texts
from bot.replies.console_pages import PAGE, page_row, page_view
from bot.replies.fields import Field, Option, choice, day_picker, lines, paragraph, person_picker
from bot.replies.inert import shown
from bot.replies.intake import audience_name
from bot.replies.limits import INPUT_CHARACTERS, Block, sections
from bot.replies.message import context, section
from bot.replies.mrkdwn import pieces_of
from bot.replies.runs import Links
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from bot.replies.unnamed import unnamed_lines
from knowledge.curated.answer import CuratedAnswer, Draft, Fault
from knowledge.curated.regression import AnswerFinding, Complaint
from knowledge.language import reply_language

ANSWER_FORM = "answer"
_LONGEST = 150
_LONGEST_FORM = 300


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """What is to be done with an answer, and the version of it that was shown."""

    what: str
    id: str
    version: int
    page: int

    @classmethod
    def from_value(cls, value: str) -> Self:
        what, id, version, page = value.split(":")
        return cls(what, id, int(version), int(page))

    def value(self) -> str:
        return f"{self.what}:{self.id}:{self.version}:{self.page}"


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """What is in the list; ``findings`` are what is to be looked at, by the answer's id, and ``hidden`` is how many are
    not for the coordinator's eyes."""

    answers: Sequence[CuratedAnswer]
    findings: Mapping[str, Sequence[AnswerFinding]] = field(default_factory=dict)
    hidden: int = 0


def answers_page(listed: ListedAnswers, page: int, said: Texts, notice: str = "") -> dict[str, Any]:
    return page_view(said("Curated answers"), _listed(listed, page, said), said, notice)


def answer_page(answer: CuratedAnswer, page: int, said: Texts) -> dict[str, Any]:
    """All of one answer."""
    return page_view(said("Curated answers"), [*whole_answer(answer, said), _back_row(page, said)], said)


def answer_removal_page(answer: CuratedAnswer, chosen: ChosenAnswer, said: Texts) -> dict[str, Any]:
    told = said(
        "Remove the answer to *{title}*? Then it is given to nobody.", title=shown(answer.title, _LONGEST)
    )
    stays = said("It can be brought back from the archived answers.")
    confirm = Confirm(said("Remove it?"), stays, said("Remove"), said("Cancel"))
    row = [
        Button(said("Remove"), "console.answer.remove", chosen.value(), "danger", confirm),
        Button(said("Back to the list"), "console.answers.page", str(chosen.page)),
    ]
    return page_view(said("Curated answers"), [section(told), buttons(row)], said)


def answer_form(
    draft: Draft, owner: str, audiences: Sequence[str], carried: str, said: Texts
) -> dict[str, Any]:
    """``owner`` is a chat system's id; ``carried`` comes back with the form, "" for a new answer."""
    title = said("Change the answer") if carried else said("A new answer")
    norwegian, english = in_both(draft)
    options = [Option(name, audience_name(name, said)) for name in audiences]
    blocks = [
        lines(
            Field(
                "question",
                said("Which questions does it answer?"),
                said("One a line, as people ask. Either language is enough for both."),
                required=True,
            ),
            draft.forms,
        ),
        paragraph(Field("answer_nb", said("The answer in Norwegian")), INPUT_CHARACTERS, norwegian),
        paragraph(
            Field(
                "answer_en",
                said("The answer in English"),
                said("With only one of them, that one is given to all."),
            ),
            INPUT_CHARACTERS,
            english,
        ),
        choice(Field("audience", said("Who may read it?"), required=True), options, draft.audience),
        person_picker(Field("owner", said("Who stands by it?"), required=True), owner),
        day_picker(Field("until", said("The last day on which it holds")), draft.expires),
    ]
    labels = Labels(title, said("Cancel"), said("Keep"))
    return modal(ANSWER_FORM, labels, blocks) | {"private_metadata": carried}


def in_both(draft: Draft) -> tuple[str, str]:
    """What it says in Norwegian and in English; what is written for both counts as of the language that it is in."""
    is_english = reply_language(draft.text) == "en"
    norwegian = draft.text_nb or ("" if is_english else draft.text)
    return norwegian, draft.text_en or (draft.text if is_english else "")


def fits_form(draft: Draft) -> bool:
    """Whether nothing of it would be lost in a form of Slack's."""
    texts = ("\n".join(draft.forms), draft.text, draft.text_nb, draft.text_en)
    in_one = draft.text and draft.text_nb and draft.text_en
    return not in_one and all(len(one) <= INPUT_CHARACTERS for one in texts)


def fault_sentences(faults: Sequence[Fault], said: Texts) -> dict[str, str]:
    """By the field of a curated answer that they are about."""
    sentences = {
        "question": said(
            "At least one question and at most 20, each of at most 300 characters, and none that another curated "
            "answer has already."
        ),
        "answer": said("Write the answer, in one language at least."),
        "audience": said("There is no such audience any more."),
        "owner": said("Choose a member of this workspace."),
        "expires": said("Choose a day to come."),
        "source": said("A source that this answer names is gone; change it with `klyngebot answers change`."),
    }
    return {one.field: sentences[one.field] for one in faults}


def complaint(finding: AnswerFinding, said: Texts) -> str:
    """What is to be looked at, in a few words."""
    names: Mapping[Complaint, str] = {
        "another answers": said("one of its questions gets another answer"),
        "not asked": said("could not be tested"),
        "no audience": said("nobody may read it"),
        "source gone": said("a source that it names is gone"),
        "source out of date": said("a source that it names is out of date"),
        "figures differ": said("its figures are not those of its sources"),
        "expired": said("expired"),
        "review due": said("to be confirmed again"),
    }
    return names[finding.complaint]


def overtaken_answer_notice(now: CuratedAnswer, said: Texts) -> str:
    return said(
        "{who} has just changed the answer to *{title}*, so I did nothing. This is how it stands now.",
        who=shown(now.confirmed_by, _LONGEST),
        title=shown(now.title, _LONGEST),
    )


def overtaken_fault(now: CuratedAnswer, said: Texts) -> str:
    """In the form of the second of two; what they wrote stays in it."""
    return said(
        "{who} has just changed it. Close this, and look at how it stands.", who=now.confirmed_by[:60]
    )


def gone_answer_notice(said: Texts) -> str:
    return said("That answer is not there any more; somebody else was first.")


def confirmed_notice(answer: CuratedAnswer, said: Texts) -> str:
    return said("The answer to *{title}* is confirmed.", title=shown(answer.title, _LONGEST))


def removed_notice(answer: CuratedAnswer, said: Texts) -> str:
    return said(
        "The answer to *{title}* is removed; nobody gets it any more.", title=shown(answer.title, _LONGEST)
    )


def _listed(listed: ListedAnswers, page: int, said: Texts) -> Iterator[Block]:
    answers, findings = listed.answers, listed.findings
    archive = Button(said("Archived answers"), "console.archive", "0")
    yield buttons([Button(said("A new answer …"), "console.answer.new", "new", "primary"), archive])
    if not answers:
        yield section(said("There are none yet. What is answered once need not be asked again."))
    for number, one in enumerate(answers[page * PAGE : (page + 1) * PAGE], 1):
        options = [
            Option(ChosenAnswer(what, one.id, one.version, page).value(), label)
            for what, label in _deeds(one, said)
        ]
        told = f"*{shown(one.title, _LONGEST)}*\n" + " · ".join(_particulars(one, said))
        yield chooser(told, Menu(said("Do …"), f"console.answer.{number}", options))
        complaints = dict.fromkeys(complaint(finding, said) for finding in findings.get(one.id, ()))
        if complaints:
            yield context(f"⚠️ {', '.join(complaints)}")
    yield from (context(line) for line in unnamed_lines(listed.hidden, said))
    yield from page_row("console.answers.page", page, len(answers), said)


def _deeds(answer: CuratedAnswer, said: Texts) -> Iterator[tuple[str, str]]:
    yield "show", said("Show")
    yield "confirm", said("It is right as it is")
    if fits_form(answer.draft):
        yield "change", said("Change …")
    yield "remove", said("Remove …")


def _particulars(answer: CuratedAnswer, said: Texts) -> Iterator[str]:
    draft = answer.draft
    yield shown(audience_name(draft.audience, said), _LONGEST)
    yield shown(draft.owner, _LONGEST)
    yield said("confirmed {day}", day=day(answer.confirmed_on, said))
    if draft.expires:
        yield said("holds until {day}", day=day(draft.expires, said))


def whole_answer(answer: CuratedAnswer, said: Texts) -> Iterator[Block]:
    draft = answer.draft
    for form in draft.forms:
        yield section(f"*{shown(form, _LONGEST_FORM)}*")
    for text in dict.fromkeys((draft.text, draft.text_nb, draft.text_en)):
        yield from (section(part) for part in sections(pieces_of(text, Links(()))))
    yield context(" · ".join(_particulars(answer, said)))
    if draft.sources:
        yield context(said("Stands on: {sources}", sources=shown(", ".join(draft.sources), _LONGEST_FORM)))


def _back_row(page: int, said: Texts) -> Block:
    return buttons([Button(said("Back to the list"), "console.answers.page", str(page))])


def day_of(text: str) -> date | None:
    """What a day picker gave."""
    return date.fromisoformat(text) if text else None
