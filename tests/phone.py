"""A phone in Python: enrols, signs, pushes and pulls over HTTP, as docs/protocol.md writes it."""

import base64
import gzip
import json
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from app.accounts.devices import make_code
from app.core.ids import new_id


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Phone:
    """One person on one phone. `client` is any Flask test client: phones send no cookies."""

    def __init__(self, client, user, *, device_id=None, key=None):
        self.client, self.user_id, self.ward = client, str(user.id), user.ward
        self.device_id = device_id or str(new_id())
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.seq = 0
        self.rows, self.cursors = {}, {}
        self.enrol(make_code(user.id))

    def public_key(self):
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": b64(numbers.x.to_bytes(32, "big")),
            "y": b64(numbers.y.to_bytes(32, "big")),
        }

    def enrol(self, code):
        asked = {"code": code, "device_id": self.device_id, "public_key": self.public_key(), "app": "test 1"}
        answer = self.client.post("/api/sync/v1/devices", json=asked)
        assert answer.status_code == 201, answer.json
        self.enrolled = answer.json
        self.send_token, self.read_token = answer.json["send_token"], answer.json["read_token"]
        self.generation, self.scope_epoch = answer.json["generation"], 1
        return answer.json

    def sign(self, body):
        r, s = decode_dss_signature(self.key.sign(body.encode(), ec.ECDSA(SHA256())))
        return b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    def make(self, type, args, *, seq=None, at=None, **more):
        """Return a command as the outbox keeps it: exact text, signature, number."""
        if seq is None:
            self.seq += 1
        moment = at or datetime.now(UTC)
        envelope = {
            "id": str(more.pop("id", None) or new_id()),
            "type": type,
            "v": 1,
            "device_id": self.device_id,
            "actor": self.user_id,
            "ward": self.ward,
            "at": moment.isoformat(),
            "args": args,
        } | more
        body = json.dumps(envelope, ensure_ascii=False)
        return {"seq": seq or self.seq, "body": body, "sig": self.sign(body)}

    def headers(self, token):
        return {"Authorization": f"Bearer {token}"}

    def push(self, *commands, **frame):
        asked = {
            "protocol": 1,
            "app": "test 1",
            "device_id": self.device_id,
            "generation": self.generation,
            "sent_at": datetime.now(UTC).isoformat(),
            "high_seq": max([c["seq"] for c in commands], default=self.seq),
            "commands": list(commands),
        } | frame
        packed = gzip.compress(json.dumps(asked).encode())
        headers = self.headers(self.send_token) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        return self.client.post("/api/sync/v1/push", data=packed, headers=headers)

    def send(self, type, args, **more):
        """Make one command, push it, return its result."""
        answer = self.push(self.make(type, args, **more))
        assert answer.status_code == 200, answer.json
        return answer.json["results"][0]

    def get(self, path, token=None, **query):
        return self.client.get(
            f"/api/sync/v1/{path}", query_string=query, headers=self.headers(token or self.read_token)
        )

    def hello(self):
        return self.get("hello", self.send_token)

    def pull(self, ward=None, limit=2000):
        """Take over everything new; returns how many rows came."""
        ward, count, until = ward or self.ward, 0, {}
        while True:
            answer = self.get(
                "pull", ward=ward, cursor=self.cursors.get(ward, 0), limit=limit, scope_epoch=self.scope_epoch, **until
            )
            assert answer.status_code == 200, answer.json
            page = json.loads(
                gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
            )
            for row in page["put"]:
                if row["body"] is None:
                    row = self.fetch([row["id"]])[0]
                self.rows[(row["kind"], row["id"])] = row
            for row in page["del"]:
                self.rows.pop((row["kind"], row["id"]), None)
            count += len(page["put"]) + len(page["del"])
            self.cursors[ward], until = page["cursor"], {"until": page["until"]}
            if not page["more"]:
                return count

    def fetch(self, ids):
        answer = self.client.post("/api/sync/v1/entities", json={"ids": ids}, headers=self.headers(self.read_token))
        assert answer.status_code == 200, answer.json
        return answer.json["entities"]

    def bodies(self, kind):
        return {id: row["body"] for (k, id), row in self.rows.items() if k == kind}
