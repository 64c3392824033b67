"""The commands that keep a data folder in one file, and bring it back. Each one only translates in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.opening import parts_of
from bot.options import AsJson, ClusterName, Config, Data
from bot.terminal import say, show
from knowledge.errors import ConfigurationError

BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup, such as monday.tar.gz.")]


def backup(
    file: BackupFile,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Write the data folder as it is into one new file; a running bot goes on."""
    from bot.watching import watching
    from knowledge.backups import Backup

    parts = parts_of(config, data, cluster)
    environment = parts.environment
    for name in ("KLYNGEBOT_DATABASE_URL", "KLYNGEBOT_CHROMA_URL"):
        if getattr(environment, name.lower()):
            raise ConfigurationError(
                f"{name} is set, so the data folder is not the whole; copy the servers with their own tools."
            )
    with watching() as run:
        kept = Backup(parts.data_folder, parts.library, parts.stores.vectors).write(
            file, run.wait_seconds, run.wait
        )
    if as_json:
        show({"file": str(file), "files": kept.files, "bytes": kept.size})
    else:
        say(f"{file}: {kept.files} files of {parts.data_folder}. It holds personal data and board papers.")


def restore(
    file: BackupFile,
    config: Config = None,
    data: Data = None,
    cluster: ClusterName = "",
    as_json: AsJson = False,
) -> None:
    """Bring a backup back into a data folder that is empty or not there yet."""
    from knowledge.backups import restore as restored

    parts = parts_of(config, data, cluster)
    kept = restored(file, parts.data_folder)
    if as_json:
        show({"file": str(file), "files": kept.files, "bytes": kept.size})
    else:
        say(f"{parts.data_folder}: {kept.files} files of {file}. Now run: klyngebot doctor")
