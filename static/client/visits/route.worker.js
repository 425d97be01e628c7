/** Looks for the best order beside the page, so that the screen stays awake. */
import { bestOrder } from "./route-search.js";

addEventListener("message", ({ data }) => postMessage(bestOrder(data)));
