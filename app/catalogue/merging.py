"""What a new row says, laid over what is already known: silence never erases, thin lists never replace full ones."""

from __future__ import annotations

from app.catalogue.facts import ChannelFacts, Confidence, Detail, Fee, ProcedureFacts, TimeLimit, Trust

TRUSTED = {Trust.UNKNOWN: 0, Trust.MEMORY: 1, Trust.ASSUMED: 2, Trust.CONFIRMED: 3}
KEPT_WHEN_SILENT = ("plain_name", "plain_name_en", "field", "authority", "result", "exemptions", "popular")


def completed(new: ProcedureFacts, known: ProcedureFacts | None) -> ProcedureFacts:
    """The new row with its gaps filled from the version in force."""
    if known is None or new.detail is Detail.PLAIN:
        return new
    values = {name: getattr(new, name) or getattr(known, name) for name in KEPT_WHEN_SILENT}
    values["channels"] = _channels(new, known)
    if known.detail is Detail.PLAIN:
        values.update({name: getattr(known, name) or getattr(new, name) for name in KEPT_WHEN_SILENT})
    if known.detail is Detail.PLAIN or _says_nothing_about_home(new):
        values["at_home"] = known.at_home
    if new.detail.rank < known.detail.rank:
        values.update(cases=known.cases, detail=known.detail, source=known.source)
    values["exemptions_en"] = _exemptions_en(values["exemptions"], new, known)
    values["confidence"] = _confidence(new, known)
    return new.model_copy(update=values)


def _exemptions_en(exemptions: tuple[str, ...], new: ProcedureFacts, known: ProcedureFacts) -> tuple[str, ...]:
    """English belongs to the words that it translates: other words, no English."""
    said = [facts.exemptions_en for facts in (new, known) if facts.exemptions == exemptions and facts.exemptions_en]
    return said[0] if said else ()


def _channels(new: ProcedureFacts, known: ProcedureFacts) -> tuple[ChannelFacts, ...]:
    """A full list of channels replaces the old one; a thin one speaks only of the channels that it names."""
    before = {row.channel: row for row in known.channels}
    fresh = {row.channel: row for row in new.channels}
    shared = before[min(before)] if before else None
    if new.detail.rank < known.detail.rank:
        thin = {key: _channel(row, before[key]) for key, row in fresh.items() if key in before}
        rows = before | {key: row.model_copy(update={"note": before[key].note}) for key, row in thin.items()}
    else:
        rows = {key: _channel(row, before.get(key) or shared) for key, row in fresh.items()}
    return tuple(rows[key] for key in sorted(rows))


def _channel(fresh: ChannelFacts, known: ChannelFacts | None) -> ChannelFacts:
    if known is None:
        return fresh
    limit = fresh.limit if _is_better_limit(fresh.limit, known.limit) else known.limit
    fee = fresh.fee if _is_better_fee(fresh.fee, known.fee) else known.fee
    return fresh.model_copy(update={"limit": limit, "fee": fee, "note": fresh.note or known.note})


def _is_better_limit(fresh: TimeLimit, known: TimeLimit) -> bool:
    """The same limit in other words is no news; a usable one beats a bare number, a bare number beats silence."""
    if (fresh.n, fresh.unit) == (known.n, known.unit):
        return TRUSTED[fresh.trust] > TRUSTED[known.trust]
    if (fresh.is_usable, fresh.n is not None) != (known.is_usable, known.n is not None):
        return (fresh.is_usable, fresh.n is not None) > (known.is_usable, known.n is not None)
    return TRUSTED[fresh.trust] >= TRUSTED[known.trust]


def _is_better_fee(fresh: Fee, known: Fee) -> bool:
    if fresh.amount == known.amount:
        return TRUSTED[fresh.trust] > TRUSTED[known.trust] or (bool(fresh.per) and not known.per)
    return fresh.amount is not None and TRUSTED[fresh.trust] >= TRUSTED[known.trust]


def _says_nothing_about_home(facts: ProcedureFacts) -> bool:
    return facts.confidence.at_home is Trust.UNKNOWN


def _confidence(new: ProcedureFacts, known: ProcedureFacts) -> Confidence:
    fresh, before = new.confidence, known.confidence
    if new.detail.rank < known.detail.rank:
        return before.model_copy(update={"code": fresh.code, "name": fresh.name})
    keeps_home = known.detail is Detail.PLAIN or _says_nothing_about_home(new)
    return fresh.model_copy(update={"at_home": before.at_home}) if keeps_home else fresh
