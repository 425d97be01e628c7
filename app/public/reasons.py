"""Words for refusals at the citizen's pages."""

REASONS = {
    "too-late-to-cancel": (
        "Đã quá 18 giờ của ngày trước ngày hẹn. Hãy gọi điện để huỷ.",
        "It is past 18:00 of the day before the visit. Please call us to cancel.",
    ),
}
