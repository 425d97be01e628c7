/** Writes VietQR payment codes (EMVCo fields and CRC by NAPAS' rules). Its table of banks is left out. */
export { QRPay } from "vietnam-qr-pay/dist/qr-pay.js";
