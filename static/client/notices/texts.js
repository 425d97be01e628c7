/** English for calls to households. */
export const EN = {
  "Đã báo": "Told",
  "Nói gì khi gọi": "What to say",
  "Kết quả cuộc gọi cho {name}": "What came of the call to {name}",
  "Không có số điện thoại: đến tận nhà báo.": "No telephone: go and tell them at home.",
  "Cháu chào {name}. Cán bộ phường sẽ đến nhà vào {when}. Bác chuẩn bị giấy tờ giúp cháu, và hỏi từ nhận diện trên phiếu trước khi mở cửa.":
    "Hello {name}. An officer of the ward will come to your home: {when}. Please have your papers ready, and ask for the word on the slip before you open the door.",
  "Đến giờ khác, khoảng {time}": "Another hour, about {time}",
  "Gọi lại từ {time}": "Try again from {time}",
  "Cháu chào {name}. Cán bộ hẹn đến nhà {window}, trên đường có việc nên khoảng {time} mới đến được. Giờ đó nhà mình có tiện không ạ?":
    "Hello {name}. The officer was to come {window} but was held up on the way and can come at about {time}. Is that all right for you?",
  "Gọi điện": "By telephone",
  "Trung tâm đã báo": "Told by the centre",
  "Không còn hộ nào cần gọi": "No household left to call",
  "Không nghe máy": "No answer",
  "Sai số": "Wrong number",
  "Nhờ người nhà": "A relative will tell",
  "Ghi cuộc gọi": "Record a call",
  "Đính chính cuộc gọi": "Correct a call",
  "Chưa gọi, bấm nhầm": "Nobody rang, a wrong tap",
  "Kết quả đúng": "What came of it",
  "Hãy chọn kết quả đúng.": "Choose what came of it.",
  "Cuộc gọi này không còn trên máy.": "This call is no longer on the phone.",
  "Sửa": "Correct",
  "Danh sách gọi": "Call list",
  "Dặn chuẩn bị giấy tờ gì": "Which papers to have ready",
};
