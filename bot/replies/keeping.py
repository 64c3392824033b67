"""What a coordinator reads when a document was added, removed or brought back, and how it can be tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.replies.buttons import Button, Confirm, buttons
from bot.replies.catalogue import Texts
from bot.replies.fields import Field, Option, choice, line
from bot.replies.inert import shown
from bot.replies.intake import audience_name
from bot.replies.message import Message, message_of
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from bot.use_cases.knowledge_changes import Kept, NotThere, Outcome, Removed, Stays, Unread
from knowledge.holdings.holding import Holding
from knowledge.records.holdings import Overtaken

TRY_FORM = "keep.try"
_TITLE = 150
_REASON = 300


def adding_message(title: str, done: int, of: int, said: Texts) -> Message:
    told = said("Adding *{title}* …", title=shown(title, _TITLE))
    return message_of([f"{told} {done} / {of}" if of else told])


def outcome_message(title: str, outcome: Outcome, carried: str, said: Texts) -> Message:
    """What stands in the place of the buttons that were pressed; ``carried`` is what further ones bring."""
    name = shown(title, _TITLE)
    match outcome:
        case Kept(holding, report) if report.failed:
            failure = report.failed[0]
            told = said("*{title}* could not be read, so no answer comes from it.", title=name)
            return message_of([told, f"_{shown(f'{failure.reason}; {failure.mend}', _REASON)}_"])
        case Kept(holding):
            row = [
                Button(said("Try a question"), "keep.try", carried),
                _remove_button(carried, said),
            ]
            return message_of(_kept(name, holding, said), buttons(row))
        case Removed(_, proof):
            told = said(
                "*{title}* is removed from all answers. A search for “{query}” finds nothing of it.",
                title=name,
                query=shown(proof, _TITLE),
            )
            return message_of([told], buttons([Button(said("Bring it back"), "keep.restore", carried)]))
        case _:
            return message_of([_refused(name, outcome, said)])


def try_form(audiences: Sequence[str], carried: str, said: Texts) -> dict[str, Any]:
    options = [Option(name, audience_name(name, said)) for name in audiences]
    blocks = [
        line(Field("question", said("Your question"), said("The answer comes to you alone."), required=True)),
        choice(Field("audience", said("Answer as to"), required=True), options, audiences[0]),
    ]
    labels = Labels(said("Try a question"), said("Cancel"), said("Ask"))
    return modal(TRY_FORM, labels, blocks) | {"private_metadata": carried}


def tried_opening(question: str, audience: str, said: Texts) -> str:
    return said(
        "You tried: “{question}” – answered as to: {audience}.",
        question=shown(question, _REASON),
        audience=audience_name(audience, said),
    )


def _kept(name: str, holding: Holding, said: Texts) -> Iterator[str]:
    who = shown(audience_name(holding.audience, said), _TITLE)
    yield said("*{title}* is known from now on. Who may read it: {who}.", title=name, who=who)
    care = holding.care
    if care.review_on:
        yield said("It is looked at again on {day}.", day=day(care.review_on, said))
    if care.expires_on:
        yield said("It holds until {day}, and then leaves all answers.", day=day(care.expires_on, said))


def _refused(name: str, outcome: Outcome, said: Texts) -> str:
    match outcome:
        case Overtaken(holding):
            who = holding.content.by if holding.content else ""
            return said(
                "Somebody else has changed *{title}* in the meantime{by}. Nothing of yours was lost: offer it again to "
                "put it in the place of theirs.",
                title=name,
                by=f" ({shown(who, _TITLE)})" if who else "",
            )
        case Unread(failure):
            told = said("I cannot read *{name}*, so nothing was added.", name=name)
            return f"{told}\n_{shown(f'{failure.reason}; {failure.mend}', _REASON)}_"
        case Stays():
            return said("*{title}* is read by every sync already.", title=name)
        case NotThere() | _:
            return said("*{title}* is not there any more; somebody else has removed it.", title=name)


def _remove_button(carried: str, said: Texts) -> Button:
    sure = Confirm(
        said("Remove it?"),
        said("It leaves all answers at once. You can bring it back."),
        said("Remove"),
        said("Cancel"),
    )
    return Button(said("Remove"), "keep.remove", carried, "danger", sure)
