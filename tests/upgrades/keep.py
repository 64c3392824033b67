"""Keeps a data folder as a version of the program writes it: ``python -m tests.upgrades.keep NAME [PROGRAM]``.

``PROGRAM`` is the folder of an older version's files; without it the folder is today's. Commands that the version
does not have yet are passed over.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
CLUSTER = HERE / "cluster"
# What the folder says of when it was made: the same however often it is made.
_MTIME = 1_795_000_000
_UNKNOWN_COMMAND = 2
COMMANDS = (
    ("ingest",),
    ("knowledge", "add", "elsewhere/hund.md", "--owner", "kari@tangen.example"),
    (
        "answers",
        "add",
        "--question",
        "Hvor er nøkkelen til kaia?",
        "--answer",
        "Nøkkelen til kaia henger i naustet.",
    ),
    ("privacy", "erase", "ann@havforsk.example", "--yes"),
)


def unpacked_cluster(folder: Path) -> Path:
    shutil.copytree(CLUSTER, folder)
    added = folder / "elsewhere" / "hund.md"
    added.parent.mkdir()
    added.write_text("# Hunder (oppdiktet)\n\nHunder er velkomne på fredager.\n", encoding="utf-8")
    for path in sorted(folder.rglob("*")):
        os.utime(path, (_MTIME, _MTIME))
    return folder


def unpacked_data(name: str, folder: Path) -> None:
    """The data folder of that name, beside the sources in ``folder``; for its owner alone, as the program makes it."""
    (folder / ".klyngebot").mkdir(mode=0o700)
    with tarfile.open(HERE / f"{name}.tar.gz") as tar:
        tar.extractall(folder, filter="data")


def keep(name: str, program: Path) -> Path:
    with tempfile.TemporaryDirectory() as aside:
        folder = unpacked_cluster(Path(aside) / "cluster")
        for command in COMMANDS:
            code = _run(program, folder, "-m", "bot", *command)
            if code not in (0, _UNKNOWN_COMMAND):
                raise SystemExit(f"{command} ended with {code}")
            if command == ("ingest",):
                _run(program, folder, str(HERE / "people_say.py"), str(folder))
        return _packed(folder, HERE / f"{name}.tar.gz")


def _run(program: Path, folder: Path, *arguments: str) -> int:
    environment = os.environ | {"PYTHONPATH": str(program), "PYTHONSAFEPATH": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment).returncode


def _packed(folder: Path, file: Path) -> Path:
    with (
        file.open("wb") as stream,
        gzip.GzipFile("", "wb", mtime=_MTIME, fileobj=stream) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as tar,
    ):
        for path in sorted((folder / ".klyngebot").rglob("*")):
            if path.is_file() and path.suffix != ".lock":
                tar.add(path, path.relative_to(folder).as_posix(), filter=_plain)
    return file


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mtime, member.uid, member.gid, member.uname, member.gname = _MTIME, 0, 0, "", ""
    return member


if __name__ == "__main__":
    named, *older = sys.argv[1:]
    kept = keep(named, Path(older[0]) if older else HERE.parents[1])
    sys.stdout.write(f"{kept}\n")
