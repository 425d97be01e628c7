// @ts-check
// Small comforts for pages that already work without any script. Each module stands alone.
import { copyCodes } from "./copy-code.js";
import { openDialogs } from "./dialog.js";
import { focusErrorSummary } from "./error-summary.js";
import { filterLists } from "./filter-list.js";
import { printOnRequest } from "./print-page.js";
import { submitOnce } from "./submit-once.js";

document.documentElement.classList.add("scripted");
focusErrorSummary();
submitOnce();
copyCodes();
printOnRequest();
filterLists();
openDialogs();
