/** What the lock says to a PIN that did not open. */
import { t } from "./texts.js";

/** @type {Record<string, string>} */
const WORDS = {
  wrong: "Mã PIN chưa đúng.",
  wait: "Sai nhiều lần. Hãy chờ {seconds} giây rồi thử lại.",
  "sign-in": "Sai 10 lần. Hãy bấm “Quên mã PIN” và đăng nhập lại.",
  offline: "Máy này mở khoá qua trung tâm, nên cần mạng. Việc đã lưu vẫn an toàn.",
  cancelled: "Chưa xác nhận bằng vân tay, khuôn mặt hoặc khoá của máy. Hãy thử lại.",
  "no-way": "Máy này không có cách khoá nào mà phường cho phép. Hãy gọi quản trị viên.",
  refused: "Trung tâm không cho mở nữa. Hãy bấm “Quên mã PIN” và đăng nhập lại.",
};

/**
 * @param {string} answer of `unlock` or `setPin`
 * @param {number} left milliseconds to wait
 */
export function answerWords(answer, left) {
  const seconds = Math.ceil(left / 1000);
  return t(WORDS[answer === "wrong" && seconds > 0 ? "wait" : answer], { seconds });
}
