"""The key under which it is kept who was erased: who has the records alone cannot tell who that was."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from knowledge.errors import DataFolderError

_BYTES = 32


class Seal:
    """``file`` holds the key, readable by its owner alone; it is made when it is first needed. Raises
    DataFolderError."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, email: str) -> str:
        """The same for an address however it is written."""
        return hmac.new(self._key(), email.strip().lower().encode(), "sha256").hexdigest()

    def _key(self) -> bytes:
        try:
            try:
                descriptor = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                return self._read()
            with os.fdopen(descriptor, "w") as stream:
                stream.write(secrets.token_hex(_BYTES))
            return self._read()
        except OSError as error:
            raise DataFolderError(
                f"{self._file} cannot be used ({error.strerror}); give the user who runs Klyngebot permission."
            ) from error

    def _read(self) -> bytes:
        try:
            key = bytes.fromhex(self._file.read_text("ascii"))
        except ValueError:
            key = b""
        if len(key) != _BYTES:
            raise DataFolderError(
                f"{self._file} holds no key, and without it erased people would come back; put a good copy there."
            )
        return key
