/** Reads QR codes where the browser has no BarcodeDetector. Large: import() it on the scan screen only. */
export { decodeQR } from "qr/decode.js";
