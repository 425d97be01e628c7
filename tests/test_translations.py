"""Promise: whatever a page says in Vietnamese, it can say in English, and in one way only."""

from collections import defaultdict

from tests.web.catalogues import english, messages_used


def test_everything_said_has_english_words():
    translated = {message for message, _words, _place in english()}

    missing = [f"{place}  {message}" for message, place in messages_used().items() if message not in translated]

    assert not missing, "Add these to the feature's translations/en/LC_MESSAGES/messages.po:\n" + "\n".join(missing)


def test_one_message_has_one_translation():
    said = defaultdict(dict)
    for message, words, place in english():
        said[message].setdefault(words, place)

    twice = {message: ways for message, ways in said.items() if len(ways) > 1}

    assert not twice, f"All catalogues are merged, so these must agree or get longer words: {twice}"


def test_nothing_is_translated_that_nobody_says():
    used = messages_used()
    unused = [f"{place}  {message}" for message, _words, place in english() if message not in used]

    assert not unused, "Delete these from their catalogues:\n" + "\n".join(unused)
