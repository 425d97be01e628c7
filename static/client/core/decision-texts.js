/** English of what the centre decided about somebody's work. The Vietnamese text is the key. */
export const EN = {
  "Trung tâm đã xem và quyết định lúc {time}": "The centre looked at it and decided at {time}",
  "Trung tâm không ghi nhận việc này": "The centre did not accept this",
  "Lý do: {reason}": "Reason: {reason}",
  "Trung tâm đã xem và ghi nhận đúng như anh/chị đã lưu.": "The centre looked at it and recorded it as you saved it.",
  "Anh/chị không phải làm gì thêm.": "There is nothing left for you to do.",
  "Trung tâm đã sửa lại rồi ghi nhận.": "The centre corrected it and recorded it.",
  "Nội dung đã sửa hiện trên máy này; thấy chưa đúng thì gọi trung tâm.": "The corrected version is on this phone; if it is not right, call the centre.",
  "Trung tâm đã xem và không ghi nhận việc này.": "The centre looked at it and did not record it.",
  "Bản anh/chị đã lưu vẫn được giữ. Nếu vẫn cần, hãy làm lại hoặc gọi trung tâm.": "What you saved is kept. If it is still needed, do it again or call the centre.",
  "Việc này đã được ghi nhận; trung tâm đã xem chỗ bất thường và giữ nguyên.": "It is recorded; the centre looked at what was odd and left it so.",
};
