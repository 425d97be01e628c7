"""Everywhere one can go by links in the demo ward: each page opens, and each answers an empty form without an error."""

import re
from collections import Counter, deque

BEGIN = ("/office/", "/")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d\.\d{6}")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
ELSEWHERE = ("/static", "/api", "/app", "/sign-out")
OF_A_KIND = 2
"""So many pages of one kind are opened."""


def crawl(browser):
    """Return the kinds of addresses that were opened, and what answered with an error."""
    opened, faults, waiting, seen = Counter(), [], deque(BEGIN), set()
    while waiting:
        address = waiting.popleft()
        kind = ID.sub("…", address.split("?")[0])
        if address in seen or opened[kind] >= OF_A_KIND:
            continue
        seen.add(address)
        opened[kind] += 1
        for ask in (browser.get, browser.post):
            answer = ask(address)
            if answer.status_code >= 500:
                faults.append((ask.__name__, address))
            if answer.mimetype == "text/html":
                links = (link.replace("&amp;", "&") for link in LINK.findall(answer.text))
                waiting.extend(link for link in links if not link.startswith(ELSEWHERE))
    return opened, faults
