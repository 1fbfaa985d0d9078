/* A line at the foot of the window that says what came of a button. */

import { byId } from "./dom.js";

const SECONDS = 8;
let waiting = 0;

/** Says it, above everything else, and to screen readers. */
export function tell(words) {
  const notice = byId("notice");
  clearTimeout(waiting);
  if (notice.matches(":popover-open")) notice.hidePopover(); // a dialog may have come above it
  notice.showPopover();
  notice.textContent = words;
  waiting = setTimeout(() => notice.hidePopover(), SECONDS * 1000);
}
