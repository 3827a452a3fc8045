"""The changes that `make mutants` tries: each kind is found, leaves a program, and what is excused still fits."""

import ast

import pytest

from tests.mutants.__main__ import equivalents, mutants, stale
from tests.mutants.changes import changes
from tests.mutants.trial import ROOT


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["(a <= b)"]),
        ("a is not b", ["(a is b)"]),
        ("a in b", ["(a not in b)"]),
        ("f(a and b)", ["f((a or b))", "pass"]),
        ("x = not a", ["x = (a)"]),
        ("x = 1", ["x = (0)", "x = (2)"]),
        ("x = True", ["x = (False)"]),
        ("x = [a, *b]", ["x = [*b]", "x = [a]"]),
        ("x = [a]", ["x = []"]),
        ("x = (a, b)", ["x = (a,)", "x = (b,)"]),
        ("x = (a,)", ["x = ()"]),
        ("x = {a}", ["x = set()"]),
        ("x = {a, b}", ["x = {a}", "x = {b}"]),
        ("x = {\n    a: b,\n    **c,\n}", ["x = {\n    **c,\n}", "x = {\n    a: b,\n}"]),
        ("x = a + b", ["x = (a - b)"]),
        ("journal.append(a)", ["pass"]),
        ("raise a", ["pass"]),
        ("a.b = c", ["pass"]),
        ("found += c", ["pass"]),
        ("def f():\n    yield a", ["def f():\n    pass"]),
        ("def f():\n    return a", ["def f():\n    return (None)"]),
        ("def f():\n    return [a]", ["def f():\n    return ([])", "def f():\n    return []"]),
        ("if a:\n    b", ["if (not a):\n    b"]),
        ("x = q.where(a, b)", ["x = (q.where(a))", "x = (q.where(b))"]),
        ("x = q.where(a).with_for_update()", ["x = (q).with_for_update()", "x = q.where(a)"]),
    ],
)
def test_each_kind_of_change_is_found(source: str, expected: list[str]) -> None:
    found = [change.applied(source.encode()).decode() for change in changes(source.encode())]
    assert sorted(found) == sorted(expected)


def test_what_never_runs_is_left_alone() -> None:
    quiet = b'"""Words."""\nimport a\ndef f(x: dict[int, str]) -> tuple[int, str]:\n    "Words"\n    assert_never(x)\n'
    assert changes(quiet) == []


def test_a_change_says_which_lines_meet_it() -> None:
    source = b"TABLE = [\n    a,\n]\ndef f(x):\n    if (\n        x < 1\n    ):\n        g(x)\n"
    met = {change.said: (change.at, change.line, change.span) for change in changes(source)}
    assert met["a -> (dropped)"] == ("module", 2, (0, 0))
    assert met["x < 1 -> x <= 1"] == ("f", 6, (5, 7))
    assert met["g(x) -> (dropped)"] == ("f", 8, (8, 8))


@pytest.mark.slow
def test_every_change_of_the_guards_leaves_a_program() -> None:
    found = mutants()
    assert len(found) > 1000
    sources = {file: (ROOT / file).read_bytes() for file in {mutant.file for mutant in found}}
    for mutant in found:
        changed = mutant.change.applied(sources[mutant.file])
        assert ast.parse(changed), mutant.said
        assert changed != sources[mutant.file], mutant.said


def test_every_excused_change_still_stands_in_the_source_and_says_why() -> None:
    assert stale(equivalents(), mutants()) == []


def test_an_excuse_for_what_does_not_stand_there_is_found() -> None:
    gone = ("carriers/custody/rules.py", "family_of", "no such -> change")
    assert stale({gone: "because"}, mutants()) == [": ".join(gone)]
