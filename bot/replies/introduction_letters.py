"""What people are written because of an introduction: asked, reminded, told how it stands, asked how it went.

Nobody reads here that another person said no, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.limits import Block
from bot.replies.message import Message, message_of
from knowledge.directory.directory import Person
from knowledge.introductions.introduction import CheckIn, Introduction, Result
from knowledge.introductions.shown import shown_to

LONGEST_QUOTE = 600
LONGEST_NAME = 80


def ask_letter(introduction: Introduction, other: str, said: Texts) -> Message:
    """The question to the one whose turn it is; ``other`` is how the other person is called."""
    asks_themselves = introduction.proposal.asker == introduction.proposal.first
    opening = (
        said("Hi! {other} would like to meet you.", other=other)
        if asks_themselves
        else said("Hi! I think that you and {other} could have use for each other.", other=other)
    )
    return message_of(
        [
            opening,
            _need(introduction, said) if asks_themselves else "",
            _reasons(introduction, said("Why you two:")),
            said(
                "What it takes is a talk of half an hour, at a time that suits you. "
                "If you would rather not, nobody is told that you said so."
            ),
        ],
        _yes_and_no(introduction, said),
    )


def reminder_letter(introduction: Introduction, other: str, said: Texts) -> Message:
    return message_of(
        [
            said("A small reminder: {other} and a talk of half an hour. Would you like that?", other=other),
            _reasons(introduction, said("Why you two:")),
            said("Without an answer I let it rest in a few days, and say nothing more about it."),
        ],
        _yes_and_no(introduction, said),
    )


def not_now_letter(other: str, said: Texts) -> Message:
    """``other`` is whom they hoped to meet."""
    return message_of([said("Meeting {other} does not work out just now.", other=other)])


def check_in_letter(introduction: Introduction, other: str, said: Texts) -> Message:
    choices: tuple[tuple[str, CheckIn], ...] = (
        (said("Yes, we met"), "met"),
        (said("We have a date"), "planned"),
        (said("Not yet"), "not_yet"),
        (said("It comes to nothing"), "no"),
    )
    row = [
        Button(label, f"introduction.met.{place}", f"{introduction.id}:{value}")
        for place, (label, value) in enumerate(choices)
    ]
    return message_of(
        [said("Two weeks ago I introduced you to {other}. Did you meet?", other=other)], buttons(row)
    )


def outcome_letter(introduction: Introduction, other: str, said: Texts) -> Message:
    choices: tuple[tuple[str, Result], ...] = (
        (said("A pilot"), "pilot"),
        (said("An application"), "application"),
        (said("A contract"), "contract"),
        (said("We learned something"), "learned"),
        (said("Nothing so far"), "none"),
    )
    row = [
        Button(label, f"introduction.came.{place}", f"{introduction.id}:{value}")
        for place, (label, value) in enumerate(choices)
    ]
    return message_of(
        [
            said("Three months ago I introduced you to {other}. What has come of it?", other=other),
            said("The answer is counted for the cluster, without your names."),
        ],
        buttons(row),
    )


def review_letter(introduction: Introduction, first: str, second: str, said: Texts) -> Message:
    """To a coordinator. Whom somebody will not meet is not told here either."""
    row = [
        Button(said("Ask them"), "introduction.approve", introduction.id, "primary"),
        Button(said("Not this one"), "introduction.reject", introduction.id),
    ]
    return message_of(
        [
            said("{first} would like to meet {second}. May I ask?", first=first, second=second),
            _need(introduction, said),
            bulleted(said("What I would tell {other}:", other=second), introduction.proposal.why_second),
        ],
        buttons(row),
    )


def wanted_letter(name: str, address: str, need: str, said: Texts) -> Message:
    """To a coordinator: somebody whom nobody suits asks for help, and gives their name for it."""
    return message_of(
        [
            said("{name} looks for somebody, and I know of nobody who suits.", name=name),
            said("In their words: “{need}”", need=shown(need, LONGEST_QUOTE)),
            said("Their address: {address}", address=shown(address, LONGEST_NAME)),
        ]
    )


def benched_letter(said: Texts) -> Message:
    """To somebody who left three questions without an answer."""
    return message_of(
        [
            said(
                "You have had much to do lately, so I will not ask you about introductions for now. "
                "You are welcome back whenever it suits you."
            )
        ],
        buttons([Button(said("I am back"), "introduction.return", "back", "primary")]),
    )


def standing_letter(introduction: Introduction, viewer: str, other: str, said: Texts) -> Message:
    """How it stands for this person: put in the place of a question that was answered, or that has become old."""
    return message_of(
        [standing_of(introduction, viewer, other, said)], *_still_open(introduction, viewer, said)
    )


def person_line(person: Person | None, email: str) -> str:
    """How somebody is called to others: name, role, organisation; the address where nothing is known."""
    if person is None:
        return shown(email, LONGEST_NAME)
    parts = [person.name, person.row.role, person.organisation_name]
    return ", ".join(shown(part, LONGEST_NAME) for part in parts if part)


def standing_of(introduction: Introduction, viewer: str, other: str, said: Texts) -> str:
    """How it stands for this person, in a sentence."""
    match shown_to(introduction, viewer):
        case "nothing" | "draft":
            return said("This is no longer open.")
        case "in_review":
            return said("A coordinator takes a look before I ask {other}. I will let you know.", other=other)
        case "your_turn":
            return said("You have not answered yet: would you like to meet {other}?", other=other)
        case "waiting" if introduction.said(viewer) == "yes" and introduction.proposal.asker != viewer:
            return said(
                "Thank you! You said yes to meeting {other}. I will introduce you if it suits both.",
                other=other,
            )
        case "waiting":
            return said("I am asking {other}, and let you know within two weeks.", other=other)
        case "not_now":
            return said("Meeting {other} does not work out just now.", other=other)
        case "said_no":
            return said("All right, I let it rest. Nobody is told that you said no.")
        case "silent":
            return said("This question has run out. That is quite all right.")
        case "withdrawn":
            return said("It is withdrawn.")
        case "introduced":
            return _after(introduction, other, said)


def _after(introduction: Introduction, other: str, said: Texts) -> str:
    if introduction.result:
        return said("Thank you, noted! That helps the cluster to bring the right people together.")
    if introduction.meeting:
        return said("Thank you, noted!")
    if introduction.how == "email":
        return said("You and {other} both said yes. A coordinator introduces you by e-mail.", other=other)
    return said("You and {other} are introduced: look for a new conversation with you both.", other=other)


def _still_open(introduction: Introduction, viewer: str, said: Texts) -> tuple[Block, ...]:
    match shown_to(introduction, viewer):
        case "your_turn":
            return (_yes_and_no(introduction, said),)
        case "in_review" | "waiting" if introduction.proposal.asker == viewer:
            return (buttons([Button(said("Withdraw"), "introduction.withdraw", introduction.id)]),)
        case _:
            return ()


def _yes_and_no(introduction: Introduction, said: Texts) -> Block:
    return buttons(
        [
            Button(said("Yes, gladly"), "introduction.yes", introduction.id, "primary"),
            Button(said("Not now"), "introduction.no", introduction.id),
        ]
    )


def _need(introduction: Introduction, said: Texts) -> str:
    need = introduction.proposal.need
    return (
        said("What they look for, in their words: “{need}”", need=shown(need, LONGEST_QUOTE)) if need else ""
    )


def _reasons(introduction: Introduction, opening: str) -> str:
    """As the one whose turn it is reads them."""
    proposal = introduction.proposal
    told = proposal.why_first if introduction.turn == proposal.first else proposal.why_second
    return bulleted(opening, told)


def bulleted(opening: str, lines: Sequence[str]) -> str:
    """Nothing where there are no lines."""
    return "\n".join([opening, *why_lines(lines)]) if lines else ""


def why_lines(lines: Sequence[str]) -> Iterator[str]:
    return (f"• {shown(line, LONGEST_QUOTE)}" for line in lines)
