"""What must outlive the process, in a relational database: SQLite by default."""
