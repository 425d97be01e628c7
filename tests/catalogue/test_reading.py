"""What portals print is read as people mean it, and nothing is guessed."""

import pytest

from app.catalogue.facts import AtHome, Case, Channel, Detail, LimitUnit, PaperKind, Trust
from app.catalogue.merging import completed
from app.catalogue.reading.fees import exemptions_in, parse_fee, parse_fees
from app.catalogue.reading.home import parse_home_fit
from app.catalogue.reading.limits import longest, parse_limit, parse_limits
from app.catalogue.reading.papers import cases_from_groups, cases_from_text
from tests.make_catalogue import FORM, make_facts, make_fee, make_limit

WORKING, CALENDAR, HOURS = LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS, LimitUnit.HOURS


@pytest.mark.parametrize(
    ("text", "n", "unit", "trust"),
    [
        ("2 ngày làm việc (NĐ 23/2015 Đ.37)", 2, WORKING, Trust.CONFIRMED),
        ("5 Ngày làm việc", 5, WORKING, Trust.CONFIRMED),
        ("15 Ngày", 15, CALENDAR, Trust.CONFIRMED),
        ("1 giờ", 1, HOURS, Trust.CONFIRMED),
        (
            "trong ngày; sau 15h: ngày làm việc tiếp theo; thêm tối đa 2 ngày làm việc",
            0,
            LimitUnit.SAME_DAY,
            "confirmed",
        ),
        ("20 ngày làm việc (Hội đồng) + 5 ngày làm việc (cấp giấy)", 25, WORKING, Trust.CONFIRMED),
        ("10 ngày làm việc (UNCONFIRMED, memory of a decree)", 10, WORKING, Trust.MEMORY),
        ("1", 1, LimitUnit.UNKNOWN, Trust.ASSUMED),
        ("3 (đơn vị không ghi trên cổng)", 3, LimitUnit.UNKNOWN, Trust.ASSUMED),
        ("không ghi trên cổng", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
        ("Không có thông tin", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
        ("UNCONFIRMED", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
        ("", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
        ("xã: 5 ngày làm việc; total UNCONFIRMED", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
        ("xã 5 ngày làm việc + 12 ngày (NĐ 131/2021)", None, LimitUnit.UNKNOWN, Trust.UNKNOWN),
    ],
)
def test_a_time_limit_is_read_and_kept_as_text(text, n, unit, trust):
    limit = parse_limit(text)

    assert (limit.n, limit.unit, limit.trust, limit.text) == (n, unit, trust, text)


def test_limits_may_differ_by_channel():
    limits = parse_limits("17 ngày làm việc (Trực tuyến, Dịch vụ bưu chính) / 27 ngày làm việc (Trực tiếp)")

    assert {channel: found[0].n for channel, found in limits.items()} == {
        Channel.ONLINE: 17,
        Channel.POST: 17,
        Channel.DIRECT: 27,
    }


def test_of_two_limits_for_one_channel_the_longer_is_promised_and_both_are_shown():
    limits = parse_limits("1 ngày làm việc (Trực tuyến) / 3 ngày làm việc (Trực tuyến)")

    limit = longest(limits[Channel.ONLINE])

    assert (limit.n, limit.text) == (3, "1 ngày làm việc / 3 ngày làm việc")


@pytest.mark.parametrize(
    ("text", "amount", "per", "trust"),
    [
        ("8000/bản", 8000, "bản", Trust.CONFIRMED),
        ("8,000 VNĐ", 8000, "", Trust.CONFIRMED),
        ("50,000 Việt Nam Đồng", 50000, "", Trust.CONFIRMED),
        ("50000 /di chúc", 50000, "di chúc", Trust.CONFIRMED),
        ("2000/trang; từ trang 3: 1000/trang; tối đa 200000/bản", 2000, "trang", Trust.CONFIRMED),
        ("Miễn phí", 0, "", Trust.CONFIRMED),
        ("0", 0, "", Trust.CONFIRMED),
        ("0 (UNCONFIRMED)", 0, "", Trust.MEMORY),
        ("không ghi", None, "", Trust.UNKNOWN),
        ("Không có thông tin", None, "", Trust.UNKNOWN),
    ],
)
def test_a_fee_is_read_and_kept_as_text(text, amount, per, trust):
    fee = parse_fee(text)

    assert (fee.amount, fee.per, fee.trust, fee.text) == (amount, per, trust, text)


def test_fees_may_differ_by_channel():
    fees = parse_fees("10000 (Trực tuyến) / 20000 (Trực tiếp)")

    assert (fees[Channel.ONLINE].amount, fees[Channel.DIRECT].amount) == (10000, 20000)


def test_the_exempt_groups_of_a_note_are_named():
    note = "Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo; người khuyết tật."

    assert exemptions_in(note) == (
        "Người có công với cách mạng và thân nhân",
        "Người thuộc hộ nghèo",
        "Người khuyết tật",
    )
    assert exemptions_in("Mức thu do tỉnh quyết định cho người khuyết tật") == ()


@pytest.mark.parametrize(
    ("text", "way", "article"),
    [
        ("yes - NĐ 23/2015 Đ.10: a signature may be certified off-site", AtHome.SETTLE, "NĐ 23/2015 Đ.10"),
        ("yes - TT 01/2019 Đ.5.3: the Council observes at the home", AtHome.SETTLE, "TT 01/2019 Đ.5.3"),
        ("yes - request and delivery at home or by post", AtHome.COLLECT, ""),
        ("yes", AtHome.COLLECT, ""),
        ("partly - collect papers at home", AtHome.COLLECT, ""),
        ("no - at home: borrow the original against a custody receipt", AtHome.COLLECT, ""),
        ("no - translators, not the target group", AtHome.GUIDE, ""),
    ],
)
def test_a_yes_is_settled_at_the_door_only_when_the_act_is_lawful_there(text, way, article):
    visit = parse_home_fit(text)

    assert (visit.way, visit.article) == (way, article)
    assert visit.reason


def test_a_home_fit_without_yes_partly_or_no_is_refused():
    with pytest.raises(ValueError, match="yes, partly or no"):
        parse_home_fit("maybe")


def kinds(cases):
    return [(case.name, paper.kind, paper.name) for case in cases for paper in case.papers]


def test_papers_are_told_apart_by_heading_count_and_sentence():
    cases = cases_from_groups(
        [
            {"group": "Giấy tờ phải nộp", "items": [item("Tờ khai", 1), item("Không phải nộp bản giấy", 0)]},
            {"group": "Giấy tờ phải xuất trình", "items": [item("Thẻ căn cước", 1)]},
            {"group": "", "items": [item("Xuất trình sổ cũ", 1), item("Mẫu điện tử tương tác đăng ký", 1, 1)]},
            {"group": "Lưu ý", "items": [item("Bản chụp phải rõ", 1)]},
        ]
    )

    assert kinds(cases) == [
        ("", PaperKind.HAND_IN, "Tờ khai"),
        ("", PaperKind.NOTE, "Không phải nộp bản giấy"),
        ("", PaperKind.SHOW, "Thẻ căn cước"),
        ("", PaperKind.SHOW, "Xuất trình sổ cũ"),
        ("", PaperKind.NOTE, "Mẫu điện tử tương tác đăng ký"),
        ("", PaperKind.NOTE, "Bản chụp phải rõ"),
    ]


def test_a_group_for_some_people_is_a_case_and_so_is_a_paper_only_they_need():
    cases = cases_from_groups(
        [
            {"group": "Giấy tờ phải nộp", "items": [item("Trường hợp trẻ em bị bỏ rơi thì phải có biên bản", 1)]},
            {"group": "Trường hợp ly hôn, hồ sơ gồm", "items": [item("Quyết định ly hôn", 1)]},
        ]
    )

    assert kinds(cases) == [
        ("Trường hợp trẻ em bị bỏ rơi", PaperKind.HAND_IN, "Biên bản"),
        ("Trường hợp ly hôn, hồ sơ gồm", PaperKind.HAND_IN, "Quyết định ly hôn"),
    ]


def test_a_line_of_papers_is_read_with_counts_marks_and_cases():
    cases = cases_from_text(
        "(xuất trình) Thẻ [1 bản chính]; {TH: Nuôi con} Đơn [2 bản chính, 1 bản sao]; Ghi chú [0 bản chính]"
    )

    assert kinds(cases) == [
        ("", PaperKind.SHOW, "Thẻ"),
        ("", PaperKind.NOTE, "Ghi chú"),
        ("Nuôi con", PaperKind.HAND_IN, "Đơn"),
    ]
    assert (cases[1].papers[0].originals, cases[1].papers[0].copies) == (2, 1)


def test_an_impossible_number_of_copies_is_left_out_and_the_paper_kept():
    paper = cases_from_text("Đơn đăng ký theo Mẫu số [181 bản chính, 1 bản sao]")[0].papers[0]

    assert (paper.name, paper.originals, paper.copies) == ("Đơn đăng ký theo Mẫu số", 0, 1)


def test_an_unconfirmed_list_holds_no_paper():
    assert cases_from_text("UNCONFIRMED (portal gives prose only: read the source)") == ()


def item(name, originals, copies=0):
    return {"name": name, "ban_chinh": originals, "ban_sao": copies, "is_note": originals + copies == 0}


def test_silence_does_not_erase_what_is_known():
    known = make_facts(exemptions=("Người khuyết tật",))
    new = make_facts(limit=parse_limit("Không có thông tin"), fee=make_fee(None, Trust.UNKNOWN, ""), plain_name="")

    assert completed(new, known).says_the_same_as(known)


def test_a_thin_list_does_not_replace_plain_words_but_a_new_limit_counts():
    known = make_facts(detail=Detail.PLAIN)
    thin = FORM.model_copy(update={"name": "Tờ khai theo mẫu…"})
    new = make_facts(papers=(thin,), limit=make_limit(7), detail=Detail.SUMMARY)

    facts = completed(new, known)

    assert facts.cases == known.cases
    assert facts.by_channel(Channel.DIRECT).limit.n == 7


def test_a_code_that_becomes_confirmed_replaces_the_remembered_one():
    remembered = make_facts(detail=Detail.PLAIN)
    remembered = remembered.model_copy(
        update={"confidence": remembered.confidence.model_copy(update={"code": Trust.MEMORY})}
    )

    assert not completed(make_facts(), remembered).is_from_memory


def test_papers_for_all_leave_out_those_of_a_case():
    special = Case(key="c1", name="Nhờ người khác", papers=(FORM.model_copy(update={"key": "c1-1"}),))
    facts = make_facts(cases=(Case(key="all", papers=(FORM,)), special))

    assert [paper.key for paper in facts.papers_for_all] == ["p1"]
    assert [paper.key for paper in facts.papers] == ["p1", "c1-1"]
