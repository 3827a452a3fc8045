// The desk without new pages: the same forms, sent by the script, answered by the same desk.
import { digitsByCode, listen } from "../kernel/scan.js";

const place = document.getElementById("desk");
const deaf = document.querySelector("[data-deaf]");
const TONES = { fine: [[880, 0.08]], look: [[587, 0.12], [587, 0.12]], stop: [[196, 0.28], [165, 0.34]] };
let sounds = null;
let stopped = false;
let queue = Promise.resolve();

function sound(name) {
  if (!TONES[name]) return;
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

function say(css, text) {
  const line = document.createElement("div");
  line.className = `said ${css}`;
  const words = document.createElement("strong");
  words.textContent = text;
  line.append(words);
  place.querySelector("[data-said]").replaceChildren(line);
  sound(css);
}

async function send(form, extra = {}) {
  const body = new URLSearchParams(new FormData(form, form.pressed));
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "desk" }, redirect: "follow" });
    if (answer.redirected && !new URL(answer.url).pathname.startsWith(place.dataset.url)) {
      location.assign(answer.url);
      return;
    }
    if (!answer.ok) { say("stop", place.dataset.offline); return; }
    show(await answer.text());
  } catch {
    say("stop", place.dataset.offline);
  }
}

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...page.body.childNodes);
  const name = place.querySelector("[data-sound]")?.dataset.sound ?? "";
  sound(name);
  stopped = name === "stop";
  if (stopped) {
    const hint = document.createElement("span");
    hint.textContent = place.dataset.acknowledge;
    place.querySelector(".said:last-child")?.append(hint);
  }
  ready();
}

function ready() {
  const field = place.querySelector("[data-scan-field]");
  const pin = place.querySelector("#pin");
  if (pin) digitsByCode(pin);
  place.querySelector("[data-hears]").hidden = false;
  (pin ?? field).focus();
}

place.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-desk], [data-commit]")) return;
  event.preventDefault();
  form.pressed = event.submitter;
  queue = queue.then(() => send(form));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && stopped) { stopped = false; place.querySelector("[data-said]").replaceChildren(); }
  const form = place.querySelector(`form[data-key="${event.key}"]`);
  if (form) { event.preventDefault(); form.requestSubmit(); }
}, true);

// One listener for the life of the page: it finds the field of the present desk each time.
const proxy = new Proxy({}, {
  get: (_none, name) => {
    const field = place.querySelector("[data-scan-field]");
    const value = field[name];
    return typeof value === "function" ? value.bind(field) : value;
  },
  set: (_none, name, value) => { place.querySelector("[data-scan-field]")[name] = value; return true; },
});

listen(proxy, {
  isField: (target) => target === place.querySelector("[data-scan-field]"),
  onScan: ({ text, byHand }) => {
    if (stopped) { sound("stop"); return; }
    queue = queue.then(() => send(place.querySelector("[data-scan]"), { text, by_hand: byHand ? "1" : "" }));
  },
  onConflict: () => say("stop", place.dataset.conflict),
  onListening: (hears) => { deaf.hidden = hears; },
});
deaf.addEventListener("click", ready);
ready();
