"""The reading half of a phone: pages, own echoes, the manifest (docs/protocol.md, pull)."""

from app.core.changes import canonical, sha256
from app.core.clock import now
from app.core.scope import SHARED_WARD


class OutOfRights(Exception):
    """401, 403 or 426: the phone keeps what it has and waits."""


class Reading:
    """Snapshots by kind and id, a cursor for each ward."""

    def pull_page(self, ward, limit, until=None):
        """Ask for one page; return it, or None after a repair."""
        query = {"ward": ward, "cursor": self.cursors.get(ward, 0), "limit": limit, "protocol": self.protocol}
        answer = self.get("pull", **query, scope_epoch=self.scope_epoch, **({"until": until} if until else {}))
        if answer.status_code in {401, 403, 426}:
            raise OutOfRights(answer.status_code)
        if answer.status_code == 409:
            if answer.json["error"] == "scope-changed":
                self.compare()
            else:
                self._void_snapshots()
            return None
        assert answer.status_code == 200, (answer.status_code, answer.json)
        return answer.json

    def keep_page(self, ward, page):
        """Store a page's rows with its cursor."""
        for row in page["put"]:
            place = (row["kind"], row["id"])
            if row["body"] is None:
                row = self._own_echo(place, row)
            if row is not None:
                self.rows[place] = checked(row)
        for row in page["del"]:
            self.rows.pop((row["kind"], row["id"]), None)
        self.cursors[ward] = page["cursor"]

    def _own_echo(self, place, row):
        """The row as predicted, if the server says that it looks so; else as fetched."""
        kept = self.rows.get(place)
        if kept is not None and kept["sha"] == row["sha"]:
            return row | {"body": kept["body"]}
        return next(iter(self.fetch([row["id"]])), None)

    def pull_all(self, limit=2000, between=None):
        """Pull both wards to the end; `between` happens between two pages."""
        for ward in (self.ward, SHARED_WARD):
            until = None
            for _ in range(500):
                page = self.pull_page(ward, limit, until)
                if page is None:
                    until = None
                    continue
                self.keep_page(ward, page)
                until = page["until"]
                if not page["more"]:
                    break
                if between:
                    between()
            else:
                raise AssertionError("a pull that never ends")
        self.read_at = now()

    def compare(self):
        """Own rights have changed, or the store is damaged: hold exactly what the manifest names."""
        manifests = {ward: self.manifest(ward) for ward in (self.ward, SHARED_WARD)}
        named = {(kind, id): version for m in manifests.values() for kind, id, version in m["items"]}
        self.rows = {place: row for place, row in self.rows.items() if place in named}
        missing = [id for (kind, id), v in named.items() if self.rows.get((kind, id), {}).get("version") != v]
        for start in range(0, len(missing), 500):
            for row in self.fetch(missing[start : start + 500]):
                self.rows[(row["kind"], row["id"])] = checked(row)
        for ward, told in manifests.items():
            self.cursors[ward], self.scope_epoch = told["head"], told["scope_epoch"]
        self.read_at = now()

    def manifest(self, ward):
        """Return what the server says this person may see."""
        answer = self.client.post("/api/sync/v1/manifest", json={"ward": ward}, headers=self.headers(self.read_token))
        if answer.status_code in {401, 403}:
            raise OutOfRights(answer.status_code)
        assert answer.status_code == 200, answer.json
        return answer.json


def checked(row):
    """Return the row if its hash is that of its body as served."""
    assert sha256(canonical(row["body"])) == row["sha"], row
    return row
