"""Words for refusals at the citizen's pages."""

REASONS = {
    "half-day-changed-often": (
        "Lượt hẹn này đã đổi buổi nhiều lần. Muốn đổi nữa, hãy gọi cho trung tâm.",
        "This visit has been moved several times. To move it again, please call the centre.",
    ),
    "too-late-to-change": (
        "Đã quá 18 giờ của ngày trước ngày hẹn. Hãy gọi điện để đổi buổi.",
        "It is past 18:00 of the day before the visit. Please call us to change it.",
    ),
    "too-late-to-cancel": (
        "Đã quá 18 giờ của ngày trước ngày hẹn. Hãy gọi điện để huỷ.",
        "It is past 18:00 of the day before the visit. Please call us to cancel.",
    ),
}
