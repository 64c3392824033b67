"""Opening the database: connection settings, and the tables brought up to date before first use."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateSchema

from knowledge.errors import ConfigurationError, DataFolderError

HEAD = "0029"
# The fact that names these records among others, for what is kept elsewhere.
INSTALLATION = "installation"
_LOCKED = "see which other program holds it, and wait for it or end it"
# How long somebody else may hold what is to be written, in either database.
_PATIENCE_MS = 10_000
# Any number that nothing else in the database uses as a lock.
_MIGRATING = 5_964_398
_MIGRATIONS = Path(__file__).with_name("migrations")
_SCHEMA = "klyngebot_schema"
_LOCK = text("SELECT pg_advisory_xact_lock(:key, hashtext(:schema))")


def open_database(url: str) -> Engine:
    """An engine on up-to-date tables. Raises DataFolderError where the database cannot be used."""
    return brought_up_to_date(connected(url))


def connected(url: str) -> Engine:
    """An engine on whatever is there; connects to nothing yet. Raises ConfigurationError."""
    try:
        engine = _engine(url)
    except (ArgumentError, ImportError) as error:
        raise ConfigurationError(
            f"KLYNGEBOT_DATABASE_URL cannot be used: {error}; write one such as "
            "postgresql://klyngebot@db.example/klyngebot (with pip install 'klyngebot[postgres]')."
        ) from error
    event.listen(engine, "handle_error", _translate)
    return engine


def brought_up_to_date(engine: Engine) -> Engine:
    """The same, with today's tables. Raises DataFolderError where the database cannot be used."""
    try:
        _bring_up_to_date(engine)
    except SQLAlchemyError as error:
        where = engine.url.render_as_string(hide_password=True)
        cause = getattr(error, "orig", None) or error
        raise DataFolderError(
            f"the database {where} cannot be used ({cause}); put a good copy back, or remove it and run the sync."
        ) from error
    return engine


def apart(server: Engine, schema: str) -> Engine:
    """What the same server keeps for one of several clusters. All share the server's connections: each transaction
    begins by saying whose tables it means, and what it said ends with it."""
    engine = server.execution_options(**{_SCHEMA: schema})
    event.listen(engine, "begin", _enter)
    with server.begin() as connection:
        # Of several replicas that start at once, one makes it.
        connection.execute(_LOCK, {"key": _MIGRATING, "schema": schema})
        connection.execute(CreateSchema(schema, if_not_exists=True))
    return engine


def schema_of(engine: Engine) -> str:
    """Which of several clusters' tables; "" where the database has one cluster's alone."""
    return str(engine.get_execution_options().get(_SCHEMA, ""))


def _engine(url: str) -> Engine:
    where = make_url(url)
    if where.drivername in ("postgresql", "postgres"):
        where = where.set(drivername="postgresql+psycopg")
    if where.get_backend_name() == "sqlite":
        engine = create_engine(where, connect_args=_patience(where))
        event.listen(engine, "connect", _tune_sqlite)
        return engine
    return create_engine(
        where, pool_pre_ping=True, connect_args={"options": f"-c lock_timeout={_PATIENCE_MS} -c timezone=UTC"}
    )


def _enter(connection: Connection) -> None:
    name = connection.dialect.identifier_preparer.quote(str(connection.get_execution_options()[_SCHEMA]))
    connection.exec_driver_sql(f"SET LOCAL search_path TO {name}")


def is_on_a_server(engine: Engine) -> bool:
    """Whether programs on other machines may work on the same records."""
    return engine.dialect.name != "sqlite"


def _patience(where: URL) -> dict[str, float]:
    """Unless the address says so itself, by ``?timeout=``."""
    return {} if "timeout" in where.query else {"timeout": _PATIENCE_MS / 1000}


def sqlite_url(file: Path) -> str:
    return f"sqlite+pysqlite:///{file}"


def _translate(context: ExceptionContext) -> DataFolderError | None:
    """No room, no rights, no connection: what a person must mend comes as an error of the house."""
    if not isinstance(context.sqlalchemy_exception, OperationalError):
        return None
    where = context.engine.url.render_as_string(hide_password=True) if context.engine else "in use"
    cause = context.original_exception
    mend = _LOCKED if "lock" in str(cause) else "see that there is room and permission to write"
    return DataFolderError(f"the database {where} cannot be used: {cause}; {mend}, then run this again.")


def _tune_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "secure_delete=ON",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _bring_up_to_date(engine: Engine) -> None:
    current = _revision(engine)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise DataFolderError(
            "the database was made by a newer Klyngebot; install that version, or point to another data folder."
        )
    migrate(engine, "head")


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(engine: Engine, revision: str) -> None:
    """Migrates forward or back to ``revision`` ('head', 'base' or a number)."""
    # Alembic takes longer to import than a question takes to answer; most runs have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.begin() as connection:
        _be_alone(connection, engine)
        config.attributes["connection"] = connection
        if revision == "head" or (_number(revision) >= _number(_revision(engine) or "base")):
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def make_tables(engine: Engine, metadata: MetaData) -> None:
    """Those that are missing, of what no migration knows. Raises DataFolderError."""
    with engine.begin() as connection:
        _be_alone(connection, engine)
        metadata.create_all(connection)


def _be_alone(connection: Connection, engine: Engine) -> None:
    """Of several replicas that start at once, one makes tables and the others wait for it."""
    if engine.dialect.name == "sqlite":
        # SQLite's driver begins no transaction of itself before a table is made, and one that was cut off would leave
        # tables that the next run could not make again.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(_LOCK, {"key": _MIGRATING, "schema": schema_of(engine)})


def _number(revision: str) -> int:
    return 0 if revision == "base" else int(revision)
