"""What a new row says, laid over what is already known: silence never erases, thin lists never replace full ones."""

from __future__ import annotations

from app.catalogue.facts import ChannelFacts, Confidence, Detail, Fee, ProcedureFacts, TimeLimit, Trust

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
    values["confidence"] = _confidence(new, known)
    return new.model_copy(update=values)


def _channels(new: ProcedureFacts, known: ProcedureFacts) -> tuple[ChannelFacts, ...]:
    before = {channel.channel: channel for channel in known.channels}
    fresh = {channel.channel: channel for channel in new.channels}
    if new.detail.rank < known.detail.rank:
        return tuple(_channel(before[key], fresh.get(key)) for key in sorted(before))
    shared = before.get(min(before)) if before else None
    return tuple(_channel(fresh[key], before.get(key) or shared) for key in sorted(fresh))


def _channel(first: ChannelFacts, second: ChannelFacts | None) -> ChannelFacts:
    """The first row; where it is silent, the second speaks."""
    if second is None:
        return first
    limit = second.limit if _is_poorer_limit(first.limit, second.limit) else first.limit
    fee = second.fee if _is_poorer_fee(first.fee, second.fee) else first.fee
    return first.model_copy(update={"limit": limit, "fee": fee})


def _is_poorer_limit(limit: TimeLimit, other: TimeLimit) -> bool:
    return (limit.is_usable, limit.n is not None) < (other.is_usable, other.n is not None)


def _is_poorer_fee(fee: Fee, other: Fee) -> bool:
    if fee.amount == other.amount:
        return bool(other.per) and not fee.per
    return fee.amount is None


def _says_nothing_about_home(facts: ProcedureFacts) -> bool:
    return facts.confidence.at_home is Trust.UNKNOWN


def _confidence(new: ProcedureFacts, known: ProcedureFacts) -> Confidence:
    fresh, before = new.confidence, known.confidence
    if new.detail.rank < known.detail.rank:
        return before.model_copy(update={"code": fresh.code, "name": fresh.name})
    keeps_home = known.detail is Detail.PLAIN or _says_nothing_about_home(new)
    return fresh.model_copy(update={"at_home": before.at_home}) if keeps_home else fresh
