"""Files in stores whose address holds a secret."""

from __future__ import annotations

import logging
from pathlib import Path

import fsspec
import pytest

from ingest.sources.remote import RemoteSources
from ingest.sources.web_copies import Copies
from knowledge.addresses import Addresses
from knowledge.source_settings import SourceSection

ADDRESS = "memory://${KLYNGEBOT_SOURCE_FILES}/"
SOURCE = SourceSection(path=ADDRESS, audience="public")


def _sources(folder: Path, **secrets: str) -> RemoteSources:
    return RemoteSources([SOURCE], Copies(folder), Addresses([ADDRESS], secrets))


def test_files_are_read_from_the_filled_address_and_named_by_the_other(tmp_path: Path):
    fsspec.filesystem("memory").pipe("/hidden-place/minutes.md", b"# Minutes\n")
    [found] = _sources(tmp_path, KLYNGEBOT_SOURCE_FILES="hidden-place").list().files
    assert (found.path, found.url, found.at.read_bytes()) == (f"{ADDRESS}minutes.md", "", b"# Minutes\n")


def test_without_the_secret_nothing_is_asked_for(tmp_path: Path):
    [lost] = _sources(tmp_path).list().unreachable
    assert (lost.path, lost.reason) == (ADDRESS, "its address needs KLYNGEBOT_SOURCE_FILES, which is not set")


def test_what_a_store_says_of_a_fault_stands_in_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    address = "http://${KLYNGEBOT_SOURCE_FILES}.invalid/"
    chained = SourceSection(path=f"simplecache::{address}", audience="public")
    addresses = Addresses([chained.path], {"KLYNGEBOT_SOURCE_FILES": "hemmelig"})
    listing = RemoteSources([chained], Copies(tmp_path), addresses).list()
    assert len(listing.delayed) + len(listing.unreachable) == 1
    assert "hemmelig" not in caplog.text + repr(listing)
