"""Words for refusals, flags and changes of visits: Vietnamese, English."""

REASONS = {
    "half-day-full": ("Buổi này đã kín chỗ. Hãy chọn buổi khác.", "This half-day is full. Choose another one."),
    "half-day-not-offered": (
        "Lượt hẹn này đã có buổi hoặc đã kết thúc nên không chọn lại ở đây được. Muốn đổi, hãy gọi cho trung tâm.",
        "This visit has its half-day or is over, so it cannot be chosen anew here. To change it, call the centre.",
    ),
    "confirmed-visit-changed": ("Gia đình đã đổi buổi đã hẹn giờ. Hãy xếp lại.", "An agreed visit moved; plan anew."),
    "half-day-promised": (
        "Chỗ còn lại của buổi này đã giữ cho các gia đình đã đặt. Hãy xếp các gia đình đó, hoặc chọn buổi khác.",
        "What is left of this half-day is kept for families who booked it. Plan those first, or choose another one.",
    ),
    "shift-has-bookings": (
        "Có gia đình đã đặt buổi này. Hãy xếp hoặc hẹn lại các gia đình đó trước khi rút ngắn ca.",
        "Families have booked this half-day. Plan them or agree on another day before you shorten the shift.",
    ),
    "team-not-working": (
        "Đội này không có ca làm việc trong buổi đó. Hãy chọn đội hoặc buổi khác.",
        "This team does not work on that half-day. Choose another team or half-day.",
    ),
    "half-day-past": ("Ngày này đã qua. Hãy chọn một ngày sắp tới.", "This day is past. Choose a day to come."),
    "not-accepted": (
        "Yêu cầu này chưa được tiếp nhận. Hãy tiếp nhận trước khi xếp lịch.",
        "This request has not been accepted. Accept it before planning.",
    ),
    "already-planned": (
        "Yêu cầu này đã có lịch hẹn. Hãy tải lại trang để xem lịch đó.",
        "This request already has a visit. Reload the page to see it.",
    ),
    "other-citizen": (
        "Yêu cầu này là của người khác. Hãy kiểm tra lại tên người dân.",
        "This request belongs to somebody else. Check the person's name.",
    ),
    "visit-started": (
        "Cán bộ đã bắt đầu hoặc đã kết thúc lượt hẹn này nên không thể đổi. Hãy gọi cho cán bộ.",
        "The officer has started or finished this visit, so it cannot be changed. Call the officer.",
    ),
    "visit-was-unplanned": (
        "Lượt hẹn này đã được bỏ khỏi lịch. Hãy xem lại cùng người báo.",
        "This visit was taken out of the plan. Look at it together with the person who reported.",
    ),
    "visit-reassigned": (
        "Lượt hẹn này đã giao cho đội khác trước khi nhận được báo cáo. Hãy xem báo cáo nào đúng.",
        "This visit had been given to another team before the report arrived. See which report is right.",
    ),
    "visit-already-closed": (
        "Lượt hẹn này đã có kết quả trước đó. Hãy xem kết quả nào đúng.",
        "This visit already had an outcome. See which outcome is right.",
    ),
    "window-outside-half-day": (
        "Khung giờ hẹn phải nằm trong giờ làm việc của buổi đó. Hãy chọn lại giờ.",
        "The time window must lie within that half-day's working hours. Choose the time again.",
    ),
    "visit-named-twice": (
        "Có lượt hẹn bị nêu hai lần trong thứ tự mới. Hãy sắp xếp lại.",
        "A visit is named twice in the new order. Arrange it again.",
    ),
    "plan-not-there": (
        "Lịch này không còn ở bước đó. Hãy tải lại trang để xem lịch mới nhất.",
        "This plan is no longer at that step. Reload the page to see the newest one.",
    ),
    "plan-under-way": (
        "Đang có một lịch được lập cho cuối tuần này. Hãy đợi xong hoặc dừng lịch đó.",
        "A plan for this weekend is being made. Wait for it, or stop it.",
    ),
    "weekend-without-shifts": (
        "Cuối tuần này chưa đội nào có ca. Hãy mở ca trước khi lập lịch.",
        "No team works on this weekend yet. Open shifts before planning.",
    ),
    "plan-is-stale": (
        "Từ lúc lập lịch đã có thay đổi về ca, đội hoặc lượt hẹn. Hãy lập lại lịch.",
        "Shifts, teams or visits have changed since this plan was made. Make it again.",
    ),
    "plan-leaves-no-room": (
        "Vừa có gia đình đặt buổi nên lịch này không còn đủ chỗ. Hãy lập lại lịch.",
        "A family has just booked a half-day, and this plan leaves no room for it. Make it again.",
    ),
    "plan-leaves-promised-out": (
        "Kế hoạch chưa xếp được gia đình đã hẹn buổi. Hãy đọc tên và lý do, đánh dấu rồi áp dụng phần còn lại.",
        "This plan leaves out families who count on a half-day. Read names and reasons, tick the box, then apply.",
    ),
    "plan-was-overtaken": (
        "Có lượt hẹn đã báo cho gia đình, đã dời hoặc đã bắt đầu nên không hoàn tác cả lịch được. Hãy dời từng lượt.",
        "Some of its visits were confirmed, moved or started: it cannot be undone as a whole. Move them one by one.",
    ),
    "undo-breaks-promise": (
        "Hoàn tác sẽ làm mất chỗ của gia đình đã đặt buổi. Hãy dời từng lượt.",
        "Undoing would take away a half-day that a family has booked. Move the visits one by one.",
    ),
    "unknown-weekend-plan": (
        "Không tìm thấy lịch này. Hãy tải lại trang.",
        "This plan cannot be found. Reload the page.",
    ),
    "plan-changed": (
        "Lịch buổi này đã thay đổi. Hãy xem lịch mới rồi sắp xếp lại.",
        "The plan of this half-day has changed. Look at the new plan and arrange it again.",
    ),
    "shift-too-long": (
        "Số phút dài hơn giờ làm việc của một buổi. Hãy nhập số nhỏ hơn.",
        "The minutes are longer than a half-day's working hours. Enter fewer.",
    ),
    "shift-has-visits": (
        "Đã xếp nhiều lượt hẹn hơn số phút này. Hãy dời bớt lượt hẹn trước.",
        "More visits are planned than these minutes hold. Move some of them first.",
    ),
    "team-needs-members": (
        "Đội cần ít nhất một cán bộ, mỗi người một lần. Hãy chọn lại.",
        "A team needs at least one officer, each named once. Choose again.",
    ),
    "not-an-officer": (
        "Chỉ cán bộ đi hẹn mới vào đội được. Hãy chọn lại.",
        "Only visiting officers can join a team. Choose again.",
    ),
    "needs-of-one": (
        "Hãy chọn một thủ tục hoặc một người, không phải cả hai. Hãy tải lại trang.",
        "Name one procedure or one person, not both. Reload the page.",
    ),
    "unknown-visit-needs": (
        "Không tìm thấy yêu cầu về cán bộ này. Hãy tải lại trang.",
        "What was asked of officers was not found. Reload the page.",
    ),
    "ages-out-of-order": (
        "Tuổi “rất cao” phải lớn hơn tuổi “cao”. Hãy ghi lại.",
        "The age of the very old must be above that of the old. Enter it again.",
    ),
    "unknown-weights": (
        "Không tìm thấy bản điểm này. Hãy tải lại trang.",
        "This version of the weights was not found. Reload the page.",
    ),
    "member-of-other-team": (
        "Có người đang ở đội khác. Hãy đưa ra khỏi đội kia trước.",
        "Somebody is in another team. Take them out of that team first.",
    ),
    "wished-half-day-full": (
        "Buổi người dân mong muốn đã kín chỗ. Hãy gọi để hẹn buổi khác.",
        "The half-day that was wished for is full. Call to agree on another one.",
    ),
    "round-changed-meanwhile": (
        "Cán bộ đã xếp lại đoạn còn lại khi chưa thấy thay đổi mới của lịch. Hãy xem các lượt hẹn được nêu.",
        "The officer had not seen the newest plan when the rest of the round was changed. Look at the visits named.",
    ),
    "left-in-peace": (
        "Gia đình báo có người mất hoặc nằm viện, cán bộ đã ngừng mọi liên lạc. Nếu có nhầm lẫn, hãy mở lại liên lạc.",
        "The family told of a death or a hospital stay; the officer stopped all messages. If it is wrong, resume them.",
    ),
    "messages-not-stopped": (
        "Người này không được ghi là đã mất, nên không có gì để mở lại. Hãy tải lại trang.",
        "This person is not recorded as having died, so there is nothing to resume. Reload the page.",
    ),
    "unknown-visit": (
        "Không tìm thấy lượt hẹn này. Hãy tải lại trang.",
        "This visit was not found. Reload the page.",
    ),
    "unknown-team": (
        "Không tìm thấy đội này. Hãy tải lại trang.",
        "This team was not found. Reload the page.",
    ),
    "unknown-report": (
        "Không tìm thấy báo cáo cần sửa. Hãy tải lại dữ liệu rồi thử lại.",
        "The report to correct was not found. Load the latest data and try again.",
    ),
    "corrected-before": (
        "Báo cáo này đã được đính chính từ trước. Hãy xem lại bên nào đúng.",
        "This report had been corrected before. Look at which is right.",
    ),
    "not-your-report": (
        "Chỉ người đã báo hoặc điều phối viên mới sửa được. Hãy nhờ điều phối viên.",
        "Only the person who reported or a coordinator can correct this. Ask the coordinator.",
    ),
    "stand-in-is-same": (
        "Phải giao cho một cán bộ khác. Hãy chọn lại.",
        "Somebody else has to take over. Choose again.",
    ),
    "nothing-to-take-over": (
        "Người này không còn lượt hẹn nào trong ngày và không giữ giấy tờ nào.",
        "This person has no open visit on that day and holds no papers.",
    ),
    "request-moved-on": (
        "Yêu cầu đã được xử lý theo cách khác trước khi có kết quả này. Hãy xem nên giữ cách nào.",
        "The request had been settled in another way before this outcome came. See which one is right.",
    ),
}

CHANGES = {
    "team.added": ("Đã lập đội", "Team formed"),
    "team.changed": ("Đã đổi đội", "Team changed"),
    "team.shift-set": ("Đã đặt ca làm việc", "Shift set"),
    "staff.skills-set": ("Đã ghi năng lực cán bộ", "Skills set"),
    "visit_needs.needs-set": ("Đã ghi yêu cầu về cán bộ", "Needs set"),
    "weights.weights-set": ("Đã đặt điểm ưu tiên", "Weights set"),
    "weekend_plan.proposed": ("Đã yêu cầu lập lịch cuối tuần", "Weekend plan asked for"),
    "weekend_plan.cancelled": ("Đã dừng lập lịch", "Planning stopped"),
    "weekend_plan.done": ("Đã lập xong lịch cuối tuần", "Weekend plan made"),
    "weekend_plan.broken": ("Không lập được lịch", "Planning failed"),
    "weekend_plan.applied": ("Đã áp dụng lịch cuối tuần", "Weekend plan applied"),
    "weekend_plan.undone": ("Đã hoàn tác lịch cuối tuần", "Weekend plan undone"),
    "visit.pinned": ("Đã giữ cố định lượt hẹn", "Pinned"),
    "visit.unpinned": ("Đã bỏ giữ cố định", "Unpinned"),
    "visit.planned": ("Đã xếp lịch", "Planned"),
    "visit.moved": ("Đã dời lịch", "Moved"),
    "visit.retimed": ("Đã đổi giờ dự kiến", "Expected time changed"),
    "visit.reordered": ("Đã đổi thứ tự", "Order changed"),
    "visit.rerouted": ("Cán bộ xếp lại đoạn còn lại", "The officer changed the rest of the round"),
    "visit.reassigned": ("Đã giao cho đội khác", "Given to another team"),
    "visit.taken-over": ("Đã giao cho cán bộ khác đi thay", "Another officer goes instead"),
    "visit.confirmed": ("Đã xác nhận với người dân", "Confirmed with the household"),
    "visit.unplanned": ("Đã bỏ khỏi lịch", "Taken out of the plan"),
    "visit.started": ("Đã đến nhà và bắt đầu", "Arrived and started"),
    "visit.start-withdrawn": ("Đã rút báo cáo bắt đầu", "Start withdrawn"),
    "visit.closed": ("Đã ghi kết quả lượt hẹn", "Outcome recorded"),
    "visit.reported": ("Có báo cáo cần xem lại", "Report waits for a decision"),
    "visit.corrected": ("Đã sửa kết quả lượt hẹn", "Outcome corrected"),
    "visit.left-window": ("Đã hết thời gian lưu trên máy cán bộ", "Left the officers' phones"),
    "visit.refreshed": ("Đã cập nhật theo thông tin người dân", "Updated from the person's record"),
}

COMMANDS = {
    "visits.call_off": ("Hoãn cả buổi và hẹn lại", "Call off half-days and offer others"),
    "visits.stop_messages": ("Ngừng mọi liên lạc với gia đình", "Stop all messages to a household"),
    "visits.resume_messages": ("Mở lại liên lạc với gia đình", "Resume messages to a household"),
    "visits.choose_half_day": ("Gia đình chọn buổi khác", "The family chooses another half-day"),
    "visits.hold": ("Giữ chỗ trong lúc điền đơn", "Keep a half-day while the form is filled in"),
    "visits.take_over": ("Giao việc trong ngày cho cán bộ khác", "Hand today's visits to another officer"),
    "visits.apply_plan": ("Áp dụng lịch cuối tuần", "Apply a weekend plan"),
    "visits.cancel_plan": ("Dừng lập lịch", "Stop making a plan"),
    "visits.finish_plan": ("Trả kết quả lập lịch", "Tell what planning found"),
    "visits.pin": ("Giữ cố định lượt hẹn", "Pin a visit"),
    "visits.propose_plan": ("Lập kế hoạch cuối tuần", "Propose a weekend plan"),
    "visits.undo_plan": ("Hoàn tác lịch cuối tuần", "Undo a weekend plan"),
    "visits.unpin": ("Bỏ giữ cố định lượt hẹn", "Unpin a visit"),
    "visits.add_team": ("Lập đội", "Add a team"),
    "visits.change_team": ("Đổi đội", "Change a team"),
    "visits.close": ("Kết quả lượt thăm", "Report how a visit ended"),
    "visits.confirm": ("Báo giờ cho gia đình", "Confirm a visit with the family"),
    "visits.correct_fact": ("Đính chính lượt thăm", "Put a visit's report right"),
    "visits.renew_offers": ("Cập nhật các buổi còn chỗ", "Renew the half-days on offer"),
    "visits.leave_window": ("Cất lượt thăm cũ khỏi máy", "Let phones forget an old visit"),
    "visits.move": ("Dời lượt thăm", "Move a visit"),
    "visits.plan": ("Xếp lượt thăm", "Plan a visit"),
    "visits.reassign": ("Giao lượt thăm cho đội khác", "Give a visit to another team"),
    "visits.reorder": ("Đổi thứ tự lượt thăm", "Reorder visits"),
    "visits.reroute": ("Xếp lại đoạn còn lại", "Change the rest of a round"),
    "visits.set_needs": ("Ghi yêu cầu về cán bộ đi nhà", "Set what a visit asks of officers"),
    "visits.set_skills": ("Ghi năng lực của cán bộ", "Set what an officer can do"),
    "visits.set_shift": ("Đặt buổi làm việc của đội", "Set a team's shift"),
    "visits.set_weights": ("Đặt điểm ưu tiên", "Set the weights"),
    "visits.start": ("Bắt đầu lượt thăm", "Start a visit"),
    "visits.unplan": ("Bỏ lượt thăm khỏi lịch", "Take a visit off the plan"),
}
