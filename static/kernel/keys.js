// Keys that work on every page. No single letters: a scanner would press them.
import "./anywhere.js";
import "./typed.js";
import "./waiting.js";

document.addEventListener("keydown", (event) => {
  if (event.key === "F9") {
    const lock = document.querySelector("form[data-lock]");
    if (lock) { event.preventDefault(); lock.requestSubmit(); }
  }
  if (event.key === "Enter" && event.ctrlKey) {
    const form = document.querySelector("form[data-commit]") ?? event.target.closest?.("form");
    if (form) { event.preventDefault(); form.requestSubmit(); }
  }
});

for (const form of document.querySelectorAll("form[data-enter-moves]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || !(event.target instanceof HTMLInputElement)) return;
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")];
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) { event.preventDefault(); next.focus(); }
  });
}

// A page out of the browser's memory has forms that were sent already: what is sent from it again would do nothing.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
document.querySelector("[data-summary]")?.focus();
