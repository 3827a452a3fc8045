"""Samples: their exact size, and that anybody draws the same units again."""

from fractions import Fraction
from hashlib import sha256
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.sampling.rules import drawn, must_be_found, size
from tests import console

CONFIDENCE, SHARE = Fraction("0.95"), Fraction("0.01")


@pytest.mark.parametrize(("population", "number"), [(200, 155), (1_000, 258), (20_000, 296), (1, 1), (99, 95)])
def test_sizes_that_are_known(population: int, number: int) -> None:
    assert size(population, must_be_found(population, SHARE), CONFIDENCE) == number


@pytest.mark.parametrize(("population", "share", "found"), [(200, "0.01", 2), (299, "0.01", 2), (99, "0.01", 1)])
def test_how_many_missing_must_be_found(population: int, share: str, found: int) -> None:
    assert must_be_found(population, Fraction(share)) == found
    assert must_be_found(100, Fraction("0.29")) == 29  # where a float gives 28.999…


def chance_of_none(population: int, missing: int, number: int) -> Fraction:
    return Fraction(comb(population - missing, number), comb(population, number))


@given(st.integers(1, 60), st.data(), st.sampled_from(["0.5", "0.9", "0.95", "0.99", "0.999999"]))
def test_the_size_is_the_least_that_is_enough(population: int, data: st.DataObject, confidence: str) -> None:
    missing, sure = data.draw(st.integers(1, population)), Fraction(confidence)
    number = size(population, missing, sure)
    enough = [n for n in range(1, population + 1) if chance_of_none(population, missing, n) <= 1 - sure]
    assert number == enough[0]


@pytest.mark.parametrize(
    ("population", "missing", "confidence", "what"),
    [
        (0, 1, "0.95", "population"),
        (10, 0, "0.95", "missing"),
        (10, 11, "0.95", "missing"),
        (10, 1, "1", "confidence"),
        (10, 1, "0", "confidence"),
    ],
)
def test_what_is_no_question_is_refused(population: int, missing: int, confidence: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        size(population, missing, Fraction(confidence))


@pytest.mark.parametrize(("population", "share", "what"), [(10, "0", "share"), (10, "1", "share"), (0, "0.5", "popul")])
def test_no_share_of_nothing(population: int, share: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        must_be_found(population, Fraction(share))


def test_units_are_drawn_by_their_hash_whatever_their_order() -> None:
    units = [f"№{n}с" for n in range(50)]
    found = drawn(units, "жетон 4-2-6", 7)
    assert found == drawn(reversed(units), "жетон 4-2-6", 7)
    assert found == sorted(units, key=lambda one: sha256(b"\xd0\xb6" + f"етон 4-2-6:{one}".encode()).digest())[:7]
    assert found != drawn(units, "жетон 4-2-5", 7)


def ask(*more: str, population: str = "5", tolerable: str = "0.3", confidence: str = "0.8") -> list[str]:
    return ["sample", "--population", population, "--tolerable", tolerable, "--confidence", confidence, *more]


def test_the_console_prints_the_size_then_the_list(tmp_path: Path) -> None:
    done = console.run("sample", "--population", "200", "--tolerable", "0.01", "--confidence", "0.95")
    assert (done.returncode, done.stdout) == (0, "155\n")
    file = tmp_path / "units.txt"
    file.write_text("\ufeffбір\n\nекі \nүш\r\nтөрт\nбес\n", encoding="utf-8")
    done = console.run(*ask("--seed", "7", "--from", str(file)))
    number, *units = done.stdout.splitlines()
    assert units == drawn(["бір", "екі", "үш", "төрт", "бес"], "7", int(number))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("a\nb\n\na\nc\nd\n", "Line 4 names the unit of line 1 again"),
        ("a\nb\n", "names 2 units, and --population is 5"),
        (b"\xff\xfe", "not written in UTF-8"),
    ],
)
def test_a_list_that_is_none_prints_nothing(tmp_path: Path, content: str | bytes, says: str) -> None:
    file = tmp_path / "units.txt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = console.run(*ask("--seed", "7", "--from", str(file)))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (ask(tolerable="1"), "no share between 0 and 1"),
        (ask(tolerable="0"), "no share between 0 and 1"),
        (ask(confidence="95"), "no share between 0 and 1"),
        (ask(confidence="1/0"), "no share between 0 and 1"),
        (ask(population="0"), "range"),
        (ask("--seed", "7"), "both --seed and --from"),
    ],
)
def test_the_console_refuses_what_is_no_sample(asked: list[str], says: str) -> None:
    done = console.run(*asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
