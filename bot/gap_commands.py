"""The commands about what was not answered well. Each one only translates in and out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from bot.opening import parts_of
from bot.options import OPERATOR, AsJson, By, ClusterName, Config, Data
from bot.terminal import say, show
from knowledge.errors import ConfigurationError
from knowledge.models import MEMBERS

if TYPE_CHECKING:
    from bot.replies.catalogue import Texts
    from bot.wiring import Parts
    from knowledge.gaps.gap import AlreadySettled, Settled, UnknownGap

_NEW = "new"


class ListsByDefault(TyperGroup):
    """``klyngebot gaps --all`` is ``klyngebot gaps list --all``."""

    # Typer brings a Click of its own from one version on, so the context has two types.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


gaps = typer.Typer(
    cls=ListsByDefault,
    help="What members asked and did not get answered: list, show, answer, dismiss, move.",
    rich_markup_mode=None,
)

Number = Annotated[int, typer.Argument(metavar="ID", help="The number in the list.")]


@gaps.command("list")
def list_gaps(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    all_of_them: Annotated[bool, typer.Option("--all", help="Also what is answered or put aside.")] = False,
    as_json: AsJson = False,
) -> None:
    """What was not answered, what most people asked first."""
    from bot.replies.gaps import gaps_json, gaps_lines

    parts = parts_of(config, data, cluster)
    found = [one for one in parts.gap_desk.groups(datetime.now(UTC)) if all_of_them or one.state == "open"]
    _tell(gaps_json(found), gaps_lines(found, _said(parts)), as_json)


@gaps.command("show")
def show_gap(
    id: Number, config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """One group with all of its questions, which stay together for a day."""
    from bot.replies.gaps import group_json, group_lines
    from knowledge.gaps.gap import UnknownGap

    parts = parts_of(config, data, cluster)
    found = parts.gap_desk.open(id, datetime.now(UTC))
    if isinstance(found, UnknownGap):
        _unknown(f"number {id}")
    _tell(group_json(found), group_lines(found, _said(parts)), as_json)


@gaps.command("answer")
def answer_gap(
    id: Number,
    text: Annotated[str, typer.Argument(help="The answer, for everyone who asked.")],
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    audience: Annotated[str, typer.Option("--audience", help="Who may read it.")] = MEMBERS,
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Answer once, for everyone who asked and may read it."""
    from bot.replies.gaps import answered_line, settled_json

    if not text.strip():
        raise ConfigurationError("the answer is empty; write it between quotation marks.")
    parts = parts_of(config, data, cluster)
    if audience not in parts.audiences.names:
        known = ", ".join(sorted(parts.audiences.names))
        raise ConfigurationError(f"there is no audience '{audience}'; use one of: {known}.")
    outcome = parts.gap_desk.answer(id, text.strip(), by, datetime.now(UTC), audience)
    done = _settled(outcome, id, _said(parts))
    _tell(settled_json(done), [answered_line(done, _said(parts))], as_json)


@gaps.command("dismiss")
def dismiss_gap(
    id: Number,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; for other coordinators, and required.")] = "",
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Put it aside: it is not to be answered."""
    from bot.replies.gaps import dismissed_line, settled_json

    if not reason.strip():
        raise ConfigurationError("say why it is put aside, with --reason 'TEXT'.")
    parts = parts_of(config, data, cluster)
    outcome = parts.gap_desk.dismiss(id, reason.strip(), by, datetime.now(UTC))
    done = _settled(outcome, id, _said(parts))
    _tell(settled_json(done), [dismissed_line(done, _said(parts))], as_json)


@gaps.command("move")
def move_question(
    question: Annotated[int, typer.Argument(metavar="QUESTION", help="Its number in `gaps show`.")],
    group: Annotated[str, typer.Argument(metavar="GROUP", help="A number in the list, or 'new'.")],
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Put a question into another group, or into one of its own."""
    from bot.replies.gaps import moved_json, moved_line
    from knowledge.gaps.gap import UnknownGap

    if group != _NEW and not group.isdecimal():
        raise ConfigurationError(f"'{group}' is no group; give a number of the list, or '{_NEW}'.")
    parts = parts_of(config, data, cluster)
    done = parts.gap_desk.move(question, None if group == _NEW else int(group), by, datetime.now(UTC))
    if isinstance(done, UnknownGap):
        _unknown(f"question {question}, or group {group},")
    _tell(moved_json(done), [moved_line(done, _said(parts))], as_json)


def _settled(outcome: Settled | AlreadySettled | UnknownGap, id: int, said: Texts) -> Settled:
    from bot.replies.gaps import already_line
    from knowledge.gaps.gap import AlreadySettled, UnknownGap

    if isinstance(outcome, UnknownGap):
        _unknown(f"number {id}")
    if isinstance(outcome, AlreadySettled):
        say(f"klyngebot: {already_line(outcome.group, said)}", err=True)
        raise typer.Exit(1)
    return outcome


def _unknown(what: str) -> NoReturn:
    raise ConfigurationError(f"{what} is not in the list (any more); see: klyngebot gaps list --all")


def _said(parts: Parts) -> Texts:
    from bot.replies.catalogue import texts

    return texts(parts.house.language)


def _tell(result: dict[str, Any], lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        show(result)
    else:
        say("\n".join(lines))
