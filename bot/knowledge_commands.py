"""The commands of those who keep the cluster's knowledge. Each one only translates in and out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.opening import parts_of
from bot.options import OPERATOR, AsJson, By, ClusterName, Config, Data
from bot.said_terms import SaidTerms, day_of
from bot.terminal import say, show
from knowledge.errors import ConfigurationError
from knowledge.models import Asker

if TYPE_CHECKING:
    from bot.use_cases.knowledge_changes import Offer, Outcome
    from bot.wiring import Parts
    from knowledge.holdings.terms import Terms

knowledge = typer.Typer(
    help="Add, list, change and remove what the assistant answers from.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Source = Annotated[str, typer.Argument(help="The document, as 'knowledge list' names it.")]
AudienceName = Annotated[str | None, typer.Option("--audience", metavar="NAME", help="Who may read it.")]
Owner = Annotated[
    str | None, typer.Option("--owner", metavar="EMAIL", help="Who looks after it; '' = nobody.")
]
Review = Annotated[
    str | None, typer.Option("--review", metavar="DATE", help="When it is looked at again; '' = never.")
]
Expires = Annotated[
    str | None, typer.Option("--expires", metavar="DATE", help="The last day on which it holds; '' = none.")
]
_YEAR = timedelta(days=365)


@knowledge.command()
def add(
    place: Annotated[str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a page.")],
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    name: Annotated[str, typer.Option("--name", help="The name to keep it under; default: its own.")] = "",
    audience: AudienceName = None,
    owner: Owner = None,
    review: Review = None,
    expires: Expires = None,
    by: By = OPERATOR,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be added.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add a file or a web page, or a new version of one; it is answered from at once."""
    parts, said = parts_of(config, data, cluster), SaidTerms(audience, owner, review, expires)
    offered = place if "://" in place else _offer(place, name)
    terms = said.over(parts.keep_knowledge.terms_of(offered), parts)
    _look_and_add(parts, offered, terms, by, dry_run, as_json)


def _look_and_add(
    parts: Parts, place: Offer | str, terms: Terms, by: str, dry_run: bool, as_json: bool
) -> None:
    from bot.replies.knowledge import found_json, found_lines, looked_json, looked_lines
    from bot.use_cases.knowledge_changes import Looked
    from bot.watching import watching

    keep = parts.keep_knowledge
    looked = keep.look_at_page(place) if isinstance(place, str) else keep.look(place)
    if not isinstance(looked, Looked):
        _tell(looked, as_json)
        return
    if dry_run or not as_json:
        found = keep.compare(looked, Asker(parts.audiences.names))
        told = looked_json(looked) | found_json(found)
        _print(told, (*looked_lines(looked), *found_lines(found)), as_json)
    if dry_run:
        keep.let_go(looked.taken)
        return
    with watching() as run:
        outcome = keep.add(looked.taken, terms, by, run)
    _tell(outcome, as_json)


@knowledge.command("list")
def list_all(
    config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """Every document: who may read it, who looks after it, until when it holds."""
    from bot.replies.knowledge import shelved_json, shelved_lines

    shelved = parts_of(config, data, cluster).overview.every()
    _print({"documents": [shelved_json(one) for one in shelved]}, shelved_lines(shelved), as_json)


@knowledge.command("show")
def show_one(
    source: Source,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """One document with its versions and its first words."""
    from bot.replies.knowledge import shown_json, shown_lines

    parts = parts_of(config, data, cluster)
    for one in parts.overview.of(source):
        opening, doubts = parts.catalogue.opening(source), parts.catalogue.doubts().get(source, ())
        _print(shown_json(one, opening, doubts), shown_lines(one, opening, doubts), as_json)
        return
    raise ConfigurationError(f"there is no '{source}'; 'klyngebot knowledge list' names what there is.")


@knowledge.command()
def change(
    source: Source,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    audience: AudienceName = None,
    owner: Owner = None,
    review: Review = None,
    expires: Expires = None,
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Keep a document on other terms; what is not named stays."""
    from bot.watching import watching
    from knowledge.holdings.terms import Terms

    parts = parts_of(config, data, cluster)
    holding = parts.holdings.of(source)
    if audience is not None and not holding.is_added:
        raise ConfigurationError(f"who may read {source} is written in cluster.toml; change it there.")
    terms = SaidTerms(audience, owner, review, expires).over(Terms.of(holding), parts)
    with watching() as run:
        _tell(parts.keep_knowledge.change(source, terms, by, run, holding.revision), as_json)


@knowledge.command()
def confirm(
    source: Source,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    review: Review = None,
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Say that a document is right as it is; without --review it is looked at again in a year."""
    parts = parts_of(config, data, cluster)
    review_on = day_of(review or "", "--review") or parts.today() + _YEAR
    _tell(parts.keep_knowledge.confirm(source, by, review_on), as_json)


@knowledge.command()
def remove(
    source: Source,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Answer from a document no more; its versions stay, to be restored."""
    from bot.watching import watching

    parts = parts_of(config, data, cluster)
    with watching() as run:
        _tell(parts.keep_knowledge.remove(source, by, run), as_json)


@knowledge.command()
def restore(
    source: Source,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    version: Annotated[int, typer.Option("--version", min=1, help="Which; default: the last.")] | None = None,
    by: By = OPERATOR,
    as_json: AsJson = False,
) -> None:
    """Answer from a removed document again, or from an earlier version of one."""
    from bot.watching import watching

    parts = parts_of(config, data, cluster)
    with watching() as run:
        _tell(parts.keep_knowledge.restore(source, by, run, version or 0), as_json)


@knowledge.command()
def history(
    source: Annotated[str, typer.Argument(help="One document; none = all changes.")] = "",
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 200,
    as_json: AsJson = False,
) -> None:
    """Who changed what, and when, the latest first."""
    from bot.replies.knowledge import entry_json, entry_lines

    entries = parts_of(config, data, cluster).audit.entries(source, limit)
    _print({"changes": [entry_json(entry) for entry in entries]}, entry_lines(entries), as_json)


@knowledge.command()
def due(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    days: Annotated[int, typer.Option("--days", min=0, help="Also what falls due within so many.")] = 0,
    as_json: AsJson = False,
) -> None:
    """What somebody has to look at: reviews that are due, and what is about to expire."""
    from bot.replies.knowledge import due_json, due_lines

    parts = parts_of(config, data, cluster)
    found = list(parts.overview.due(parts.today() + timedelta(days=days)))
    _print({"due": due_json(found)}, due_lines(found), as_json)


def _offer(place: str, name: str) -> Offer:
    from bot.use_cases.knowledge_changes import Offer

    file = Path(place)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"{place} cannot be read ({error.strerror}); name a file or a URL."
        ) from None
    named = name or file.name
    return Offer(named if Path(named).suffix else named + file.suffix, content)


def _tell(outcome: Outcome, as_json: bool) -> None:
    from bot.replies.knowledge import outcome_json, outcome_line
    from bot.use_cases.knowledge_changes import Kept, NotThere, Removed, Stays

    done = isinstance(outcome, Kept | Removed)
    if as_json:
        show(outcome_json(outcome))
    else:
        say(outcome_line(outcome), err=not done)
    if not done:
        raise typer.Exit(2 if isinstance(outcome, NotThere | Stays) else 1)


def _print(told: Any, lines: Iterable[str], as_json: bool) -> None:
    if as_json:
        show(told)
    else:
        say("\n".join(lines))
