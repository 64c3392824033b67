"""The letters that come by themselves: all of each stands in its text, and only the menu is for the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.digests.member_news import MemberNews
from bot.digests.periods import Often
from bot.digests.week import Week
from bot.replies.bars import bars
from bot.replies.buttons import buttons
from bot.replies.catalogue import Texts
from bot.replies.inert import plain, shown
from bot.replies.limits import Block
from bot.replies.message import Message, lines_of
from bot.replies.news import document_line, event_line
from bot.replies.preferences import digest_menu
from bot.replies.sources import day
from bot.replies.unnamed import unnamed_lines
from knowledge.directory.directory import Organisation
from knowledge.gaps.gap import GapGroup
from knowledge.holdings.holding import Due
from knowledge.holdings.overview import Shelved

_MOST_LISTED = 8
_MOST_GAPS = 5
_LONGEST = 150


def member_letter(news: MemberNews, cluster: str, often: Often, said: Texts) -> Message:
    """``often`` is what the reader has chosen."""
    closing = (
        said("You get this every week, because you chose it.")
        if often == "weekly"
        else said("You get this every month, because you chose it.")
    )
    parts = [
        [said("*What is new in {cluster}*", cluster=plain(cluster))],
        _list(said("New members:"), [_member(one) for one in news.members], said),
        _list(said("Coming:"), [event_line(one, said) for one in news.events], said),
        _list(said("New documents:"), [document_line(one, said) for one in news.documents], said),
        [closing],
    ]
    return _letter(parts, buttons([digest_menu(often, said)]))


def week_letter(week: Week, cluster: str, said: Texts) -> Message:
    """For a coordinator."""
    period = week.period
    opening = said(
        "*The week in {cluster}*, {first} to {last}",
        cluster=plain(cluster),
        first=day(period.first, said),
        last=day(period.last, said),
    )
    parts = [
        [opening],
        list(_asked(week, said)),
        list(_gaps(week.gaps, said)),
        _list(said("New in the knowledge:"), [document_line(one, said) for one in week.arrived], said),
        _list(said("Due for a look:"), [_due(*pair, said) for pair in week.due], said),
        _list(said("Could not be read:"), [_failure(one.source, one.reason) for one in week.failed], said),
        list(unnamed_lines(week.hidden, said)),
        list(_introductions(week, said)),
    ]
    return _letter(parts)


def _letter(parts: Sequence[Sequence[str]], *rows: Block) -> Message:
    filled = [lines for lines in parts if lines]
    blocks = [block for lines in filled for block in lines_of(lines)]
    return Message("\n\n".join("\n".join(lines) for lines in filled), (*blocks, *rows))


def _list(heading: str, lines: Sequence[str], said: Texts) -> list[str]:
    """Nothing where there are no lines."""
    more = [said("And {count} more.", count=len(lines) - _MOST_LISTED)] if len(lines) > _MOST_LISTED else []
    return [f"*{heading}*", *lines[:_MOST_LISTED], *more] if lines else []


def _member(one: Organisation) -> str:
    facts = ", ".join(shown(part, _LONGEST) for part in (one.row.type, one.row.place) if part)
    return f"• {shown(one.name, _LONGEST)}" + (f" ({facts})" if facts else "")


def _asked(week: Week, said: Texts) -> Iterator[str]:
    outcomes = week.asked.outcomes
    total = sum(outcomes.values())
    if not total:
        yield said("Nobody asked me anything.")
    else:
        yield said(
            "*Asked:* {count} questions by {people} people; {answered} answered, {unanswered} not.",
            count=total,
            people=week.asked.people,
            answered=total - outcomes.get("abstained", 0),
            unanswered=outcomes.get("abstained", 0),
        )
    if any(week.drawn):
        yield said(
            "Questions a week, this one last: {bars} ({counts})",
            bars=bars(week.drawn),
            counts=", ".join(map(str, week.drawn)),
        )


def _gaps(gaps: Sequence[GapGroup], said: Texts) -> Iterator[str]:
    if not gaps:
        return
    yield said("*Not answered well yet:* {count}. Most asked:", count=len(gaps))
    for group in gaps[:_MOST_GAPS]:
        words = shown(group.questions[0].words, _LONGEST)
        yield said("• “{words}” (asked by {people})", words=words, people=group.people)


def _due(one: Shelved, what: Due, said: Texts) -> str:
    care = one.holding.care
    title = shown(one.title or one.source, _LONGEST)
    if what == "expiry" and care.expires_on:
        return said("• {title}: expires {day}", title=title, day=day(care.expires_on, said))
    when = day(care.review_on, said) if care.review_on else "–"
    return said("• {title}: to be looked at since {day}", title=title, day=when)


def _failure(source: str, reason: str) -> str:
    return f"• {shown(source, _LONGEST)}: {shown(reason, _LONGEST)}"


def _introductions(week: Week, said: Texts) -> Iterator[str]:
    measures = week.overall.measures
    if not measures.requested:
        return
    yield said(
        "*Introductions:* {begun} begun and {introduced} introduced this week.",
        begun=week.begun,
        introduced=week.introduced,
    )
    if measures.met_rate is not None:
        yield said("So far {share} of those who told have met.", share=f"{measures.met_rate:.0%}")
