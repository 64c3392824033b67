"""The commands about what is kept of a person. Each one only translates in and out."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.opening import parts_of
from bot.options import OPERATOR, AsJson, ClusterName, Config, Data
from bot.terminal import say, show
from knowledge.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.wiring import Parts
    from knowledge.privacy.identity import Identity

_SLACK_ID = re.compile(r"[UW][A-Z0-9]+")

privacy = typer.Typer(
    help="What is kept of a person: give it to them, or erase it.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")]
Users = Annotated[
    list[str] | None,
    typer.Option("--slack-user", metavar="ID", help="The person's id in Slack too (U…); may be repeated."),
]


@privacy.command("export")
def export(
    email: Email,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    slack_user: Users = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write to this new file.")] = None,
) -> None:
    """Everything that is kept of a person, as one JSON object."""
    from bot.replies.persons import person_json

    parts = parts_of(config, data, cluster)
    identity = _identity(parts, email, slack_user)
    told = person_json(identity, parts.persons.told(identity), parts.persons.mentions(identity))
    if out is None:
        show(told)
        return
    _write_new(out, json.dumps(told, ensure_ascii=False, indent=2))


@privacy.command("erase")
def erase(
    email: Email,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    slack_user: Users = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take a person out of everything that is kept; registers that still name them are read without them."""
    from bot.replies.persons import erased_json, erased_lines
    from bot.watching import watching

    parts = parts_of(config, data, cluster)
    identity = _identity(parts, email, slack_user)
    if not yes and not typer.confirm(
        f"Erase everything about {identity.email}? It cannot be undone.", err=True
    ):
        raise typer.Exit(1)
    with watching() as run:
        done = parts.erase_person.run(identity, OPERATOR, datetime.now(UTC), run)
    if as_json:
        show(erased_json(done))
    else:
        say("\n".join(erased_lines(done)))


def _identity(parts: Parts, email: str, users: list[str] | None) -> Identity:
    if "@" not in email or len(email.split()) != 1:
        raise ConfigurationError(f"'{email}' is not an e-mail address; write one such as kari@example.org.")
    for user in users or ():
        if not _SLACK_ID.fullmatch(user):
            raise ConfigurationError(
                f"'{user}' is not an id of Slack's; copy it from the person's profile, such as U0123ABCD."
            )
    return parts.persons.identify(email, tuple(users or ()))


def _write_new(file: Path, text: str) -> None:
    """For its owner alone; nothing is left of one that could not be written whole."""
    try:
        with file.open("x", encoding="utf-8") as stream:
            file.chmod(0o600)
            try:
                stream.write(text)
                stream.flush()
            except OSError:
                file.unlink()
                raise
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be written ({error.strerror}); name a new file.") from error
