"""On what terms a document is kept, as a form over a coordinator's Home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.replies.catalogue import Texts
from bot.replies.console_documents import outcome_notice
from bot.replies.fields import Field, Option, checkboxes, choice
from bot.replies.inert import shown
from bot.replies.intake import audience_name, care_fields
from bot.replies.limits import Block
from bot.replies.message import Message, context, message_of, section
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from bot.use_cases.knowledge_changes import Kept, Outcome
from knowledge.holdings.overview import Shelved
from knowledge.holdings.terms import Terms

TERMS_FORM = "document-terms"
WIDER = "wider"
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Choices:
    """``owner`` is a chat system's id, "" where the owner is nobody or not in Slack."""

    audiences: Sequence[str]
    owner: str


def terms_form(one: Shelved, terms: Terms, choices: Choices, carried: str, said: Texts) -> dict[str, Any]:
    """``carried`` comes back with the form."""
    absent = terms.owner if terms.owner and not choices.owner else ""
    hint = said("Now {owner}, who is not in Slack.", owner=absent[:60]) if absent else ""
    blocks = [
        section(f"*{shown(one.title, _LONGEST)}*"),
        *_readers(one, terms, choices, said),
        *care_fields(terms, choices.owner, said, hint),
    ]
    labels = Labels(said("Change the terms"), said("Cancel"), said("Change it"))
    return modal(TERMS_FORM, labels, blocks) | {"private_metadata": carried}


def wider_fault(said: Texts) -> dict[str, str]:
    return {WIDER: said("Others than now could read it. Tick this if that is meant.")}


def overtaken_terms_fault(one: Shelved | None, said: Texts) -> dict[str, str]:
    """In the form of the second of two; what they wrote stays in it."""
    told = said("Somebody else has just changed it. Close this, and look at how it stands.")
    return {"review_on": told if one else said("That document is not there any more.")}


def terms_message(outcome: Outcome, title: str, said: Texts) -> Message:
    """To the coordinator who changed them."""
    if not isinstance(outcome, Kept):
        return message_of([outcome_notice(outcome, title, said)])
    care, name = outcome.holding.care, shown(title, _LONGEST)
    told = [said("The terms of *{title}* are changed.", title=name)]
    if outcome.holding.audience:
        told.append(
            said(
                "Who may read it: {name}.",
                name=shown(audience_name(outcome.holding.audience, said), _LONGEST),
            )
        )
    told.append(
        said("Looked after by {owner}.", owner=shown(care.owner, _LONGEST))
        if care.owner
        else said("Nobody looks after it.")
    )
    if care.review_on:
        told.append(said("It is looked at again on {day}.", day=day(care.review_on, said)))
    if care.expires_on:
        told.append(said("It holds until and including {day}.", day=day(care.expires_on, said)))
    return message_of([" ".join(told)])


def _readers(one: Shelved, terms: Terms, choices: Choices, said: Texts) -> list[Block]:
    if not one.holding.is_added:
        name = shown(audience_name(one.audience, said), _LONGEST)
        return [context(said("Who may read it stands in cluster.toml: {name}.", name=name))]
    options = [Option(name, audience_name(name, said)) for name in choices.audiences]
    chosen = terms.audience if terms.audience in choices.audiences else choices.audiences[0]
    agree = Option(WIDER, said("Yes, others than now may read it"))
    return [
        choice(Field("audience", said("Who may read it?"), required=True), options, chosen),
        checkboxes(Field(WIDER, said("If more people are to read it")), [agree], []),
    ]
