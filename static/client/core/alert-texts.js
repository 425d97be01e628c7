/** English of the messages that wake this phone. The Vietnamese text is the key. */
export const EN = {
  "Thông báo": "Messages",
  "Chỉ báo khi lịch thăm có thêm lượt hoặc thay đổi; không ghi tên ai.": "Only when a visit is added to your plan or changes; never with a name.",
  "Bật thông báo": "Turn on",
  "Tắt thông báo": "Turn off",
  "Đang bật": "On",
  "Máy đang chặn. Mở cài đặt của trình duyệt, cho phép thông báo, rồi mở lại màn này.": "Blocked on this phone. Allow messages in the browser's settings, then open this screen again.",
  "Trình duyệt này không nhận được thông báo. Lịch vẫn về khi mở ứng dụng.": "This browser cannot be told. The plan still comes when you open the app.",
  "Hãy cài ứng dụng lên màn hình chính trước, rồi bật ở đó.": "Install the app on the home screen first, then turn it on there.",
  "Chưa tắt được. Hãy bấm lại.": "Not turned off. Press again.",
  "Đang làm…": "Working…",
  "Chưa bật được. Hãy bấm lại khi có mạng.": "Not turned on. Press again where there is a network.",
  "Máy chủ chưa bật thông báo đẩy.": "This server sends no push messages yet.",
};
