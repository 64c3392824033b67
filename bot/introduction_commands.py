"""The commands about introductions. Each one only translates in and out."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.opening import asking_of, parts_of
from bot.options import AsJson, ClusterName, Config, Data, Lines, Now
from bot.terminal import lines, require_one, say, show
from knowledge.errors import ConfigurationError


def introduce(
    request: Annotated[str, typer.Argument(help="Whom to meet, in words; none = suggest somebody.")] = "",
    asked_for: Annotated[
        str, typer.Option("--for", metavar="EMAIL", help="Who wants to meet somebody.")
    ] = "",
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    now: Now = "",
    new: Annotated[
        bool, typer.Option("--new", help="Who is new: a helper, a peer and a host to meet.")
    ] = False,
    file: Lines = "",
    as_json: AsJson = False,
) -> None:
    """Suggest people to meet, and why. Nobody is written to."""
    from bot.introducing import Introducing

    require_one(file, asked_for, "person with --for")
    if new and (file or request):
        raise ConfigurationError("--new goes with --for alone, without a request or --file.")
    parts = parts_of(config, data, cluster)
    introducing = Introducing(parts, asking_of(parts, "", "members", now))
    if new and as_json:
        show(introducing.company(asked_for))
    elif new:
        say(introducing.company_words(asked_for))
    elif file:
        for line in lines(file, "for"):
            show(introducing.on_line(line))
    elif as_json:
        show(introducing.suggested(asked_for, request))
    else:
        say(introducing.words(asked_for, request))


def rehearse_round(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    now: Now = "",
    threes: Annotated[bool, typer.Option("--threes", help="In groups of three; default: in pairs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show who would meet whom if the cluster mixed now, and why. Nobody is written to."""
    from bot.mixing import Rehearsal

    parts = parts_of(config, data, cluster)
    moment = asking_of(parts, "", "members", now).question("").now
    rehearsal = Rehearsal(parts, moment, 3 if threes else 2)
    if as_json:
        show(rehearsal.json())
    else:
        say(rehearsal.words())


def introductions(
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    now: Now = "",
    as_json: AsJson = False,
) -> None:
    """How introductions go, in figures without names."""
    from bot.replies.introduction_measures import measures_json, measures_lines

    parts = parts_of(config, data, cluster)
    question = asking_of(parts, "", "members", now).question("")
    found = parts.measuring.overview(question.asker.audiences, question.now)
    if as_json:
        show(measures_json(found))
    else:
        say("\n".join(measures_lines(found)))
