/** The line that the server writes above static/sw.js: the name of the release. */
declare const RELEASE: string;
