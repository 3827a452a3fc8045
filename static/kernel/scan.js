// Scan fields: a scanner is a keyboard, and under a Kazakh layout the keys 1..0 type letters. So keys are read by their
// place on the keyboard (KeyboardEvent.code) first and by what they typed second; the check digits decide between them.
// The server reads everything again: kernel/codes/scanning.py is the twin of fold() and valid(), and the authority.
import { UNKNOWN, hasNoPlace, holdsModifier, isEnter, isScan, place, takesText, typesCharacter } from './places.js';

const LENGTH = 14;
const KINDS = '12348';
const COMMAND = '8';
const COMMAND_SITE = '00';

// Number rows: RST KazSSR 903-90, and xkb kz(latin) of 2018. In both, 1 6 7 are punctuation.
const PUNCTUATION = { '"': '1', ',': '6', '.': '7' };
const CYRILLIC = bothCases('әіңғүұқ', '2345890');
const LATIN = bothCases('áíńǵúýó', '2345890');
const HYPHENS = { ө: '', Ө: '', ś: '', Ś: '', '\u2212': '' }; // the key right of 0, and the minus sign
const FOLD = { ...PUNCTUATION, ...CYRILLIC, ...LATIN, ...HYPHENS };

const TERMINATORS = /[\r\n\t]+/;
const NOISE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Pd}]/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const DIGIT = /\p{Nd}/u;
const LETTER = '[A-Za-zЁА-яёӘәІіҢңҒғҮүҰұҚқӨөҺһ]';
// ISO/IEC 15424 symbology identifier, such as ]C0; the bracket's key types ъ in Russian and Kazakh.
const AIM = new RegExp(`^[\\]ъЪ]${LETTER}(?:${LETTER}|[0-9",.áíńǵúýóÁÍŃǴÚÝÓ])`, 'u');
// In "Kazakh with Russian" the same key types ұ, elsewhere the digit 9: to be believed only before a true code.
const AIM_KAZRUS = new RegExp(`^[ұҰ]${LETTER}[0-9]`, 'u');
// What scanners send by place, as far as it has come: digits with spaces and hyphens, perhaps after an identifier.
const SCANNED = /^(?:\](?:[A-Za-z](?:[0-9A-Za-z][0-9 -]*)?)?|[0-9 -]*)$/;
const MAYBE_PIN = /^[0-9]{0,12}$/; // kernel/passwords.py: no PIN is longer

function bothCases(letters, digits) {
  const pairs = [...letters].flatMap((letter, i) => [[letter, digits[i]], [letter.toUpperCase(), digits[i]]]);
  return Object.fromEntries(pairs);
}

/** The text as a keyboard of digits would have typed it, one line a run; letters that mean no digit stay. */
export function fold(text) {
  return parts(text).map(folded).filter(Boolean).join('\n');
}

/** Whether folded text is whole codes and nothing else: blocks of 14 digits, check ISO 7064 MOD 97-10, known kinds. */
export function valid(text) {
  return text.split('\n').every((run) => run.length > 0 && run.length % LENGTH === 0 && blocks(run).every(isCode));
}

/** The layout that typed the text: digits, kz, kz-latin, or unicode for other scripts' digits. */
export function layoutOf(text) {
  const typed = [...parts(text).join('')];
  if (typed.some((char) => char in CYRILLIC)) return 'kz';
  if (typed.some((char) => char in LATIN)) return 'kz-latin';
  if (typed.some((char) => char in PUNCTUATION)) return 'kz';
  return typed.some((char) => DIGIT.test(char) && char > '9') ? 'unicode' : 'digits';
}

/**
 * Decides between the keys by place (null when they cannot be trusted) and the text: {text} or {text: '', conflict}.
 * What is no code of ours is read by place only when a scanner pressed the keys: hands mean the letters they see.
 */
export function settle(codes, text, isPressedByScanner = false) {
  const byPlace = codes === null ? '' : fold(codes);
  const byText = fold(text);
  const placeIsCode = valid(byPlace);
  const textIsCode = valid(byText);
  if (placeIsCode && textIsCode && byPlace !== byText) return { text: '', conflict: true };
  if (placeIsCode) return { text: byPlace };
  if (textIsCode) return { text: byText };
  if (codes && isPressedByScanner && !codes.includes(UNKNOWN)) return { text: withoutAim(codes) };
  return { text: codes && SCANNED.test(codes) ? codes : text };
}

function parts(text) {
  // Not NFKC: it would turn an ellipsis into 777 under the Kazakh layout, and ½ or ² into digits.
  return text.normalize('NFC').split(TERMINATORS).map((part) => withoutAim(narrow(part.replace(NOISE, ''))));
}

function narrow(part) {
  return part.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** Without a symbology identifier. */
export function withoutAim(part) {
  const rest = part.slice(3);
  return AIM.test(part) || (AIM_KAZRUS.test(part) && valid(folded(rest))) ? rest : part;
}

function folded(part) {
  return [...part].map((char) => (DIGIT.test(char) ? digitValue(char) : FOLD[char] ?? char)).join('');
}

/** Unicode keeps decimal digits in whole runs of ten, so the distance from the start of the run gives the value. */
function digitValue(char) {
  const point = char.codePointAt(0);
  let first = point;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}

function blocks(run) {
  return Array.from({ length: run.length / LENGTH }, (_, i) => run.slice(i * LENGTH, (i + 1) * LENGTH));
}

function isCode(block) {
  if (!/^[0-9]{14}$/.test(block)) return false;
  const check = 98 - ((Number(block.slice(0, 12)) * 100) % 97);
  return (
    Number(block.slice(12)) === check &&
    KINDS.includes(block[0]) &&
    Number(block.slice(3, 12)) > 0 &&
    (block[0] !== COMMAND || block.slice(1, 3) === COMMAND_SITE)
  );
}

/** The keys pressed since the field was empty, each by place and as typed, and when. */
export class KeyBuffer {
  constructor() {
    this.clear();
  }

  clear() {
    this.places = [];
    this.typed = [];
    this.times = [];
    this.broken = false;
  }

  press(place, key, at) {
    this.places.push(place);
    this.typed.push(key);
    this.times.push(at);
  }

  takeBack() {
    this.places.pop();
    this.typed.pop();
    this.times.pop();
  }

  get codes() {
    return this.places.join('');
  }

  /** What the field shows: digits while it looks like a scan, otherwise the letters the person typed. */
  get shown() {
    return SCANNED.test(this.codes) ? this.codes : this.typed.join('');
  }

  /** Whether the keys are all we know of what stands in the field. */
  explains(value) {
    return !this.broken && this.places.length > 0 && value === this.shown;
  }

  /** Whether a scanner pressed them, and then the terminator. */
  isScan(endedAt) {
    return isScan([...this.times, endedAt]);
  }

  /** The reading, given what stands in the field and when the terminator came. */
  reading(value, endedAt) {
    const trusted = this.explains(value);
    const typed = trusted ? this.typed.join('') : value;
    const settled = settle(trusted ? this.codes : null, typed, trusted && this.isScan(endedAt));
    return { ...settled, layout: layoutOf(typed) };
  }
}

/**
 * Listens for scans in the field and, when focus is on nothing that takes text, on the whole page. While there is a
 * field for a secret (`secret()` gives the present one or null), all keys go there: what is no secret is still a scan.
 * onScan({text, layout, conflict?}) comes after the field is cleared; with conflict the text is empty and the
 * person is to scan again. onListening(bool) tells whether keys reach this page. Returns `aim`, which puts the focus,
 * and what was typed so far, where the next key belongs.
 */
export function listen(field, { secret = () => null, onScan, onListening = () => {} }) {
  const desk = { field, secret, onScan, buffer: new KeyBuffer() };
  // By delegation and once: fields that come and go with the answers are never bound twice.
  document.addEventListener('keydown', (event) => heard(desk, event), true);
  document.addEventListener('keydown', (event) => heardElsewhere(desk, event));
  document.addEventListener('submit', (event) => forget(desk, event), true);
  watchListening(field, onListening);
  if (document.activeElement === document.body) field.focus({ preventScroll: true });
  return () => aim(desk);
}

/** The field for a secret as long as it is there; else the field for scans. */
function aim(desk) {
  const { field, buffer } = desk;
  const secret = desk.secret();
  if (secret && field.value !== '') {
    secret.value = field.value; // a scan that is arriving, or a PIN that was begun too early: it is not shown
    field.value = '';
  } else if ((secret ?? field).value === '' && buffer.places.length > 0) {
    if (isScan(buffer.times, 2)) (secret ?? field).value = buffer.shown; // a scan goes on; a PIN begins anew
    else buffer.clear();
  }
  (secret ?? field).focus({ preventScroll: true });
}

/** A secret that was sent leaves nothing behind. */
function forget({ secret, buffer }, event) {
  if (event.target.contains(secret())) buffer.clear();
}

function heard(desk, event) {
  const secret = desk.secret();
  if (event.target === desk.field && secret) {
    aim(desk);
    if (document.activeElement !== secret) return undefined;
    return pressed(desk, secret, event);
  }
  if (event.target === desk.field || event.target === secret) return pressed(desk, event.target, event);
  return undefined;
}

function heardElsewhere(desk, event) {
  const target = desk.secret() ?? desk.field;
  if (event.target === target || event.defaultPrevented || takesText(event.target) || holdsModifier(event)) return;
  if (event.target.tagName === 'SELECT') return;
  if (!typesCharacter(event) || event.key === ' ') return; // Enter and Space still press buttons and follow links
  if (!canHear(target)) return;
  aim(desk);
  if (document.activeElement !== target) return; // a dialog stands before it
  pressed(desk, target, event);
}

function pressed(desk, field, event) {
  const { buffer } = desk;
  const ends = isEnter(event) || (event.code === 'Tab' && !event.shiftKey && field.value !== '');
  if (ends && !holdsModifier(event) && !event.isComposing) return finish(desk, field, event);
  if (isFresh(field)) buffer.clear();
  if (hasNoPlace(event)) return breakUp(buffer);
  if (event.code === 'Backspace') return correct(field, buffer, event);
  if (!typesCharacter(event)) return undefined; // Shift, CapsLock, arrows, F-keys
  if (!isInStep(field, buffer)) buffer.broken = true;
  if (buffer.broken) return undefined; // the browser types it
  event.preventDefault();
  buffer.press(place(event), event.key, event.timeStamp);
  return show(field, buffer);
}

/** Empties the field before anyone hears of the scan: whatever fails later, the next scan begins clean. */
function finish({ field: scans, buffer, onScan }, field, event) {
  const value = field.value;
  if (field !== scans && isSecret(buffer, value, event.timeStamp)) return buffer.clear(); // its form is sent as it is
  event.preventDefault();
  const reading = buffer.reading(value, event.timeStamp);
  field.value = '';
  buffer.clear();
  return value === '' ? undefined : onScan(reading);
}

/** Digits that hands typed; a scanner's keys, letters and more digits than a PIN has are a scan. */
function isSecret(buffer, value, endedAt) {
  return MAYBE_PIN.test(value) && !(buffer.explains(value) && buffer.isScan(endedAt));
}

function breakUp(buffer) {
  buffer.broken = true;
}

function correct(field, buffer, event) {
  if (buffer.broken || !isInStep(field, buffer) || buffer.places.length === 0) {
    buffer.broken = true;
    return;
  }
  event.preventDefault();
  buffer.takeBack();
  show(field, buffer);
}

function isFresh(field) {
  return field.selectionStart === 0 && field.selectionEnd === field.value.length;
}

/** Whether the next key goes to the end of what we put there ourselves, or replaces everything. */
function isInStep(field, buffer) {
  if (isFresh(field)) return true;
  const end = field.value.length;
  return field.value === buffer.shown && field.selectionStart === end && field.selectionEnd === end;
}

function show(field, buffer) {
  field.value = buffer.shown;
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function canHear(field) {
  return !field.disabled && !field.readOnly && field.getClientRects().length > 0;
}

function watchListening(field, onListening) {
  let last = null;
  const tell = (hears) => {
    if (hears !== last) onListening((last = hears));
  };
  const look = () => tell(document.hasFocus() && document.visibilityState === 'visible' && canHear(field));
  window.addEventListener('blur', () => tell(false));
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  new IntersectionObserver(look).observe(field); // also tells when the field is hidden or shown
  look();
}
