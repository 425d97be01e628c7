"""One row of a file → ProcedureFacts. Three formats: the summary table, the portal's pages, our own data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.catalogue.facts import (
    AtHome,
    Channel,
    ChannelFacts,
    Confidence,
    Detail,
    Fee,
    HomeVisit,
    ProcedureFacts,
    TimeLimit,
    Trust,
)
from app.catalogue.reading.fees import exemptions_in, is_foreign, parse_fee, parse_fees
from app.catalogue.reading.home import parse_home_fit
from app.catalogue.reading.limits import CHANNEL_NAMES, longest, parse_limit, parse_limits
from app.catalogue.reading.papers import cases_from_groups, cases_from_text

SUMMARY_COLUMNS: Final = (
    "code",
    "name_vi",
    "field_vi",
    "authority",
    "time_limit",
    "fee_vnd",
    "components_vi",
    "home_visit_fit",
    "source",
    "confidence",
)
_ENGLISH_ASIDE: Final = re.compile(r" \([a-zA-Z ,-]+\)")
"""Remarks of the collectors, not part of an authority's name."""
UNSAID_HOME: Final = HomeVisit(way=AtHome.GUIDE, reason="Chưa xác định thủ tục này có làm được tại nhà hay không.")


def from_summary(row: Mapping[str, str]) -> ProcedureFacts:
    """A line of the summary table: one text for all channels, papers cut short."""
    missing = [column for column in SUMMARY_COLUMNS if row.get(column) is None]
    if missing:
        raise ValueError(f"missing columns: {', '.join(missing)}")
    remark = row["confidence"]
    return ProcedureFacts(
        code=row["code"].strip(),
        name=_one_line(row["name_vi"]),
        field=_one_line(row["field_vi"]),
        authority=_ENGLISH_ASIDE.sub("", _one_line(row["authority"])),
        at_home=parse_home_fit(row["home_visit_fit"]),
        channels=_summary_channels(row["time_limit"], row["fee_vnd"], remark),
        cases=cases_from_text(row["components_vi"]),
        detail=Detail.SUMMARY,
        exemptions=exemptions_in(remark),
        source=row["source"].strip(),
        confidence=_confidence(row["source"], remark, row["components_vi"], row["home_visit_fit"]),
    )


def from_portal(row: Mapping[str, Any], source: str) -> ProcedureFacts:
    """A page of the national portal: every channel and every paper, but nothing about home visits."""
    notes = " ".join(str(channel.get("note") or "") for channel in row["channels"])
    papers = Trust.CONFIRMED if any(group.get("items") for group in row["components"]) else Trust.UNKNOWN
    return ProcedureFacts(
        code=str(row["code"]).strip(),
        name=_without_prefix(_one_line(row["name"])),
        field=_one_line(row.get("field") or ""),
        authority=_ENGLISH_ASIDE.sub("", _one_line(row.get("authority") or "")),
        result=_one_line(str(row.get("result") or "").split("Mã:")[0]),
        at_home=UNSAID_HOME,
        channels=_portal_channels(row["channels"]),
        cases=cases_from_groups(row["components"]),
        detail=Detail.FULL,
        exemptions=exemptions_in(notes),
        source=" ".join(filter(None, (source, str(row.get("url") or "")))),
        confidence=Confidence(
            code=Trust.CONFIRMED, name=Trust.CONFIRMED, papers=papers, remark=str(row.get("decision") or "")
        ),
    )


def from_ours(row: Mapping[str, Any]) -> ProcedureFacts:
    """Our own data is the document itself."""
    return ProcedureFacts.model_validate(row)


def _summary_channels(limit_text: str, fee_text: str, remark: str) -> tuple[ChannelFacts, ...]:
    limits, fees = parse_limits(limit_text), parse_fees(fee_text)
    named = {*(limits if isinstance(limits, dict) else ()), *(fees if isinstance(fees, dict) else ())}
    return tuple(
        ChannelFacts(channel=channel, limit=_of(limits, channel), fee=_checked(_of(fees, channel), remark))
        for channel in sorted(named or {Channel.DIRECT})
    )


def _of(values: Any, channel: Channel) -> Any:  # a TimeLimit or a Fee, alone or by channel
    if not isinstance(values, dict):
        return values
    found = values.get(channel)
    if isinstance(found, list):
        return longest(found)
    return found if found is not None else next(iter([TimeLimit() if _holds_limits(values) else Fee()]))


def _holds_limits(values: Mapping[Channel, Any]) -> bool:
    return any(isinstance(value, list) for value in values.values())


def _checked(fee: Fee, remark: str) -> Fee:
    """The portal prints 0 where the province decides: the amount is then an assumption."""
    if fee.amount == 0 and "local fee" in remark and fee.trust is Trust.CONFIRMED:
        return fee.model_copy(update={"trust": Trust.ASSUMED})
    return fee


def _portal_channels(channels: list[Mapping[str, Any]]) -> tuple[ChannelFacts, ...]:
    """One row for each channel; rows priced in dollars belong to missions abroad and are left out."""
    grouped: dict[Channel, list[Mapping[str, Any]]] = {}
    for row in channels:
        if not is_foreign(str(row["fee"])):
            grouped.setdefault(CHANNEL_NAMES[str(row["channel"]).casefold()], []).append(row)
    return tuple(_portal_channel(channel, grouped[channel]) for channel in sorted(grouped))


def _portal_channel(channel: Channel, rows: list[Mapping[str, Any]]) -> ChannelFacts:
    fee, note = parse_fee(str(rows[0]["fee"])), " ".join(dict.fromkeys(str(row.get("note") or "") for row in rows))
    if fee.amount == 0 and "Hội đồng nhân dân" in note:
        fee = fee.model_copy(update={"trust": Trust.ASSUMED})
    limit = longest([parse_limit(str(row["time"])) for row in rows])
    return ChannelFacts(channel=channel, limit=limit, fee=fee, note=_one_line(note)[:4000])


def _confidence(source: str, remark: str, papers: str, home: str) -> Confidence:
    lowered, sources = remark.casefold(), source.casefold()
    all_from_memory = sources.strip() == "memory" or lowered.startswith("all unconfirmed")
    code = Trust.MEMORY if all_from_memory or "code from memory" in sources or "code unconfirmed" in lowered else None
    name = Trust.MEMORY if all_from_memory else Trust.ASSUMED if "exact name" in lowered else Trust.CONFIRMED
    return Confidence(
        code=code or Trust.CONFIRMED,
        name=name,
        papers=_papers_trust(papers, all_from_memory),
        at_home=Trust.MEMORY if "(memory)" in home else Trust.ASSUMED,
        remark=remark,
    )


def _papers_trust(text: str, all_from_memory: bool) -> Trust:
    if not cases_from_text(text):
        return Trust.UNKNOWN
    return Trust.MEMORY if all_from_memory or "unconfirmed" in text.casefold() else Trust.CONFIRMED


def _without_prefix(name: str) -> str:
    """“Thủ tục đăng ký khai sinh” and “Đăng ký khai sinh” are one name."""
    rest = name.removeprefix("Thủ tục ")
    return rest[0].upper() + rest[1:] if rest else name


def _one_line(text: str) -> str:
    return " ".join(text.split())
