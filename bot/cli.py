"""The commands. Each one only translates in and out; heavy parts are imported where they are used."""

from __future__ import annotations

import json
import sys
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.answer_commands import answers
from bot.backup_commands import backup, restore
from bot.cluster_commands import clusters
from bot.gap_commands import gaps
from bot.introduction_commands import introduce, introductions, rehearse_round
from bot.knowledge_commands import knowledge
from bot.move_commands import move
from bot.opening import asking_of, installation_of, parts_of
from bot.options import As, AsJson, Audience, Ceilings, ClusterName, Config, Data, Floors, Lines, Now
from bot.privacy_commands import privacy
from bot.report_command import report
from bot.settings import read_environment
from bot.terminal import lines, require_one, say, show
from knowledge.errors import ConfigurationError, KlyngebotError

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
        read_environment()  # Chroma reads .env too, as it is imported, and has no sentence for one that it cannot read
        app()
    except ConfigurationError as error:
        say(f"klyngebot: {error}", err=True)
        sys.exit(2)
    except KlyngebotError as error:
        say(f"klyngebot: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        typer.echo("klyngebot: no room is left on the disk; make room, then run this again.", err=True)
        sys.exit(1)


@app.command()
def ingest(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 when a source failed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sync every source: only what changed is read, what is gone is removed."""
    from bot.replies.sync_report import report_json, report_lines
    from bot.watching import run_sync

    report = run_sync(parts_of(config, data, cluster), dry_run=dry_run)
    if as_json:
        show(report_json(report))
    else:
        say("\n".join(report_lines(report)))
    if strict and report.failed:
        raise typer.Exit(3)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What to ask.")] = "",
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_email: As = "",
    audience: Audience = "members",
    now: Now = "",
    file: Lines = "",
    as_json: AsJson = False,
    ics: Annotated[Path | None, typer.Option(help="Write the answer's events to this calendar file.")] = None,
) -> None:
    """Answer a question from the cluster's knowledge, with sources."""
    require_one(file, question, "question")
    asking = asking_of(parts_of(config, data, cluster), as_email, audience, now)
    if ics is not None:
        say(asking.with_calendar(asking.question(question), ics))
    elif file:
        for line in lines(file, "question"):
            show(asking.on_line(line, "question", asking.answered))
    elif as_json:
        show(asking.answered(asking.question(question)))
    else:
        say(asking.words(asking.outcome(asking.question(question))))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to search for.")] = "",
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages.")] = 10,
    as_email: As = "",
    audience: Audience = "members",
    now: Now = "",
    file: Lines = "",
    as_json: AsJson = False,
) -> None:
    """The ranked passages, no answer."""
    require_one(file, query, "query")
    asking = asking_of(parts_of(config, data, cluster), as_email, audience, now)
    found = partial(asking.found, limit=k)
    if file:
        for line in lines(file, "query"):
            show(asking.on_line(line, "query", found))
    elif as_json:
        show(found(asking.question(query)))
    else:
        say(asking.listed(asking.question(query), limit=k))


@app.command("eval")
def evaluate(
    file: Annotated[typer.FileBinaryRead, typer.Argument(help="The question set; '-' = standard input.")],
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    floor: Floors = None,
    ceiling: Ceilings = None,
    misses: Annotated[bool, typer.Option("--misses", help="List each question that went wrong.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure finding and answering with your own questions (docs/question-sets.md says how to write them)."""
    from bot.evaluating import bounds_of, run_evaluation
    from bot.replies.evaluation import complaint_lines, evaluation_json, evaluation_lines, miss_lines

    bounds = bounds_of(floor or (), ceiling or ())
    parts = parts_of(config, data, cluster)
    done = run_evaluation(parts, file, bounds)
    if as_json:
        show(evaluation_json(done, parts.answers.name))
    else:
        say("\n".join([*evaluation_lines(done), *(miss_lines(done) if misses else ())]))
    for sentence in complaint_lines(done):
        say(f"klyngebot: {sentence}", err=True)
    raise typer.Exit(done.exit_code)


@app.command()
def status(
    config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """What is indexed, what is stale, and what failed."""
    from bot.asking import status_of
    from bot.replies.plain import status_lines

    found = status_of(parts_of(config, data, cluster))
    if as_json:
        show(found)
    else:
        say("\n".join(status_lines(found)))


@app.command()
def doctor(
    config: Config = None, data: Data = None, cluster: ClusterName = "", as_json: AsJson = False
) -> None:
    """What is wrong with this installation and how to mend it, and what leaves the machine."""
    from bot.checkup import examine, leaving
    from bot.replies.plain import checkup_json, checkup_lines

    parts = parts_of(config, data, cluster)
    findings, sentences = examine(parts), leaving(parts)
    if as_json:
        show(checkup_json(findings, sentences))
    else:
        say("\n".join(checkup_lines(findings, sentences)))
    if any(finding.state == "wrong" for finding in findings):
        raise typer.Exit(1)


app.command()(introduce)
app.command("round")(rehearse_round)
app.command()(introductions)
app.command()(report)
app.command()(backup)
app.command()(restore)
app.command()(move)
app.command()(clusters)
app.add_typer(knowledge, name="knowledge")
app.add_typer(answers, name="answers")
app.add_typer(gaps, name="gaps")
app.add_typer(privacy, name="privacy")


@app.command()
def chat(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_email: As = "",
    audience: Audience = "members",
) -> None:
    """Talk in the terminal; an empty line ends."""
    from bot.chat import Chat, talk
    from bot.introducing import Introducing
    from bot.screens import screen

    parts = parts_of(config, data, cluster)
    asking = asking_of(parts, as_email, audience, "")
    conversation = Chat(asking, Introducing(parts, asking), parts.house, as_email)
    try:
        talk(conversation, partial(input, "> " if sys.stdin.isatty() else ""), screen())
    except KeyboardInterrupt:
        say("")


@app.command()
def serve(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    listen: Annotated[
        str, typer.Option("--listen", metavar="HOST:PORT", help="For HTTP.")
    ] = "127.0.0.1:3000",
) -> None:
    """Run the Slack bot: Socket Mode when SLACK_APP_TOKEN is set, else HTTP at /slack/events; with several clusters
    (KLYNGEBOT_CLUSTERS) all of them."""
    environment = read_environment()
    if config or data or cluster or not environment.klyngebot_clusters:
        from bot.slack_side import run

        run(parts_of(config, data, cluster), listen)
    else:
        from bot.workspaces.serving import run as run_all

        run_all(installation_of(environment), listen)


@app.command()
def manifest(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    request_url: Annotated[
        str, typer.Option("--request-url", help="For HTTP: where Slack sends events.")
    ] = "",
) -> None:
    """Print the Slack app manifest (JSON)."""
    from bot.http_door import REDIRECT_PATH
    from bot.manifest import for_several
    from bot.manifest import manifest as build

    parts = parts_of(config, data, cluster)
    made = build(parts.house.cluster, not request_url, request_url, parts.house.language)
    if parts.name and request_url:
        made = for_several(made, f"{request_url.rstrip('/')}{REDIRECT_PATH}")
    say(json.dumps(made, ensure_ascii=False, indent=2))
