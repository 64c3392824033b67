"""``klyngebot answers …``: curated answers from a terminal. Each command only translates in and out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.opening import parts_of
from bot.options import OPERATOR, AsJson, By, ClusterName, Config, Data
from bot.terminal import say, show
from knowledge.errors import ConfigurationError, Superseded

if TYPE_CHECKING:
    from bot.use_cases.keep_answers import Faulty
    from bot.wiring import Parts
    from knowledge.curated.answer import CuratedAnswer, Overtaken, Unknown

answers = typer.Typer(
    help="Answers that somebody has given and stands by: they come before documents.", no_args_is_help=True
)

Id = Annotated[str, typer.Argument(metavar="ID", help="As 'answers list' shows it.")]
Forms = Annotated[
    list[str] | None,
    typer.Option("--question", help="A question that it answers, in either language; may be repeated."),
]
Text = Annotated[
    str | None, typer.Option("--answer", help="What it says, in Markdown; '-' = standard input.")
]
TextNb = Annotated[str | None, typer.Option("--answer-nb", help="What it says to who asks in Norwegian.")]
TextEn = Annotated[str | None, typer.Option("--answer-en", help="What it says to who asks in English.")]
Readers = Annotated[
    str | None, typer.Option("--audience", metavar="NAME", help="Who may read it; default: members.")
]
Owner = Annotated[
    str | None,
    typer.Option("--owner", metavar="EMAIL", help="Who stands by it; default: the first coordinator."),
]
Expires = Annotated[
    str | None,
    typer.Option("--expires", metavar="DAY", help="The last day on which it holds; 'never' = none."),
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="A source that it stands on; may be repeated; '' = none.")
]
Seen = Annotated[
    int | None, typer.Option("--version", help="Only if it still is this version, as 'answers show' told it.")
]


@answers.command("list")
def list_answers(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    archived: Annotated[bool, typer.Option("--archived", help="Those that were removed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Every curated answer, the oldest first."""
    from bot.replies.curated_answers import curated_json, listed_lines

    parts = parts_of(config, data, cluster)
    shelf, day = parts.curated.shelf, parts.today()
    kept = shelf.archived() if archived else shelf.every()
    if as_json:
        show({"answers": [curated_json(answer, day) for answer in kept]})
    else:
        say("\n".join(listed_lines(kept, day)))


@answers.command("show")
def show_answer(
    id: Id, config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """All of one answer."""
    parts = parts_of(config, data, cluster)
    _tell(_known(parts, id), parts, as_json)


@answers.command()
def add(
    question: Forms = None,
    answer: Text = None,
    answer_nb: TextNb = None,
    answer_en: TextEn = None,
    audience: Readers = None,
    owner: Owner = None,
    expires: Expires = None,
    source: Sources = None,
    by: By = OPERATOR,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Write an answer down; whoever asks the same in other words gets it from now on."""
    from knowledge.curated.answer import Draft

    parts = parts_of(config, data, cluster)
    first = next(iter(parts.settings.cluster.coordinators), "")
    written = Written(question, answer, answer_nb, answer_en, audience, owner, expires, source).fields
    draft = replace(Draft((), owner=first), **written)
    _tell(_kept(parts.keep_answers.add(draft, by)), parts, as_json)


@answers.command()
def change(
    id: Id,
    question: Forms = None,
    answer: Text = None,
    answer_nb: TextNb = None,
    answer_en: TextEn = None,
    audience: Readers = None,
    owner: Owner = None,
    expires: Expires = None,
    source: Sources = None,
    by: By = OPERATOR,
    version: Seen = None,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Change what is named, and leave the rest; who changes an answer confirms it."""
    parts = parts_of(config, data, cluster)
    before = _known(parts, id)
    written = Written(question, answer, answer_nb, answer_en, audience, owner, expires, source).fields
    if not written:
        raise ConfigurationError("name what to change, such as --answer TEXT.")
    draft = replace(before.draft, **written)
    changed = parts.keep_answers.change(id, draft, by, _seen(before, version))
    _tell(_kept(changed), parts, as_json)


@answers.command()
def confirm(
    id: Id,
    by: By = OPERATOR,
    version: Seen = None,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """It is still right: say so with today's date."""
    parts = parts_of(config, data, cluster)
    before = _known(parts, id)
    confirmed = parts.keep_answers.confirm(id, by, _seen(before, version))
    _tell(_kept(confirmed), parts, as_json)


@answers.command()
def remove(
    id: Id,
    by: By = OPERATOR,
    version: Seen = None,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Archive it; no question finds it from that moment, and 'answers restore' brings it back."""
    parts = parts_of(config, data, cluster)
    before = _known(parts, id)
    removed = _kept(parts.keep_answers.remove(id, by, _seen(before, version)))
    if as_json:
        show({"removed": removed.id})
    else:
        say(f"Removed {removed.id}: {removed.title}")


@answers.command()
def restore(
    id: Id,
    by: By = OPERATOR,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Give again what was removed."""
    parts = parts_of(config, data, cluster)
    archived = next((one for one in parts.curated.shelf.archived() if one.id == id), None)
    if archived is None:
        raise ConfigurationError(
            f"there is no archived answer '{id}'; see: klyngebot answers list --archived."
        )
    restored = parts.keep_answers.restore(id, by, archived.version)
    _tell(_kept(restored), parts, as_json)


@answers.command("test")
def ask_all(
    config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """Ask each answer's questions, and see whether its sources still are there; 1 where something is wrong."""
    from bot.replies.curated_answers import findings_json, findings_lines

    parts = parts_of(config, data, cluster)
    tested = len(parts.curated.shelf.every())
    found = parts.curated.regression.findings(parts.today())
    if as_json:
        show(findings_json(found, tested))
    else:
        say("\n".join(findings_lines(found, tested)))
    if found:
        raise typer.Exit(1)


@dataclass(frozen=True)
class Written:
    """What the options name; None where one does not."""

    forms: list[str] | None
    text: str | None
    text_nb: str | None
    text_en: str | None
    audience: str | None
    owner: str | None
    expires: str | None
    sources: list[str] | None

    @property
    def fields(self) -> dict[str, Any]:
        """Those of a draft."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _read(name, value) for name, value in named.items() if value not in (None, [])}


def _read(name: str, value: str | list[str]) -> str | date | tuple[str, ...] | None:
    if isinstance(value, list):
        return tuple(value)
    if name == "expires":
        return _day(value)
    return _text(value) if name.startswith("text") else value


def _text(written: str) -> str:
    return typer.get_text_stream("stdin").read() if written == "-" else written


def _day(written: str) -> date | None:
    if written == "never":
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ConfigurationError(
            f"'{written}' is not a day; write one such as 2027-12-31, or never."
        ) from None


def _seen(before: CuratedAnswer, version: int | None) -> int:
    """The version that whoever changes it has looked at: as the option says, else the present one."""
    return before.version if version is None else version


def _known(parts: Parts, id: str) -> CuratedAnswer:
    return _kept(parts.curated.shelf.get(id))


def _kept(outcome: CuratedAnswer | Faulty | Overtaken | Unknown) -> CuratedAnswer:
    """Raises what a person is to be told of any other outcome."""
    from knowledge.curated.answer import CuratedAnswer

    return outcome if isinstance(outcome, CuratedAnswer) else _refuse(outcome)


def _refuse(outcome: Faulty | Overtaken | Unknown) -> NoReturn:
    from knowledge.curated.answer import Overtaken, Unknown

    match outcome:
        case Unknown(id):
            raise ConfigurationError(f"there is no curated answer '{id}'; see: klyngebot answers list.")
        case Overtaken(now):
            raise Superseded(
                f"{now.id} was changed meanwhile and is version {now.version} now; "
                f"look at it with 'klyngebot answers show {now.id}', and try again."
            )
        case _:
            first = outcome.faults[0]
            raise ConfigurationError(f"--{first.field}: {first.says}")


def _tell(answer: CuratedAnswer, parts: Parts, as_json: bool) -> None:
    from bot.replies.curated_answers import curated_json, curated_lines

    day = parts.today()
    if as_json:
        show(curated_json(answer, day))
    else:
        say("\n".join(curated_lines(answer, day)))
