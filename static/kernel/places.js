// What a key means by its place: a scanner presses the keys of a US keyboard, whatever the layout makes of them.

export const UNKNOWN = '\ufffd';

const SHIFTED_DIGITS = ')!@#$%^&*(';
const SIGNS = {
  Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:', Quote: '\'"',
  Backquote: '`~', Comma: ',<', Period: '.>', Slash: '/?', Space: '  ',
  NumpadSubtract: '--', NumpadAdd: '++', NumpadMultiply: '**', NumpadDivide: '//', NumpadDecimal: '..',
};
const LONGEST_GAP = 50; // milliseconds between two keys of a scanner; a fast typist needs more
const LONGEST_MEAN = 35;
const FEWEST = 4; // keys, the terminator among them
const FEWEST_UNENDED = 6;

/** The character a US keyboard has on this key. CapsLock does not matter. */
export function place(event) {
  const digit = /^Digit([0-9])$/.exec(event.code);
  if (digit) return event.shiftKey ? SHIFTED_DIGITS[digit[1]] : digit[1];
  const pad = /^Numpad([0-9])$/.exec(event.code);
  if (pad) return event.shiftKey ? UNKNOWN : pad[1];
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  return SIGNS[event.code]?.[event.shiftKey ? 1 : 0] ?? UNKNOWN;
}

/** Whether keys came as a scanner sends them: one after the other, faster than hands. The terminator is the last. */
export function isScan(times, fewest = FEWEST) {
  if (times.length < fewest) return false;
  const gaps = times.slice(1).map((at, i) => at - times[i]);
  return gaps.every((gap) => gap <= LONGEST_GAP) && (times.at(-1) - times[0]) / gaps.length <= LONGEST_MEAN;
}

/** The same of a scanner that sends no terminator. */
export function isUnendedScan(times) {
  return isScan(times, FEWEST_UNENDED);
}

/** Whether this key still belongs to what was pressed before it. */
export function follows(times, at) {
  return times.length > 0 && at - times.at(-1) <= LONGEST_GAP;
}

export function typesCharacter(event) {
  return [...event.key].length === 1;
}

export function holdsModifier(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

/** No place to go by: remote desktop, input method, dead key, Alt+numpad. Then only the field's text counts. */
export function hasNoPlace(event) {
  return !event.code || event.isComposing || event.keyCode === 229 || event.key === 'Dead' || holdsModifier(event);
}

export function isEnter(event) {
  return event.code === 'Enter' || event.code === 'NumpadEnter' || event.key === 'Enter';
}

const PRESSABLE = new Set(['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'file']);

export function takesText(target) {
  if (target.isContentEditable) return true;
  if (target.tagName === 'INPUT') return !PRESSABLE.has(target.type);
  return target.tagName === 'TEXTAREA';
}
