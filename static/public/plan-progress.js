// @ts-check
// While a weekend plan is made, the page looks again by itself. Without this file its link does.

const EVERY_MS = 2000;

setTimeout(() => location.reload(), EVERY_MS);
