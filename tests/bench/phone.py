"""The protocol's phone, writing as the real one does: tight JSON, what it was looking at, what it is stacked on."""

import gzip
import json
import time
from datetime import UTC, datetime

from app.core.ids import new_id
from tests.phone import Phone

LEVEL = 6
"""What browsers' CompressionStream packs with."""


def mono():
    """Return the phone's running clock, in milliseconds."""
    return round(time.monotonic() * 1000, 1)


class BenchPhone(Phone):
    """A phone whose commands are all made before the first one is sent."""

    def make_waiting(self, commands):
        """Return commands as an outbox holds them: each names its row and the unsent ones on the same row."""
        waiting, rows = {}, []
        for type, kind, entity_id, args in commands:
            name = str(new_id())
            before = waiting.setdefault(entity_id, [])
            more = {"after": list(before)} if before else {}
            rows.append(
                self.make(
                    type, args, id=name, entity={"kind": kind, "id": str(entity_id)}, mono=mono(), boot="b-1",
                    base={"generation": self.generation, "version": 1}, **more,
                )
            )  # fmt: skip
            before.append(name)
        return rows

    def make(self, type, args, *, seq=None, at=None, **more):
        row = super().make(type, args, seq=seq, at=at, **more)
        body = json.dumps(json.loads(row["body"]), ensure_ascii=False, separators=(",", ":"))
        return {"seq": row["seq"], "body": body, "sig": self.sign(body)}

    def push(self, *commands, **frame):
        asked = {
            "protocol": 1, "app": "bench", "device_id": self.device_id, "generation": self.generation,
            "sent_at": datetime.now(UTC).isoformat(), "mono": mono(), "boot": "b-1", "high_seq": self.seq,
            "commands": list(commands),
        } | frame  # fmt: skip
        text = json.dumps(asked, ensure_ascii=False, separators=(",", ":"))
        headers = self.headers(self.send_token) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return self.client.post("/api/sync/v1/push", data=gzip.compress(text.encode(), LEVEL, mtime=0), headers=headers)

    def push_all(self, rows, batch=50):
        """Send everything; return each answer's status."""
        statuses = []
        for first in range(0, len(rows), batch):
            answer = self.push(*rows[first : first + batch])
            assert answer.status_code == 200, answer.json
            statuses += [result["status"] + ":" + str(result.get("code")) for result in answer.json["results"]]
        return statuses

    def sync_first(self, limit=2000):
        """Take over the ward and what all wards share."""
        return self.pull("00000", limit) + self.pull(self.ward, limit)
