/** tus-js-client: resumable uploads. */
export { DetailedError, Upload, canStoreURLs, defaultOptions, isSupported } from "tus-js-client";
