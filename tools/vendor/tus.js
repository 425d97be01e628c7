/** tus-js-client: resumable uploads. */
export { Upload } from "tus-js-client";
