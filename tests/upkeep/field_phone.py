"""A phone that keeps what a restored server asks for again (docs/protocol.md, pull): its sent box and its photos."""

import hashlib
from datetime import datetime

from app.core.clock import now
from app.sync.shapes import BATCH
from tests.files.make_upload import Tus
from tests.phone import Phone


class FieldPhone(Phone):
    """Remembers every command it sent, and every photo until the server stored it and a backup is newer."""

    def __init__(self, client, user):
        self.sent, self.photos, self.stored_at = [], {}, {}
        super().__init__(client, user)

    def does(self, command, *, photos=()):
        """Save, keep and push one command; return its result."""
        for photo in photos:
            self.photos[hashlib.sha256(photo).hexdigest()] = photo
        files = [
            {"sha256": hashlib.sha256(photo).hexdigest(), "size": len(photo), "type": "image/jpeg", "role": "paper"}
            for photo in photos
        ]
        made = self.make(command.type, command.model_dump(mode="json"), at=now(), **({"files": files} if files else {}))
        self.sent.append(made)
        answer = self.push(made, sent_at=now().isoformat())
        assert answer.status_code == 200, answer.json
        return answer.json["results"][0]

    def deliver_photos(self):
        """Upload whatever the server waits for; return how many it took."""
        tus, count = Tus(self.client, self), 0
        for sha256 in tus.needed():
            answer = tus.deliver(self.photos[sha256])
            assert answer.status_code == 204, answer.json
            self.stored_at[sha256] = now()
            count += 1
        return count

    def free_photos(self):
        """Drop the photos that a backup is known to contain; return how many are left."""
        backed_up_at = self.hello().json["backed_up_at"]
        if backed_up_at:
            limit = datetime.fromisoformat(backed_up_at)
            for sha256 in [name for name, at in self.stored_at.items() if at < limit]:
                self.photos.pop(sha256, None)
        return len(self.photos)

    def meets(self, client):
        """From now on another server answers under the same address; sync as the loop does."""
        self.client = client
        hello = self.hello().json
        if hello["generation"] != self.generation:
            self.generation, self.cursors, self.rows = hello["generation"], {}, {}
            self.scope_epoch = hello["scope_epoch"]
        return self.offer_again(above=hello["device"]["last_seq"])

    def offer_again(self, *, above):
        """Push everything of the sent box above this number; return the results."""
        waiting = [command for command in self.sent if command["seq"] > above]
        results = []
        for first in range(0, len(waiting), BATCH):
            answer = self.push(*waiting[first : first + BATCH], sent_at=now().isoformat())
            assert answer.status_code == 200, answer.json
            results += answer.json["results"]
        return results

    def codes(self):
        """Every number of the blocks that this phone holds."""
        return [code for block in self.bodies("number_lease").values() for code in block["codes"]]
