"""What a database does that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from knowledge.errors import DataFolderError
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.tables import facts


def test_a_full_disk_is_told_in_a_sentence_that_says_what_to_mend(tmp_path: Path):
    engine = open_database(sqlite_url(tmp_path / "klyngebot.db"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(DataFolderError, match=r"klyngebot\.db cannot be used.*full.*room"):
            connection.execute(insert(facts).values(name="a", value="x" * 1_000_000))
