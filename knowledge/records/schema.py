"""All tables together, as migrations and their test need them."""

from __future__ import annotations

from knowledge.records import gap_tables, holding_tables, tables

metadata = tables.metadata
# A table is known once its module is imported.
MODULES = (tables, holding_tables, gap_tables)
