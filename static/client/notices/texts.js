/** English for calls to households. */
export const EN = {
  "Đã báo": "Told",
  "Chưa tải được tên": "Name not downloaded yet",
  "Nói gì khi gọi": "What to say",
  "Kết quả cuộc gọi cho {name}": "What came of the call to {name}",
  "Không có số điện thoại: đến tận nhà báo.": "No telephone: go and tell them at home.",
  "Cháu chào {name}. Cán bộ phường sẽ đến nhà vào {when}. Bác chuẩn bị giấy tờ giúp cháu, và hỏi từ nhận diện trên phiếu trước khi mở cửa.":
    "Hello {name}. An officer of the ward will come to your home: {when}. Please have your papers ready, and ask for the word on the slip before you open the door.",
  "Trung tâm đã báo": "Told by the centre",
  "Không còn hộ nào cần gọi": "No household left to call",
  "Không nghe máy": "No answer",
  "Sai số": "Wrong number",
  "Nhờ người nhà": "A relative will tell",
  "Ghi cuộc gọi": "Record a call",
  "Danh sách gọi": "Call list",
  "Dặn chuẩn bị giấy tờ gì": "Which papers to have ready",
};
