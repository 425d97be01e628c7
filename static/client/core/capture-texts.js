/** English for the camera and the pad over the whole screen. */
export const EN = {
  "Đang mở máy ảnh…": "Opening the camera…",
  "Gõ bằng tay": "Type it",
  "Không mở được máy ảnh. Hãy gõ bằng tay.": "The camera cannot be opened. Type it instead.",
  "Ký ngang máy": "Sign on a wide pad",
  "Không ký được": "Cannot sign",
  "Xoá hết": "Clear",
};
