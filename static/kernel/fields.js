// Fields that scanners and hands fill in under any layout: one listener for all of them, present and to come.
import { settle } from './scan.js';
import {
  UNKNOWN, follows, hasNoPlace, holdsModifier, isEnter, isScan, isUnendedScan, place, typesCharacter,
} from './places.js';

const TEXT = 'input[data-scan-text]';
const DIGITS = 'input[data-digits]';
const DAY = 'input[data-day]';
const PAUSE = 80; // milliseconds after which a scan without terminator is over
const SEPARATORS = { Period: '.', Slash: '.', NumpadDecimal: '.', Comma: '.', Minus: '-', NumpadSubtract: '-' };
const MEANT_BY_HAND = '.'; // under a Kazakh layout the key 7 types it, and digits come from the number pad

let burst = null;
let pause = 0;
let lastPad = null; // the field whose last digit came from the number pad

/** The keys of one scan, as far as they have come, and what the field held before them. */
class Burst {
  constructor(field) {
    this.field = field;
    this.before = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)];
    this.places = '';
    this.typed = '';
    this.stands = ''; // what of it stands in the field: as typed, or as it was read anew
    this.times = [];
  }

  press(event) {
    this.places += place(event);
    this.typed += event.key;
    this.stands += event.key;
    this.times.push(event.timeStamp);
  }

  /** What the field holds with this text in its place, as much as the field takes. */
  with(text) {
    const [head, tail] = this.before;
    const room = this.field.maxLength < 0 ? text.length : Math.max(0, this.field.maxLength - head.length - tail.length);
    return head + text.slice(0, room) + tail;
  }

  /** Put what the places of the keys spell where the layout has put its own letters. */
  reread() {
    const { text, conflict } = settle(this.places, this.typed, true);
    if (conflict || this.places.includes(UNKNOWN) || this.field.value !== this.with(this.stands)) return;
    if (text === this.stands) return;
    this.field.value = this.with(text);
    this.stands = text;
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Take a key that goes to this field, as a part of what may be a scan. */
export function hear(field, event) {
  clearTimeout(pause);
  if (event.key === 'Shift' || event.key === 'CapsLock') return;
  if (isEnter(event) || event.code === 'Tab') return over(isScan([...(burst?.times ?? []), event.timeStamp]), field);
  if (hasNoPlace(event) || !typesCharacter(event)) return over(false, field);
  if (burst?.field !== field || !follows(burst.times, event.timeStamp)) burst = new Burst(field);
  burst.press(event);
  pause = setTimeout(paused, PAUSE);
}

/** A scanner that sends no terminator is over; one whose keys only come late goes on with the same burst. */
function paused() {
  if (burst && isUnendedScan(burst.times)) burst.reread();
}

/** Go on with a scan that began elsewhere. */
export function takeOver(field, typed, places, times) {
  field.select();
  burst = new Burst(field);
  Object.assign(burst, { before: ['', ''], typed, stands: typed, places, times: [...times] });
  field.value = burst.with(typed);
}

function over(wasScan, field) {
  if (wasScan && burst?.field === field) burst.reread();
  burst = null;
}

/** The character that a field of digits or of a day takes from this key; null where the browser knows as well. */
function meant(field, event) {
  const digit = /^Digit([0-9])$/.exec(event.code);
  if (digit && !event.shiftKey) {
    const isPoint = field.matches(DAY) && event.key === MEANT_BY_HAND && lastPad === field;
    return isPoint || /^[0-9]$/.test(event.key) ? null : digit[1];
  }
  const separator = field.matches(DAY) && !event.shiftKey ? SEPARATORS[event.code] : undefined;
  return separator === event.key ? null : (separator ?? null);
}

function typeByPlace(field, event) {
  if (!typesCharacter(event) || hasNoPlace(event) || holdsModifier(event)) return;
  const character = meant(field, event);
  lastPad = event.code.startsWith('Numpad') ? field : character === null && lastPad === field ? field : null;
  if (character === null) return;
  event.preventDefault();
  if (!field.readOnly) insert(field, character);
}

function insert(field, character) {
  const start = field.selectionStart;
  const selected = field.selectionEnd - start;
  if (field.maxLength >= 0 && field.value.length - selected >= field.maxLength) return;
  field.setRangeText(character, start, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener('keydown', (event) => {
  if (event.target.matches?.(TEXT)) hear(event.target, event);
}, true);

document.addEventListener('keydown', (event) => {
  if (!event.defaultPrevented && event.target.matches?.(`${DIGITS}, ${DAY}`)) typeByPlace(event.target, event);
});
