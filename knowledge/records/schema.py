"""All tables together, as migrations and their test need them."""

from __future__ import annotations

from knowledge.records import (
    consent_tables,
    curated_tables,
    digest_tables,
    gap_tables,
    holding_tables,
    home_tables,
    inbox_tables,
    limit_tables,
    reminder_tables,
    schedule_tables,
    tables,
    tombstone_tables,
)

metadata = tables.metadata
# A table is known once its module is imported.
MODULES = (
    tables,
    tombstone_tables,
    holding_tables,
    home_tables,
    inbox_tables,
    consent_tables,
    curated_tables,
    digest_tables,
    gap_tables,
    limit_tables,
    reminder_tables,
    schedule_tables,
)
