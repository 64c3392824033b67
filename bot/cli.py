"""The commands. Each one only translates in and out; heavy parts are imported where they are used."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.options import As, AsJson, Audience, Ceilings, Config, Data, Floors, Lines, Now
from bot.terminal import lines as _lines
from bot.terminal import require_one as _require_one
from bot.terminal import show as _show
from knowledge.errors import ConfigurationError, KlyngebotError

if TYPE_CHECKING:
    from bot.asking import Asking
    from bot.wiring import Parts

app = typer.Typer(
    name="klyngebot",
    help="The assistant of a business cluster: cited answers from the cluster's own documents.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The entry point: errors of the house become one sentence and an exit code."""
    try:
        app()
    except ConfigurationError as error:
        typer.echo(f"klyngebot: {error}", err=True)
        sys.exit(2)
    except KlyngebotError as error:
        typer.echo(f"klyngebot: {error}", err=True)
        sys.exit(1)


@app.command()
def ingest(
    config: Config = None,
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when a source failed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sync every source: only what changed is read, what is gone is removed."""
    from bot.replies.sync_report import report_json, report_lines
    from bot.watching import run_sync

    report = run_sync(_parts(config, data), dry_run=dry_run)
    typer.echo(
        json.dumps(report_json(report), ensure_ascii=False) if as_json else "\n".join(report_lines(report))
    )
    if strict and report.failed:
        raise typer.Exit(3)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What to ask.")] = "",
    config: Config = None,
    data: Data = None,
    as_email: As = "",
    audience: Audience = "members",
    now: Now = "",
    file: Lines = "",
    as_json: AsJson = False,
    ics: Annotated[Path | None, typer.Option(help="Write the answer's events to this calendar file.")] = None,
) -> None:
    """Answer a question from the cluster's knowledge, with sources."""
    _require_one(file, question, "question")
    asking = _asking(_parts(config, data), as_email, audience, now)
    if ics is not None:
        typer.echo(asking.with_calendar(asking.question(question), ics))
    elif file:
        for line in _lines(file, "question"):
            _show(asking.on_line(line, "question", asking.answered))
    elif as_json:
        _show(asking.answered(asking.question(question)))
    else:
        typer.echo(asking.words(asking.outcome(asking.question(question))))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to search for.")] = "",
    config: Config = None,
    data: Data = None,
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages.")] = 10,
    as_email: As = "",
    audience: Audience = "members",
    now: Now = "",
    file: Lines = "",
    as_json: AsJson = False,
) -> None:
    """The ranked passages, no answer."""
    _require_one(file, query, "query")
    asking = _asking(_parts(config, data), as_email, audience, now)
    found = partial(asking.found, limit=k)
    if file:
        for line in _lines(file, "query"):
            _show(asking.on_line(line, "query", found))
    elif as_json:
        _show(found(asking.question(query)))
    else:
        typer.echo(asking.listed(asking.question(query), limit=k))


@app.command("eval")
def evaluate(
    file: Annotated[typer.FileBinaryRead, typer.Argument(help="The question set; '-' = standard input.")],
    config: Config = None,
    data: Data = None,
    floor: Floors = None,
    ceiling: Ceilings = None,
    misses: Annotated[bool, typer.Option("--misses", help="List each question that went wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure finding and answering with your own questions (docs/question-sets.md says how to write them)."""
    from bot.evaluating import bounds_of, run_evaluation
    from bot.replies.evaluation import complaint_lines, evaluation_json, evaluation_lines, miss_lines

    bounds = bounds_of(floor or (), ceiling or ())
    parts = _parts(config, data)
    done = run_evaluation(parts, file, bounds)
    if as_json:
        _show(evaluation_json(done, parts.answers.name))
    else:
        typer.echo("\n".join([*evaluation_lines(done), *(miss_lines(done) if misses else ())]))
    for sentence in complaint_lines(done):
        typer.echo(f"klyngebot: {sentence}", err=True)
    raise typer.Exit(done.exit_code)


@app.command()
def status(config: Config = None, data: Data = None, as_json: AsJson = False) -> None:
    """What is indexed, what is stale, and what failed."""
    from bot.asking import status_of
    from bot.replies.plain import status_lines

    found = status_of(_parts(config, data))
    if as_json:
        _show(found)
    else:
        typer.echo("\n".join(status_lines(found)))


@app.command()
def doctor(config: Config = None, data: Data = None, as_json: AsJson = False) -> None:
    """What is wrong with this installation and how to mend it, and what leaves the machine."""
    from bot.checkup import examine, leaving
    from bot.replies.plain import checkup_json, checkup_lines

    parts = _parts(config, data)
    findings, sentences = examine(parts), leaving(parts)
    if as_json:
        _show(checkup_json(findings, sentences))
    else:
        typer.echo("\n".join(checkup_lines(findings, sentences)))
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(1)


@app.command()
def introduce(
    request: Annotated[str, typer.Argument(help="Whom to meet, in words; none = suggest somebody.")] = "",
    asked_for: Annotated[
        str, typer.Option("--for", metavar="EMAIL", help="Who wants to meet somebody.")
    ] = "",
    config: Config = None,
    data: Data = None,
    now: Now = "",
    new: Annotated[
        bool, typer.Option("--new", help="Who is new: a helper, a peer and a host to meet.")
    ] = False,
    file: Lines = "",
    as_json: AsJson = False,
) -> None:
    """Suggest people to meet, and why. Nobody is written to."""
    from bot.introducing import Introducing

    _require_one(file, asked_for, "person with --for")
    if new and (file or request):
        raise ConfigurationError("--new goes with --for alone, without a request or --file.")
    parts = _parts(config, data)
    introducing = Introducing(parts, _asking(parts, "", "members", now))
    if new and as_json:
        _show(introducing.company(asked_for))
    elif new:
        typer.echo(introducing.company_words(asked_for))
    elif file:
        for line in _lines(file, "for"):
            _show(introducing.on_line(line))
    elif as_json:
        _show(introducing.suggested(asked_for, request))
    else:
        typer.echo(introducing.words(asked_for, request))


@app.command("round")
def rehearse_round(
    config: Config = None,
    data: Data = None,
    now: Now = "",
    threes: Annotated[bool, typer.Option("--threes", help="In groups of three; default: in pairs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show who would meet whom if the cluster mixed now, and why. Nobody is written to."""
    from bot.mixing import Rehearsal

    parts = _parts(config, data)
    moment = _asking(parts, "", "members", now).question("").now
    rehearsal = Rehearsal(parts, moment, 3 if threes else 2)
    if as_json:
        _show(rehearsal.json())
    else:
        typer.echo(rehearsal.words())


@app.command()
def introductions(config: Config = None, data: Data = None, now: Now = "", as_json: AsJson = False) -> None:
    """How introductions go, in figures without names."""
    from bot.replies.introduction_measures import measures_json, measures_lines

    parts = _parts(config, data)
    question = _asking(parts, "", "members", now).question("")
    found = parts.measuring.overview(question.asker.audiences, question.now)
    if as_json:
        _show(measures_json(found))
    else:
        typer.echo("\n".join(measures_lines(found)))


@app.command()
def chat(config: Config = None, data: Data = None, as_email: As = "", audience: Audience = "members") -> None:
    """Talk in the terminal; an empty line ends."""
    from bot.chat import Chat, talk
    from bot.introducing import Introducing
    from bot.screens import screen

    parts = _parts(config, data)
    asking = _asking(parts, as_email, audience, "")
    conversation = Chat(asking, Introducing(parts, asking), parts.house, as_email)
    try:
        talk(conversation, partial(input, "> " if sys.stdin.isatty() else ""), screen())
    except KeyboardInterrupt:
        typer.echo()


@app.command()
def serve(
    config: Config = None,
    data: Data = None,
    listen: Annotated[
        str, typer.Option("--listen", metavar="HOST:PORT", help="For HTTP.")
    ] = "127.0.0.1:3000",
) -> None:
    """Run the Slack bot: Socket Mode when SLACK_APP_TOKEN is set, else HTTP at /slack/events."""
    from bot.slack_side import run

    run(_parts(config, data), listen)


@app.command()
def manifest(
    config: Config = None,
    data: Data = None,
    request_url: Annotated[
        str, typer.Option("--request-url", help="For HTTP: where Slack sends events.")
    ] = "",
) -> None:
    """Print the Slack app manifest (JSON)."""
    from bot.manifest import manifest as build

    house = _parts(config, data).house
    made = build(house.cluster, not request_url, request_url, house.language)
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))


def _parts(config: Path | None, data: Path | None) -> Parts:
    from bot.settings import read_environment
    from bot.wiring import build_parts

    return build_parts(read_environment(), config, data)


def _asking(parts: Parts, as_email: str, audience: str, now: str) -> Asking:
    from bot.asking import Asking, Defaults

    asking = Asking(parts, Defaults(as_email, audience, now))
    if not parts.catalogue.fact("synced_at"):
        typer.echo("klyngebot: nothing is indexed yet; run: klyngebot ingest", err=True)
    return asking
