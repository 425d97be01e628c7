"""Where today's shape of a command takes less than the frozen one did: each such place loses somebody's work."""

from types import SimpleNamespace

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
EXACT = ("format", "pattern", "uniqueItems", "multipleOf")
PARTS = ("items", "additionalProperties")


def narrowings(before, after):
    """Return every place where `after` refuses what `before` took, in words; empty when nothing is lost."""
    roots = SimpleNamespace(before=before.get("$defs", {}), after=after.get("$defs", {}), seen=set())
    return list(_compare("args", before, after, roots))


def _compare(place, before, after, roots):
    pair = (before.get("$ref"), after.get("$ref"))
    if all(pair):
        if pair in roots.seen:
            return
        roots.seen.add(pair)
    before, after = _follow(before, roots.before), _follow(after, roots.after)
    if "anyOf" in after or "oneOf" in after:
        yield from _choice(place, before, after, roots)
        return
    if "anyOf" in before or "oneOf" in before:
        yield f"{place}: took one of several shapes, takes one"
        return
    yield from _values(place, before, after)
    yield from _bounds(place, before, after)
    yield from _fields(place, before, after, roots)
    for name in PARTS:
        if isinstance(before.get(name), dict) and isinstance(after.get(name), dict):
            yield from _compare(f"{place}.{name}", before[name], after[name], roots)


def _follow(part, definitions):
    reference = part.get("$ref")
    return definitions[reference.rsplit("/", 1)[1]] | {"$ref": reference} if reference else part


def _options(part):
    return part.get("anyOf") or part.get("oneOf") or [part]


def _choice(place, before, after, roots):
    """Each shape that was taken must be taken by one of those that are."""
    for option in _options(before):
        fits = any(
            not list(_compare(place, option, one, SimpleNamespace(**vars(roots) | {"seen": set(roots.seen)})))
            for one in _options(after)
        )
        if not fits:
            yield f"{place}: {option} is taken no more"


def _values(place, before, after):
    taken = [before["const"]] if "const" in before else before.get("enum")
    takes = [after["const"]] if "const" in after else after.get("enum")
    if takes is not None and (taken is None or not set(taken) <= set(takes)):
        yield f"{place}: takes only {takes}, took {taken or 'anything'}"
    kind, was = after.get("type"), before.get("type")
    if kind and kind != was and (was, kind) != ("integer", "number"):
        yield f"{place}: is {kind}, was {was}"


def _bounds(place, before, after):
    for names, is_narrower in ((LOWER, lambda was, now: now > was), (UPPER, lambda was, now: now < was)):
        for name in names:
            if name in after and (name not in before or is_narrower(before[name], after[name])):
                yield f"{place}: {name} is {after[name]}, was {before.get(name)}"
    for name in EXACT:
        if name in after and after[name] != before.get(name):
            yield f"{place}: {name} is {after[name]}, was {before.get(name)}"


def _fields(place, before, after, roots):
    had, has = before.get("properties", {}), after.get("properties", {})
    if after.get("additionalProperties") is False:
        yield from (f"{place}: {name} is gone" for name in had if name not in has)
    demanded = set(after.get("required", [])) - set(before.get("required", []))
    yield from (f"{place}: {name} is required now" for name in sorted(demanded))
    for name in had.keys() & has.keys():
        yield from _compare(f"{place}.{name}", had[name], has[name], roots)
