"""Everywhere one can go by links in the demo ward: each page opens, and each answers an empty form without an error.
What a page links to is open to whoever reads that page: a link to another role's page is a fault.

The pages themselves are kept, those that ask for a correction too, so that their HTML can be judged.
"""

import re
from collections import Counter, deque

BEGIN = ("/office/", "/")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d\.\d{6}")
LINK = re.compile(r'(href|action)="(/[^"#]*)"')
ELSEWHERE = ("/static", "/api", "/app", "/sign-out")
OF_A_KIND = 2
"""So many pages of one kind are opened."""


def crawl(browser):
    """Return the kinds of addresses that were opened, what answered with an error, and the pages by their names."""
    opened, faults, pages, waiting, seen, linked = Counter(), [], {}, deque(BEGIN), set(), {}
    while waiting:
        address = waiting.popleft()
        kind = ID.sub("…", address.split("?")[0])
        if address in seen or opened[kind] >= OF_A_KIND:
            continue
        seen.add(address)
        opened[kind] += 1
        for ask in (browser.get, browser.post):
            answer = ask(address)
            if answer.status_code >= (400 if ask == browser.get and address in linked else 500):
                faults.append((ask.__name__, address, answer.status_code, linked.get(address)))
            if answer.mimetype == "text/html" and not answer.location:
                pages[f"{ask.__name__} {address}"] = answer.text
                for kind_of_link, link in LINK.findall(answer.text.replace("&amp;", "&")):
                    if not link.startswith(ELSEWHERE):
                        waiting.append(link)
                        linked |= {link: address} if kind_of_link == "href" and link not in linked else {}
    return opened, faults, pages
