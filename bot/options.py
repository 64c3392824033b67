"""The options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None, typer.Option("--config", help="The cluster's file.", show_default="./cluster.toml")
]
Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder.", show_default=".klyngebot beside it")
]
ClusterName = Annotated[
    str, typer.Option("--cluster", metavar="NAME", help="Which of several clusters; see KLYNGEBOT_CLUSTERS.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
As = Annotated[str, typer.Option("--as", metavar="EMAIL", help="Answer as to this person.")]
Audience = Annotated[
    str, typer.Option("--audience", metavar="NAME", help="Answer as to a person of this audience.")
]
Now = Annotated[str, typer.Option("--now", metavar="ISO", help="The time to answer at; default: now.")]
# Who has a shell on the machine, unless they say who they are.
OPERATOR = "operator"
By = Annotated[str, typer.Option("--by", metavar="EMAIL", help="Who does this, for the audit log.")]
Lines = Annotated[
    str, typer.Option("--file", metavar="F.jsonl", help="Questions as JSON Lines; '-' = standard input.")
]

Floors = Annotated[
    list[str] | None,
    typer.Option(
        "--floor", metavar="MEASURE=X", help="Exit with 1 below it: recall@5=0.85, nb-en:ndcg@10=0.7."
    ),
]
Ceilings = Annotated[
    list[str] | None,
    typer.Option("--ceiling", metavar="MEASURE=X", help="Exit with 1 above it: abstained-wrongly=0.15."),
]
