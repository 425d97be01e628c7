/** The payment code for one dossier: the ward's account, the sum, and the receipt's number as its purpose. */
import { QRPay } from "../../vendor/vietqr.js";
import { fold } from "../core/search.js";

const LONGEST = 25;

/**
 * @param {{bank_bin: string, account_number: string}} account
 * @param {number} amount in đồng
 * @param {string} number of the home receipt: it tells the centre what was paid, and nobody who paid
 * @returns {string} what the QR code says
 */
export function paymentCode(account, amount, number) {
  const code = QRPay.initVietQR({ bankBin: account.bank_bin, bankNumber: account.account_number, amount: String(amount), purpose: purposeOf(number) });
  return code.build();
}

/** Banks take plain letters, digits and blanks, 25 of them. @param {string} number */
export const purposeOf = (number) => `LP ${fold(number).toUpperCase().replace(/[^A-Z0-9]/g, "")}`.slice(0, LONGEST);
