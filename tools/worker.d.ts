/** The line that the server writes above static/sw.js: the name of the release. */
declare const RELEASE: string;

/** The line that the server writes above static/check-sw.js: the files of the release. */
declare const FILES: string[];
