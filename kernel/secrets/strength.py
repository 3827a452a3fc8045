"""How soon a password would be guessed: zxcvbn, taught Russian, Kazakh and the keyboards that are used here.

D. L. Wheeler, "zxcvbn: low-budget password strength estimation", USENIX Security 2016. Its lists hold 30,000 common
passwords and as many words of English; ours add words of Russian and Kazakh, and every text is also judged as the keys
under it, because "йцукен" is a walk and "gfhjkm" a word.
"""

import threading
from collections.abc import Iterable
from pathlib import Path

from zxcvbn import zxcvbn
from zxcvbn.matching import RANKED_DICTIONARIES, add_frequency_lists

from kernel.codes import layouts

JUDGED = 72  # characters: beyond them the time of judging grows and the verdict does not
STRONG = 4  # of 0 to 4: more than 10^10 guesses
_turn = threading.Lock()  # the library keeps the words of one call where another would find them


def _own_words() -> dict[str, list[str]]:
    here = Path(__file__).parent
    return {file.stem: file.read_text(encoding="utf-8").split() for file in sorted(here.glob("common_*.txt"))}


add_frequency_lists(_own_words())


def known() -> int:
    """How many words and passwords are known to be common."""
    return len(set[str]().union(*(words for name, words in RANKED_DICTIONARIES.items() if name != "user_inputs")))


def score(text: str, about: Iterable[str] = ()) -> int:
    """0 (guessed at once) to STRONG, by the weakest of its readings; `about` are words that belong to its holder."""
    words = [part for one in about for part in {one, *one.split()} if part]
    with _turn:
        return min(int(zxcvbn(one, words)["score"]) for one in _readings(text[:JUDGED]))


def _readings(text: str) -> set[str]:
    return {text, text.casefold(), *layouts.keys_of(text), *layouts.under_layouts(text)}
