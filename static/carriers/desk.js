// The desk without new pages: the same forms, sent by the script; the parts of the answered page take their places.
import { listen } from "../kernel/scan.js";
import { waits } from "../kernel/waiting.js";

const place = document.getElementById("desk");
const field = place.querySelector("[data-scan-field]");
const deaf = place.querySelector("[data-deaf]");
const SCAN_LENGTH = 14;
const TONES = { fine: [[880, 0.08]], look: [[587, 0.12], [587, 0.12]], stop: [[196, 0.28], [165, 0.34]] };
let sounds = null;
let isStopped = false;
let queue = Promise.resolve();

function sound(name) {
  if (!TONES[name] || navigator.userActivation?.hasBeenActive === false) return;
  sounds ??= new AudioContext();
  let at = sounds.currentTime;
  for (const [pitch, length] of TONES[name]) {
    const tone = sounds.createOscillator();
    const loudness = sounds.createGain();
    tone.frequency.value = pitch;
    tone.type = name === "stop" ? "square" : "sine";
    loudness.gain.setValueAtTime(0.15, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(loudness).connect(sounds.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.05;
  }
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function line(css, text) {
  const found = document.createElement("div");
  const words = document.createElement("strong");
  found.className = `said ${css}`;
  words.textContent = text;
  found.append(words);
  return found;
}

function stop(text) {
  place.querySelector("[data-said]").replaceChildren(line("stop", text));
  hold();
}

/** A refusal needs a key before the next scan counts: nobody scans past it with their eyes elsewhere. */
function hold() {
  isStopped = true;
  sound("stop");
  const hint = document.createElement("span");
  hint.textContent = place.dataset.acknowledge;
  place.querySelector(".said:last-child")?.append(hint);
}

/** What the form holds now is taken at once and sent in its turn; a PIN does not stay behind. */
function send(form, extra = {}, pressed = null) {
  const body = new URLSearchParams(new FormData(form, pressed));
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  if (form.matches("[data-scan]")) {
    body.set("act_key", newKey()); // the field stays: each scan is an act of its own
    body.set("edition", place.querySelector("[data-edition]").dataset.edition); // what stands before the eyes now
    field.value = "";
  }
  for (const secret of form.querySelectorAll("#pin, #sheets")) secret.value = "";
  const isScan = form.matches("[data-scan]") || (body.get("sheets") ?? body.get("pin"))?.length >= SCAN_LENGTH;
  const wasStopped = isStopped;
  // Asked now and again in its turn: the answer before it may have been a refusal.
  queue = queue.then(() => (isScan && (wasStopped || isStopped) ? sound("stop") : ask(form.action, body)));
}

async function ask(address, body) {
  const done = waits();
  try {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.redirected && new URL(answer.url).pathname !== place.dataset.url) location.assign(answer.url);
    else if (answer.ok) show(await answer.text());
    else stop(place.dataset.offline);
  } catch {
    stop(place.dataset.offline);
  } finally {
    done();
  }
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const before = { step: stepNow(), secret: secretNow()?.value };
  for (const part of place.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh) part.replaceWith(fresh);
  }
  if (secretNow() && before.secret && before.step === stepNow()) secretNow().value = before.secret;
  ready();
  const name = place.querySelector("[data-said]").dataset.sound;
  if (name === "stop") hold();
  else sound(name);
}

/** The field that takes what is typed now: a PIN, or a count of sheets. */
function secretNow() {
  return place.querySelector("[data-secret]");
}

function stepNow() {
  return place.querySelector("#step")?.textContent;
}

place.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-desk], [data-commit], [data-scan]")) return;
  event.preventDefault();
  if (event.target.matches("[data-scan]") && field.value === "") return;
  const left = [...event.target.querySelectorAll("#sheets, #pin")].find((one) => one.value === "");
  if (left && event.target.matches("[data-count]")) return left.focus(); // the count first, then whose it is
  send(event.target, {}, event.submitter);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isStopped) {
    isStopped = false;
    place.querySelector("[data-said]").replaceChildren();
    ready();
  }
  const form = [...place.querySelectorAll("form[data-key]")].find((one) => one.dataset.key === event.key);
  if (form) {
    event.preventDefault();
    form.requestSubmit();
  }
}, true);

const ready = listen(field, {
  secret: secretNow,
  onScan: ({ text, conflict }) => {
    if (conflict && !isStopped) stop(place.dataset.conflict);
    else send(place.querySelector("[data-scan]"), { text });
  },
  onListening: (hears) => {
    deaf.hidden = hears;
    place.querySelector("[data-hears]").hidden = !hears;
  },
});
deaf.addEventListener("click", ready);
ready();
