"""A PostgreSQL server of one test's own, which can be killed; the one that all tests share must not be."""

import os
import signal
import subprocess
import time
from contextlib import suppress

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.bench.server import family
from tests.tools.databases import PostgresDatabases, server_of, shared_server


class OwnPostgres:
    """Its one database keeps what it has acknowledged, as in earnest; power cuts are not our matter."""

    def __init__(self, folder, make_tables):
        self.databases = PostgresDatabases(shared_server(folder), "own", make_tables)
        self.server = server_of(folder)
        self.uri = self.databases.fresh()
        engine = create_engine(make_url(self.uri), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(f'ALTER DATABASE "{make_url(self.uri).database}" SET synchronous_commit = on'))

    def kill_and_start(self):
        """Every process of the server at once, then the server again with what is on the disk."""
        for process in family(self.server.get_pid()):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # Nobody may have buried the dead postmaster yet: its note would make it look alive.
        (self.server.pgdata / "postmaster.pid").unlink(missing_ok=True)
        for _ in range(5):
            with suppress(subprocess.SubprocessError):
                self.server.ensure_postgres_running()
                return
            time.sleep(1)
        raise RuntimeError("PostgreSQL did not come back")

    def close(self):
        """End the server."""
        self.databases.engine.dispose()
        self.server.cleanup()
