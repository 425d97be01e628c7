"""No link on a citizen's page leads nowhere."""

import re

from tests.make_catalogue import make_catalogue

LINK = re.compile(r'href="(/[^"#?]*)')
FIRST = "/"
MOST = 200


def test_every_link_that_a_citizen_meets_opens_a_page(client):
    make_catalogue()
    met, seen, dead = [(FIRST, FIRST)], {FIRST}, []
    while met:
        page, source = met.pop()
        answer = client.get(page, follow_redirects=True)
        if answer.status_code >= 400:
            dead.append((page, source))
        if answer.mimetype == "text/html" and "/office" not in page:
            found = {link for link in LINK.findall(answer.text) if not link.startswith("/static/")} - seen
            seen |= found
            met += [(link, page) for link in sorted(found)]
        assert len(seen) < MOST

    assert dead == []
    assert len(seen) > 40, "from the first page to each offered procedure"
