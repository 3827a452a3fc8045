// A sign for what takes longer than a second: somebody else writes, and this waits its turn.
const SOON = 1000; // milliseconds
const LATEST = 60000; // a download leaves the page where it is: then the sign goes by itself
const sign = document.querySelector("[data-waits]");

/** Show the sign unless the function returned is called within a second; calling it later takes the sign away. */
export function waits() {
  const shown = setTimeout(() => { sign.hidden = false; }, SOON);
  const gone = setTimeout(done, LATEST);
  function done() {
    clearTimeout(shown);
    clearTimeout(gone);
    sign.hidden = true;
  }
  return done;
}

document.addEventListener("submit", (event) => { if (!event.defaultPrevented) waits(); });
addEventListener("pageshow", () => { sign.hidden = true; });
