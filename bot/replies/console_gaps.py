"""What was asked in vain, for a coordinator: the list, and the form that answers it for everyone who asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.replies.buttons import Button, Menu, beside, buttons, chooser
from bot.replies.catalogue import Texts
from bot.replies.console_pages import PAGE, page_row, page_view
from bot.replies.fields import Field, Option, checkboxes, choice, day_picker, line, paragraph, person_picker
from bot.replies.gaps import already_line, kind_name, people_count, undelivered_line
from bot.replies.inert import shown
from bot.replies.intake import audience_name
from bot.replies.limits import INPUT_CHARACTERS, Block
from bot.replies.message import Message, context, message_of, section
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from knowledge.gaps.gap import GapGroup, GapQuestion, Settled

GAP_FORM = "gap"
DISMISSAL_FORM = "gap-aside"
KEEP = "keep"
_LONGEST_QUESTION = 300
_LONGEST_ANSWER = 600
# What Slack shows below an element of a form is short.
_LONGEST_FAULT = 140
_QUESTIONS = 10
_TARGETS = 20
_UNDELIVERED = 5


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: audiences by name, other groups that a question may belong to, and its first owner, as a
    chat system's id."""

    audiences: Sequence[str]
    others: Sequence[GapGroup]
    owner: str


def gaps_page(groups: Sequence[GapGroup], page: int, said: Texts, notice: str = "") -> dict[str, Any]:
    """``groups`` are those that most people asked first; the open ones are listed, and below them those whose answer
    did not reach everybody."""
    open_ones = [one for one in groups if one.state == "open"]
    blocks = [*_listed(open_ones, page, said), *_undelivered(groups, said)]
    return page_view(said("Unanswered"), blocks, said, notice)


def group_line(group: GapGroup, said: Texts) -> str:
    """One of its questions, how many asked, and why it is here."""
    more = len(group.questions) - 1
    rest = said(" (and {count} more)", count=more) if more else ""
    kinds = ", ".join(f"{kind_name(kind, said)}" for kind, _ in group.kinds)
    again = said("asked again since it was answered") if group.answer else ""
    told = [people_count(group.people, said), kinds, again]
    return f"{_quoted(group.questions[0].words, said)}{rest}\n" + " · ".join(filter(None, told))


def gap_form(group: GapGroup, choices: Choices, said: Texts) -> dict[str, Any]:
    labels = Labels(said("Answer once for all"), said("Cancel"), said("Answer"))
    blocks = [*_questions(group, choices.others, said), *_fields(group, choices, said)]
    return modal(GAP_FORM, labels, blocks) | {"private_metadata": str(group.id)}


def dismissal_form(group: GapGroup, said: Texts) -> dict[str, Any]:
    """Asks why: another coordinator reads it."""
    told = said("Nobody gets an answer, and it leaves the list.")
    why = Field(
        "reason",
        said("Why is it not to be answered?"),
        said("For other coordinators; it stands in the log of changes."),
        required=True,
    )
    blocks = [section(f"{group_line(group, said)}\n\n{told}"), line(why)]
    labels = Labels(said("Put it aside?"), said("Cancel"), said("Put aside"))
    return modal(DISMISSAL_FORM, labels, blocks) | {"private_metadata": str(group.id)}


def already_fault(group: GapGroup, said: Texts) -> str:
    """To the second of two who answer at once; the words that they wrote stay in the form."""
    told = " ".join(already_line(group, said).split())
    return told if len(told) <= _LONGEST_FAULT else f"{told[: _LONGEST_FAULT - 1].rstrip()}…"


def already_notice(group: GapGroup, said: Texts) -> str:
    return shown(already_line(group, said), _LONGEST_ANSWER)


def answered_message(done: Settled, is_kept: bool, said: Texts) -> Message:
    """To the coordinator who answered."""
    places = done.places
    back = (
        said("Thank you! I bring your answer to the one place where it was asked.")
        if places == 1
        else said("Thank you! I bring your answer to the {count} places where it was asked.", count=places)
    )
    if not places:
        back = said("Thank you! Nobody waits for it any more.")
    kept = said("From now on I give it to whoever asks the same.") if is_kept else ""
    return message_of([" ".join(filter(None, [back, kept]))])


def moved_notice(words: str, said: Texts) -> str:
    return said("“{question}” is in another group now.", question=shown(words, _LONGEST_QUESTION))


def gone_notice(said: Texts) -> str:
    return said("That question is not in the list any more.")


def _listed(groups: Sequence[GapGroup], page: int, said: Texts) -> Iterator[Block]:
    if not groups:
        yield section(said("Nothing is unanswered. Lovely!"))
    for number, group in enumerate(groups[page * PAGE : (page + 1) * PAGE], 1):
        yield beside(group_line(group, said), Button(said("Answer"), f"console.gap.{number}", str(group.id)))
    yield from page_row("console.gaps.page", page, len(groups), said)


def _undelivered(groups: Sequence[GapGroup], said: Texts) -> Iterator[Block]:
    lost = [one for one in groups if one.undelivered]
    for group in lost[:_UNDELIVERED]:
        yield context(f"{_quoted(group.questions[0].words, said)} · {undelivered_line(group, said)}")


def _questions(group: GapGroup, others: Sequence[GapGroup], said: Texts) -> Iterator[Block]:
    for number, one in enumerate(group.questions[:_QUESTIONS], 1):
        text = _question(one, said)
        targets = _targets(group, one, others, said)
        menu = Menu(said("Belongs elsewhere …"), f"console.gap.move.{number}", targets)
        yield chooser(text, menu) if targets else section(text)
    if len(group.questions) > _QUESTIONS:
        yield context(said("And {count} more.", count=len(group.questions) - _QUESTIONS))
    if group.answer:
        former = shown(group.answer, _LONGEST_ANSWER)
        yield section(said("It was asked again after this answer: “{answer}”", answer=former))
    yield buttons([Button(said("Put aside …"), "console.gap.dismiss", str(group.id))])


def _question(one: GapQuestion, said: Texts) -> str:
    kinds = ", ".join(kind_name(kind, said) for kind in one.kinds)
    names = shown(", ".join(one.names), _LONGEST_QUESTION)
    told = [day(one.at.date(), said), people_count(one.people, said), kinds, names]
    return f"{_quoted(one.words, said)}\n" + " · ".join(filter(None, told))


def _quoted(words: str, said: Texts) -> str:
    return said("“{question}”", question=shown(words, _LONGEST_QUESTION))


def _targets(group: GapGroup, one: GapQuestion, others: Sequence[GapGroup], said: Texts) -> Sequence[Option]:
    alone = (
        [Option(f"{one.id}:new:{group.id}", said("A group of its own"))] if len(group.questions) > 1 else []
    )
    rest = [
        Option(f"{one.id}:{other.id}:{group.id}", other.questions[0].words) for other in others[:_TARGETS]
    ]
    return [*alone, *rest]


def _fields(group: GapGroup, choices: Choices, said: Texts) -> Iterator[Block]:
    yield paragraph(
        Field(
            "answer",
            said("Your answer"),
            said("Everyone who asked gets it, where they asked, without being told who answers."),
            required=True,
        ),
        INPUT_CHARACTERS,
        group.answer,
    )
    options = [Option(name, audience_name(name, said)) for name in choices.audiences]
    yield choice(Field("audience", said("Who may read it?"), required=True), options, group.audience)
    keep = Option(KEEP, said("Give it to whoever asks the same from now on"))
    yield checkboxes(Field("keep", said("Keep it as a curated answer")), [keep], [KEEP])
    yield person_picker(Field("owner", said("Who stands by it?")), choices.owner)
    yield day_picker(Field("until", said("The last day on which it holds")), None)
