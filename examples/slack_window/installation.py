"""local-slack from npm, in a cache outside the tree: one version, whose bytes are known."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

from knowledge.errors import KlyngebotError

PACKAGE, VERSION = "local-slack-linux-x64", "0.1.8"
_SHA256 = "3332007b797969d835f694b463ac526f7ef1fc66afac93f950f585105fe4815f"
_PATIENCE = 300  # seconds
_NPM = ("npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")
_SOON_GIVEN_UP = ("--fetch-retries=1", "--fetch-timeout=30000")


class WindowUnavailable(KlyngebotError):
    """local-slack is not there and could not be had."""


def installed(cache: Path | None = None) -> Path:
    """The program, fetched with npm when it is not there yet. Raises WindowUnavailable."""
    folder = cache or _usual_cache()
    program = folder / "node_modules" / PACKAGE / "bin" / "local-slack"
    if not program.is_file():
        _install(folder)
    if not program.is_file() or hashlib.sha256(program.read_bytes()).hexdigest() != _SHA256:
        raise WindowUnavailable(
            f"{program} is not the {PACKAGE} {VERSION} that is known here; delete {folder} and try again."
        )
    return program


def _usual_cache() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "klyngebot" / f"{PACKAGE}-{VERSION}"


def _install(folder: Path) -> None:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise WindowUnavailable(f"{PACKAGE} runs on Linux with x86-64 only.")
    if shutil.which("npm") is None:
        raise WindowUnavailable(f"npm is missing, which fetches {PACKAGE}; install Node.js with npm.")
    folder.mkdir(parents=True, exist_ok=True)
    command = [*_NPM, *_SOON_GIVEN_UP, "--prefix", str(folder), f"{PACKAGE}@{VERSION}"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise WindowUnavailable(f"npm did not fetch {PACKAGE} {VERSION} within {_PATIENCE} s.") from error
    except subprocess.CalledProcessError as error:
        said = next(iter(error.stderr.splitlines()), "no reason given")
        raise WindowUnavailable(f"npm could not fetch {PACKAGE} {VERSION} ({said}).") from error
