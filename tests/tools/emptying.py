"""Empties a PostgreSQL database so that nobody can tell it from a new copy of its template; or says that it cannot.

Tables with anything in them are emptied down to their files (TRUNCATE would want all tables that refer to them as
well), every sequence begins again. Whatever else a test may have done to it (a
table more, a trigger off, a setting of its own, work still going on) shows, and then it is not used again.
"""

from contextlib import suppress

import psycopg

LOOK = """
SELECT md5(string_agg(fact, ',' ORDER BY fact)) FROM (
    SELECT 'c' || concat_ws(' ', oid, relname, relnamespace, relkind, relhastriggers) AS fact
        FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT 'a' || concat_ws(' ', attrelid, attnum, attname, atttypid, atttypmod, attnotnull, atthasdef)
        FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT 'd' || concat_ws(' ', oid, adrelid, adnum) FROM pg_attrdef
    UNION ALL SELECT 't' || concat_ws(' ', oid, tgrelid, tgname, tgenabled) FROM pg_trigger
    UNION ALL SELECT 'k' || concat_ws(' ', oid, conname, convalidated) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT 'i' || concat_ws(' ', indexrelid, indisvalid, indisready) FROM pg_index WHERE indexrelid >= 16384
    UNION ALL SELECT 'p' || concat_ws(' ', oid, proname, md5(prosrc)) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'n' || concat_ws(' ', oid, nspname) FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_'
    UNION ALL SELECT 's' || concat_ws(' ', setrole, setconfig) FROM pg_db_role_setting AS one
        JOIN pg_database AS here ON here.oid = one.setdatabase WHERE here.datname = current_database()
) AS facts
"""
"""Everything that DDL can change, by what it is called inside: copies have their template's numbers."""

FULL = """
SELECT oid::regclass::text FROM pg_class
WHERE relkind = 'r' AND oid >= 16384 AND pg_relation_size(oid) > 0 ORDER BY oid
"""

OTHERS = """
SELECT pid, state FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

GOODBYE_MS = 5000


def look_of(url: str) -> str | None:
    """Return what a database looks like that has nothing in it; None when this one has, so that none can be as new."""
    with _opened(url) as connection:
        return None if connection.execute(FULL).fetchall() else _look(connection)


def is_emptied(url: str, as_new: str | None) -> bool:
    """Empty the database; say whether it looks as new. One that is away, or cannot be emptied, does not."""
    if as_new is None:
        return False
    with suppress(psycopg.Error), _opened(url) as connection:
        if _is_left_alone(connection) and _look(connection) == as_new:
            _empty(connection)
            return True
    return False


def _empty(connection: psycopg.Connection) -> None:
    connection.execute("SET session_replication_role = replica")  # the audit log refuses to be emptied
    tables = [name for (name,) in connection.execute(FULL)]
    if tables:
        connection.execute("; ".join(f"DELETE FROM {name}" for name in tables))
        connection.execute(f"VACUUM (SKIP_DATABASE_STATS) {', '.join(tables)}")
    connection.execute("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")


def _opened(url: str) -> psycopg.Connection:
    """Open it past SQLAlchemy, whose guard lets nothing be written outside a command."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def _is_left_alone(connection: psycopg.Connection) -> bool:
    """Close what others left open; say whether all of it was resting."""
    others = connection.execute(OTHERS).fetchall()
    for pid, _ in others:
        connection.execute("SELECT pg_terminate_backend(%s, %s)", (pid, GOODBYE_MS))
    return all(state in {"idle", None} for _, state in others)


def _look(connection: psycopg.Connection) -> str:
    return connection.execute(LOOK).fetchone()[0]
