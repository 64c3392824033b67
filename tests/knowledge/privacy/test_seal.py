"""The key under which it is kept who was erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import DataFolderError
from knowledge.privacy.seal import Seal


def test_an_address_has_one_seal_however_it_is_written_and_over_restarts(tmp_path: Path):
    first = Seal(tmp_path / "key").of("Kari@Havn.example ")
    assert first == Seal(tmp_path / "key").of("kari@havn.example")
    assert first != Seal(tmp_path / "key").of("ola@havn.example")
    assert "kari" not in first


def test_with_another_key_the_seal_is_another(tmp_path: Path):
    assert Seal(tmp_path / "one").of("kari@havn.example") != Seal(tmp_path / "two").of("kari@havn.example")


def test_a_damaged_key_is_told_and_not_made_anew(tmp_path: Path):
    (tmp_path / "key").write_text("x")
    with pytest.raises(DataFolderError, match="holds no key"):
        Seal(tmp_path / "key").of("kari@havn.example")
    assert (tmp_path / "key").read_text() == "x"
