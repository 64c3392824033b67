"""Letters about what somebody has to look at, and what was done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.replies.answer_letters import wrong_line
from bot.replies.buttons import Button, Confirm, Style, buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import plain, shown
from bot.replies.limits import Block
from bot.replies.message import Message, section
from bot.replies.runs import is_linkable, link
from bot.replies.sources import day
from bot.reviewing.kinds import Choice, Gone, Home, Standing
from knowledge.holdings.reminding import AGAIN_AFTER, COORDINATORS
from knowledge.records.reminders import Reminded

_TITLE = 150
_PLACE = 200
_OPENING = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads a letter: their address, and what they may read."""

    email: str
    audiences: frozenset[str]
    said: Texts


@dataclass(frozen=True, slots=True)
class Item:
    """One turn of a letter, and how its matter stands now."""

    reminded: Reminded
    standing: Standing | Gone

    @property
    def is_open(self) -> bool:
        """Whether there still is something to press: nobody has done anything, and it is as it was."""
        now = self.standing
        as_it_was = isinstance(now, Standing) and now.matter.revision == self.reminded.matter.revision
        return self.reminded.settled == "" and as_it_was


def review_letter(items: Sequence[Item], reader: Reader) -> Message:
    """What is to be looked at, each with its buttons; what is done says so. Only the words are in its text."""
    blocks: list[Block] = [section(_opening(items, reader.said))]
    for item in items:
        blocks += _blocks(item, reader)
    texts = (block["text"]["text"] for block in blocks if block["type"] == "section")
    return Message("\n\n".join(texts), tuple(blocks))


def not_yours_letter(said: Texts) -> Message:
    text = said("Only whoever looks after this, and the coordinators, can decide that.")
    return Message(text, (section(text),))


def unknown_letter(said: Texts) -> Message:
    text = said("That reminder is too old; I no longer know what it was about.")
    return Message(text, (section(text),))


def _opening(items: Sequence[Item], said: Texts) -> str:
    first = items[0].reminded.turn
    if first.addressee == COORDINATORS and first.matter.reason == "finding":
        return said(
            "I have tested all curated answers, and something is not right with this one. Whoever stands by it is not "
            "in Slack."
        )
    if first.addressee == COORDINATORS:
        return said(
            "This needs somebody to look at it: whoever looks after it has not answered or is not in Slack, or nobody "
            "looks after it."
        )
    if all(item.reminded.matter.kind == "profile" for item in items):
        return said("It is a year since you last looked at your profile. Is it still right?")
    if all(item.reminded.matter.reason == "finding" for item in items):
        return said(
            "You stand by this answer. I have tested all curated answers, and something is not right with it."
        )
    return said("I answer from this, and you look after it. Is it still right?")


def _blocks(item: Item, reader: Reader) -> Iterator[Block]:
    said, standing = reader.said, item.standing
    if isinstance(standing, Gone) or not item.is_open:
        yield section(_settled(item, reader))
        if item.reminded.settled == "archived" and isinstance(standing, Standing):
            yield buttons([_button("restore", item, said)])
        return
    yield section("\n".join(_lines(item, standing, reader)))
    if standing.choices and _may_know(standing, reader):
        yield buttons([_button(choice, item, said) for choice in standing.choices])


def _lines(item: Item, standing: Standing, reader: Reader) -> Iterator[str]:
    said, may_know = reader.said, _may_know(standing, reader)
    yield _title(standing, reader)
    details = [standing.place] if may_know and standing.home not in ("profile", "answer") else []
    if item.reminded.turn.addressee == COORDINATORS:
        owner = item.reminded.matter.owner
        details.append(
            said("looked after by {owner}", owner=owner) if owner else said("nobody looks after it")
        )
    if details:
        yield " · ".join(shown(detail, _PLACE) for detail in details)
    yield from (f"• {wrong_line(one, said)}" for one in standing.wrong if may_know)
    yield " ".join(_dates(standing, reader))
    if item.reminded.matter.reason == "finding" and not standing.wrong:
        yield said("That is in order again, or wrong in another way of which I write anew.")
    if standing.opening and (not standing.audience or standing.audience in reader.audiences):
        yield f"> {shown(standing.opening, _OPENING)}"
    if item.reminded.put_off is not None:
        again = day((item.reminded.put_off + AGAIN_AFTER).date(), said)
        yield f"{_mend(standing, said)} " + said("I ask again on {day}.", day=again)


def _dates(standing: Standing, reader: Reader) -> Iterator[str]:
    said = reader.said
    if standing.confirmed_on is None:
        yield said("Nobody has confirmed it so far.")
    else:
        who = _who(standing.confirmed_by, reader)
        yield said("Last confirmed on {day} by {who}.", day=day(standing.confirmed_on, said), who=who)
    match standing.matter.reason, standing.expires_on:
        case "expired", date() as ended:
            yield said("It expired on {day}, and I do not answer from it any more.", day=day(ended, said))
        case _, date() as ends:
            yield said("It expires on {day}; after that I do not answer from it.", day=day(ends, said))


def _settled(item: Item, reader: Reader) -> str:
    said, standing, by = reader.said, item.standing, _who(item.reminded.by, reader)
    title = _title(standing, reader) if isinstance(standing, Standing) else f"*{_named(item, said)}*"
    done = _DONE.get(item.reminded.settled)
    if done is not None:
        return done(title, by, standing, said)
    if isinstance(standing, Gone):
        return said("{title} is not there any more. Nothing was done now.", title=title)
    stands = " ".join(_dates(standing, reader))
    return said(
        "{title} has been changed since I wrote. Nothing was done now. {stands}", title=title, stands=stands
    )


def _confirmed(title: str, by: str, standing: Standing | Gone, said: Texts) -> str:
    words = said("✓ {title}: still right, confirmed by {who}.", title=title, who=by)
    if isinstance(standing, Gone) or standing.review_on is None:
        return words
    return f"{words} " + said("I ask again on {day}.", day=day(standing.review_on, said))


def _extended(title: str, by: str, standing: Standing | Gone, said: Texts) -> str:
    words = said("✓ {title}: still right, confirmed by {who}.", title=title, who=by)
    if isinstance(standing, Gone) or standing.expires_on is None:
        return words
    return f"{words} " + said("It holds until and including {day}.", day=day(standing.expires_on, said))


def _archived(title: str, by: str, standing: Standing | Gone, said: Texts) -> str:
    if isinstance(standing, Standing) and standing.home == "answer":
        return said(
            "{title} was archived by {who}: nobody gets this answer any more. It is kept, and can be brought back here "
            "or with `klyngebot answers restore`.",
            title=title,
            who=by,
        )
    return said(
        "{title} was archived by {who}: I do not answer from it any more. It is kept, and can be brought back here or "
        "with `klyngebot knowledge restore`.",
        title=title,
        who=by,
    )


def _restored(title: str, by: str, standing: Standing | Gone, said: Texts) -> str:
    return said("✓ {title} was brought back by {who}: I answer from it again.", title=title, who=by)


def _deleted(title: str, by: str, standing: Standing | Gone, said: Texts) -> str:
    return said("{title} was deleted by {who}.", title=title, who=by)


_DONE: Mapping[str, Callable[[str, str, Standing | Gone, Texts], str]] = {
    "confirmed": _confirmed,
    "extended": _extended,
    "archived": _archived,
    "restored": _restored,
    "deleted": _deleted,
}


def _may_know(standing: Standing, reader: Reader) -> bool:
    """Whether its name is for them: who may read it, and whoever looks after it."""
    is_theirs = standing.home == "profile" or standing.matter.owner == reader.email
    return is_theirs or standing.audience in reader.audiences


def _title(standing: Standing, reader: Reader) -> str:
    said = reader.said
    if not _may_know(standing, reader):
        name = said("Something that you may not read yourself")
        return f"*{name}*"
    if standing.home == "profile":
        return f"*{said('Your profile')}*"
    if is_linkable(standing.url):
        return f"*{link(standing.url, standing.title)}*"
    return f"*{shown(standing.title, _TITLE)}*"


def _named(item: Item, said: Texts) -> str:
    matter = item.reminded.matter
    return said("Your profile") if matter.kind == "profile" else shown(matter.subject, _TITLE)


def _who(email: str, reader: Reader) -> str:
    return reader.said("you") if email.lower() == reader.email else plain(email)


def _mend(standing: Standing, said: Texts) -> str:
    mends: Mapping[Home, str] = {
        "added": said(
            "Send me the new file here, under the same name, and it takes the place of the old one."
        ),
        "folder": said("Change the file in its folder, and I read it anew with the next sync."),
        "page": said("Change the page where it is, and I read it anew with the next sync."),
        "answer": said(
            "Have a coordinator change the answer: `klyngebot answers change {id}`.", id=standing.place
        ),
        "profile": "",
    }
    return mends[standing.home]


def _button(choice: Choice, item: Item, said: Texts) -> Button:
    id = item.reminded.id
    labels: Mapping[Choice, str] = {
        "confirm": said("Still right"),
        "extend": said("Holds for another year"),
        "update": said("Update"),
        "archive": said("Archive"),
        "restore": said("Bring back"),
        "edit": said("Change it"),
        "delete": said("Delete it"),
        "read": said("Open the answer"),
    }
    if choice == "read" and isinstance(item.standing, Standing):
        return Button(labels[choice], f"review.read.{id}", item.standing.place)
    confirm = _asked_first(choice, item, said)
    style: Style = "danger" if confirm else "primary" if choice in ("confirm", "extend") else ""
    return Button(labels[choice], f"review.{choice}.{id}", str(id), style, confirm)


def _asked_first(choice: Choice, item: Item, said: Texts) -> Confirm | None:
    """Only what takes something away is asked about."""
    title = said("Are you sure?")
    if choice == "delete":
        text = said(
            "All that you have told me about yourself is deleted, and you are not introduced any more."
        )
        return Confirm(title, text, said("Delete it"), said("Cancel"))
    if choice == "archive" and item.reminded.matter.kind in ("answer", "finding"):
        text = said("I do not give this answer any more, from the next question on. You can bring it back.")
        return Confirm(title, text, said("Archive"), said("Cancel"))
    if choice == "archive":
        text = said("I do not answer from it any more, from the next question on. You can bring it back.")
        return Confirm(title, text, said("Archive"), said("Cancel"))
    return None
