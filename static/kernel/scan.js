// Scan fields: a scanner is a keyboard, and under a Kazakh layout the keys 1..0 type letters. So keys are read by their
// place on the keyboard (KeyboardEvent.code) first and by what they typed second; the check digits decide between them.
// The server reads everything again: kernel/scanning.py is the twin of fold() and valid(), and the authority.

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

const PRESSABLE = new Set(['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'file']);

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

/** Decides between the keys by place (null when they cannot be trusted) and the text: {text} or {text: '', conflict}. */
export function settle(codes, text) {
  const byPlace = codes === null ? '' : fold(codes);
  const byText = fold(text);
  const placeIsCode = valid(byPlace);
  const textIsCode = valid(byText);
  if (placeIsCode && textIsCode && byPlace !== byText) return { text: '', conflict: true };
  if (placeIsCode) return { text: byPlace };
  if (textIsCode) return { text: byText };
  return { text: codes && SCANNED.test(codes) ? codes : text };
}

function parts(text) {
  // Not NFKC: it would turn an ellipsis into 777 under the Kazakh layout, and ½ or ² into digits.
  return text.normalize('NFC').split(TERMINATORS).map((part) => withoutAim(narrow(part.replace(NOISE, ''))));
}

function narrow(part) {
  return part.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

function withoutAim(part) {
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

/** The keys pressed since the field was empty, each by place and as typed. */
export class KeyBuffer {
  constructor() {
    this.clear();
  }

  clear() {
    this.places = [];
    this.typed = [];
    this.broken = false;
  }

  press(place, key) {
    this.places.push(place);
    this.typed.push(key);
  }

  takeBack() {
    this.places.pop();
    this.typed.pop();
  }

  get codes() {
    return this.places.join('');
  }

  /** What the field shows: digits while it looks like a scan, otherwise the letters the person typed. */
  get shown() {
    return SCANNED.test(this.codes) ? this.codes : this.typed.join('');
  }

  /** The reading, given what stands in the field. */
  reading(value) {
    const trusted = !this.broken && this.places.length > 0 && value === this.shown;
    const typed = trusted ? this.typed.join('') : value;
    return { ...settle(trusted ? this.codes : null, typed), layout: layoutOf(typed) };
  }
}

/** The character a US keyboard has on this key; '?' where no code of ours has one. CapsLock does not matter. */
export function place(event) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  if (digit && !event.shiftKey) return digit[1];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  if (event.shiftKey) return '?';
  return { BracketRight: ']', Minus: '-', NumpadSubtract: '-', Space: ' ' }[event.code] ?? '?';
}

function typesCharacter(event) {
  return [...event.key].length === 1;
}

function holdsModifier(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

/** No place to go by: remote desktop, input method, dead key, Alt+numpad. Then only the field's text counts. */
function hasNoPlace(event) {
  return !event.code || event.isComposing || event.keyCode === 229 || event.key === 'Dead' || holdsModifier(event);
}

function isEnter(event) {
  return event.code === 'Enter' || event.code === 'NumpadEnter' || event.key === 'Enter';
}

/**
 * Listens for scans in the field and, when focus is on nothing that takes text, on the whole page.
 * onScan({text, layout, conflict?}) comes after the field is cleared; with conflict the text is empty and the
 * person is to scan again. onListening(bool) tells whether keys reach this page. Returns a function that stops it.
 */
export function listen(field, { onScan, onListening = () => {} }) {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const buffer = new KeyBuffer();
  field.addEventListener('keydown', (event) => pressed(field, buffer, event, onScan), options);
  document.addEventListener('keydown', (event) => pressedElsewhere(field, buffer, event, onScan), options);
  watchListening(field, onListening, stop.signal);
  if (document.activeElement === document.body) field.focus({ preventScroll: true });
  return () => stop.abort();
}

function pressed(field, buffer, event, onScan) {
  const ends = isEnter(event) || (event.code === 'Tab' && !event.shiftKey && field.value !== '');
  if (ends && !holdsModifier(event) && !event.isComposing) return finish(field, buffer, event, onScan);
  if (isFresh(field)) buffer.clear();
  if (hasNoPlace(event)) return breakUp(buffer, event);
  if (event.code === 'Backspace') return correct(field, buffer, event);
  if (!typesCharacter(event)) return undefined; // Shift, CapsLock, arrows, F-keys
  if (!isInStep(field, buffer)) buffer.broken = true;
  if (buffer.broken) return undefined; // the browser types it
  event.preventDefault();
  buffer.press(place(event), event.key);
  return show(field, buffer);
}

function pressedElsewhere(field, buffer, event, onScan) {
  if (event.target === field || event.defaultPrevented || takesText(event.target) || holdsModifier(event)) return;
  if (!typesCharacter(event) || event.key === ' ') return; // Enter and Space still press buttons and follow links
  if (!canHear(field)) return;
  field.focus({ preventScroll: true });
  if (document.activeElement !== field) return; // a dialog stands before it
  pressed(field, buffer, event, onScan);
}

/** Empties the field before anyone hears of the scan: whatever fails later, the next scan begins clean. */
function finish(field, buffer, event, onScan) {
  event.preventDefault();
  const reading = buffer.reading(field.value);
  const isEmpty = field.value === '';
  field.value = '';
  buffer.clear();
  if (!isEmpty) onScan(reading);
}

function breakUp(buffer, event) {
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

function takesText(target) {
  if (target.isContentEditable) return true;
  if (target.tagName === 'INPUT') return !PRESSABLE.has(target.type);
  return target.tagName === 'TEXTAREA' || target.tagName === 'SELECT';
}

function canHear(field) {
  return !field.disabled && !field.readOnly && field.getClientRects().length > 0;
}

function watchListening(field, onListening, signal) {
  let last = null;
  const tell = (hears) => {
    if (hears !== last) onListening((last = hears));
  };
  const look = () => tell(document.hasFocus() && document.visibilityState === 'visible' && canHear(field));
  window.addEventListener('blur', () => tell(false), { signal });
  window.addEventListener('focus', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  const observer = new IntersectionObserver(look); // also tells when the field is hidden or shown
  observer.observe(field);
  signal.addEventListener('abort', () => observer.disconnect());
  look();
}

/** Lets a field of digits, such as a PIN, take the number row under any layout; other keys are left to the browser. */
export function digitsByCode(input) {
  input.addEventListener('keydown', (event) => {
    const digit = /^Digit([0-9])$/.exec(event.code);
    if (!digit || event.shiftKey || holdsModifier(event) || event.isComposing || /^[0-9]$/.test(event.key)) return;
    event.preventDefault();
    if (!input.readOnly) insert(input, digit[1]);
  });
}

function insert(input, digit) {
  const start = input.selectionStart; // null in fields of type number, which have no caret to ask for
  const selected = start === null ? 0 : input.selectionEnd - start;
  if (input.maxLength >= 0 && input.value.length - selected >= input.maxLength) return;
  if (start === null) input.value += digit;
  else input.setRangeText(digit, start, input.selectionEnd, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
