// A scan anywhere on a page without a field of its own for scans: it goes to the search and opens what it names.
import { hear, takeOver } from './fields.js';
import { follows, hasNoPlace, isScan, place, takesText, typesCharacter } from './places.js';

const seek = document.querySelector('[data-scan-field]') ? null : document.getElementById('seek');
const ENOUGH = 3; // keys after which a list knows a scanner from hands
let onList = null; // what came to a list that chooses by letters, and what was chosen before

function heardOnList(list, event) {
  if (onList?.list !== list || !follows(onList.times, event.timeStamp)) {
    onList = { list, chosen: list.selectedIndex, typed: '', places: '', times: [] };
  }
  onList.typed += event.key;
  onList.places += place(event);
  onList.times.push(event.timeStamp);
  if (!isScan(onList.times, ENOUGH)) return;
  event.preventDefault();
  list.selectedIndex = onList.chosen;
  seek.focus({ preventScroll: true });
  takeOver(seek, onList.typed, onList.places, onList.times);
  onList = null;
}

document.addEventListener('keydown', (event) => {
  if (!seek || event.defaultPrevented || takesText(event.target) || hasNoPlace(event) || !typesCharacter(event)) return;
  if (event.target.tagName === 'SELECT') {
    heardOnList(event.target, event);
  } else if (event.key !== ' ') { // Space still presses buttons
    seek.focus({ preventScroll: true });
    if (document.activeElement !== seek) return;
    seek.select();
    hear(seek, event);
  }
});
