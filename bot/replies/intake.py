"""What a coordinator reads of a document that they want to add: what was read of it, and the form that adds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.replies.buttons import Button, buttons
from bot.replies.catalogue import Texts
from bot.replies.doubts import doubt_report
from bot.replies.fields import Field, Option, choice, day_picker, person_picker
from bot.replies.inert import shown
from bot.replies.language_names import language_name
from bot.replies.limits import Block
from bot.replies.message import Message, message_of
from bot.replies.sources import day
from bot.replies.surfaces import Labels, modal
from bot.use_cases.knowledge_changes import Looked, Pages, Unread
from knowledge.conflicts.findings import Copy, Findings
from knowledge.holdings.terms import Fault, Terms
from knowledge.holdings.terms import Field as TermsField
from knowledge.models import MEMBERS, PUBLIC

KEEP_FORM = "keep"
_LONGEST_TITLE = 150
_LONGEST_WARNING = 300
_LONGEST_OPENING = 400
_WARNINGS = 5
_FINDINGS = 3


def preview_message(looked: Looked, carried: str, said: Texts) -> Message:
    """What was read, with the buttons to add it or leave it; ``carried`` is what the buttons bring."""
    row = [
        Button(said("Add …"), "keep.form", carried, "primary"),
        Button(said("Not now"), "keep.leave", carried),
    ]
    return message_of(_preview(looked, said), buttons(row))


def same_message(looked: Looked, said: Texts) -> Message:
    title = shown(looked.preview.title, _LONGEST_TITLE)
    return message_of([said("*{title}* is known already, just as it is here.", title=title)])


def stays_message(source: str, said: Texts) -> Message:
    """A page that cluster.toml names."""
    return message_of([said("*{title}* is read by every sync already.", title=shown(source, _LONGEST_TITLE))])


def unread_message(outcome: Unread, said: Texts) -> Message:
    """Reasons come from the loaders, in English, as they stand in the report of a sync."""
    failure = outcome.failure
    name = shown(failure.source, _LONGEST_TITLE)
    told = said("I cannot read *{name}*, so nothing was added.", name=name)
    return message_of([told, f"_{shown(f'{failure.reason}; {failure.mend}', _LONGEST_WARNING)}_"])


def not_had_message(name: str, why: str, said: Texts) -> Message:
    """A file that Slack did not hand out."""
    reasons = {
        "elsewhere": said("It is not stored in Slack. Download it, and drop the file itself here."),
        "too large": said("It is too large. Split it, or leave out the pictures."),
        "refused": said(
            "Slack did not give it to me. Try once more, or ask the operator to run `klyngebot doctor`."
        ),
    }
    told = said("I could not fetch *{name}*.", name=shown(name, _LONGEST_TITLE))
    return message_of([f"{told} {reasons[why]}"])


def left_message(title: str, said: Texts) -> Message:
    return message_of([said("*{title}* was not added.", title=shown(title, _LONGEST_TITLE))])


def keep_form(
    terms: Terms, owner: str, audiences: Sequence[str], carried: str, said: Texts
) -> dict[str, Any]:
    """``owner`` is a chat system's id, or "" for nobody; ``carried`` comes back with the form."""
    options = [Option(name, audience_name(name, said)) for name in audiences]
    blocks = [
        choice(Field("audience", said("Who may read it?"), required=True), options, terms.audience),
        *care_fields(terms, owner, said),
    ]
    labels = Labels(said("Add to the knowledge"), said("Cancel"), said("Add"))
    return modal(KEEP_FORM, labels, blocks) | {"private_metadata": carried}


def care_fields(terms: Terms, owner: str, said: Texts, hint: str = "") -> Iterator[Block]:
    """Who looks after it, and until when it holds. ``hint`` stands below the owner."""
    yield person_picker(Field("owner", said("Who looks after it?"), hint), owner)
    yield day_picker(
        Field("review_on", said("When is it looked at again?"), said("They get a reminder then.")),
        terms.review_on,
    )
    yield day_picker(
        Field("expires_on", said("The last day on which it holds"), said("Then it leaves all answers.")),
        terms.expires_on,
    )


def form_faults(faults: Mapping[TermsField, Fault], said: Texts) -> dict[str, str]:
    sentences: dict[Fault, str] = {
        "unknown audience": said("There is no such audience any more."),
        "no address": said("Choose a member of this workspace."),
        "in the past": said("Choose a day to come."),
    }
    return {field: sentences[fault] for field, fault in faults.items()}


def audience_name(name: str, said: Texts) -> str:
    """The two that always exist have names in each language; the others are named in cluster.toml."""
    return {MEMBERS: said("All members"), PUBLIC: said("Everybody, guests too")}.get(name, name)


def _preview(looked: Looked, said: Texts) -> Iterator[str]:
    preview = looked.preview
    title = shown(preview.title, _LONGEST_TITLE)
    languages = ", ".join(language_name(one, said) for one in preview.languages if one != "other")
    read = [said("I read {n} words.", n=preview.words)]
    if preview.tables:
        read.append(said("Tables: {n}.", n=preview.tables))
    if languages:
        read.append(said("Language: {names}.", names=languages))
    yield f"*{title}*\n{' '.join(read)}" if not looked.pages.count else _pages(looked.pages, title, said)
    if preview.warnings:
        told = [f"• {shown(one, _LONGEST_WARNING)}" for one in preview.warnings[:_WARNINGS]]
        more = len(preview.warnings) - _WARNINGS
        yield "\n".join([said("Not readable:"), *told, *([f"• … (+{more})"] if more > 0 else [])])
    if preview.doubts:
        yield "\n".join(doubt_report(preview.doubts, said))
    if before := _before(looked, said):
        yield before
    yield said("It begins: “{opening}”", opening=shown(preview.opening, _LONGEST_OPENING))


def _pages(pages: Pages, title: str, said: Texts) -> str:
    named = said("It names one page.") if pages.count == 1 else said("It names {n} pages.", n=pages.count)
    first = [f"• {shown(one, _LONGEST_TITLE)}" for one in pages.titles]
    told = said("I read only the first of them for now:")
    return "\n".join([f"*{title}*", f"{named} {told}", *first])


def found_message(title: str, findings: Findings, said: Texts) -> Message:
    """What is known of the same matter."""
    name = shown(title, _LONGEST_TITLE)
    return message_of([said("Before you add *{title}*:", title=name), *_found(findings, said)])


def _found(findings: Findings, said: Texts) -> Iterator[str]:
    """The surest of it; each with where it stands."""
    told = [_copy(one, said) for one in findings.copies[:_FINDINGS]]
    for edition in findings.editions[:_FINDINGS]:
        title = shown(edition.source.title, _LONGEST_TITLE)
        newer = said("It looks like a newer edition of *{title}*.", title=title)
        older = said("It looks like an older edition of *{title}*.", title=title)
        told.append(newer if edition.new_is == "newer" else older)
    for one in findings.contradictions[:_FINDINGS]:
        told.append(
            said(
                "*{title}* says otherwise: “{known}” – here it says: “{new}”",
                title=shown(one.known.source.title, _LONGEST_TITLE),
                known=shown(one.known.quote, _LONGEST_WARNING),
                new=shown(one.new.quote, _LONGEST_WARNING),
            )
        )
    if told:
        yield "\n".join(f"⚠️ {line}" for line in told)


def _copy(copy: Copy, said: Texts) -> str:
    title = shown(copy.source.title, _LONGEST_TITLE)
    if copy.exact:
        return said("Just this stands in *{title}* already.", title=title)
    return said(
        "{share} per cent of it stands in *{title}* already.", share=round(100 * copy.share), title=title
    )


def _before(looked: Looked, said: Texts) -> str:
    content = looked.before.content
    if looked.before.withdrawn and content:
        return said("It was known once, and was removed. Adding it brings it back.")
    if content:
        return said(
            "It takes the place of version {n} of {day}.", n=content.number, day=day(content.at.date(), said)
        )
    return ""


def review_day(today: date) -> date:
    """A year from now, which is what is proposed."""
    return today + relativedelta(years=1)
