/** Draws QR codes on the phone, for home receipts. */
export { encodeQR } from "qr";
