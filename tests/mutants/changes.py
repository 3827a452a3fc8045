"""Every small change to a source that a test must notice: where it is, what stood there and what stands now."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
}
DROPPED = "(dropped)"
FEW = 3  # a shorter tuple or set changes its brackets when an element goes
Place = tuple[int, int, int, int]  # line, byte, last line, byte after the last
Edit = tuple[ast.AST | Place, str, str]  # what is cut out, what is put in, how it is said
Edits = Iterator[Edit]


@dataclass(frozen=True)
class Change:
    """Bytes `start` to `end` of a source become `now`; `at` names the code it is in and `line` where it stands."""

    start: int
    end: int
    now: str
    said: str
    line: int
    at: str
    span: tuple[int, int]  # lines a test must run to meet the change; (0, 0) where it is met by importing

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.now.encode() + source[self.end :]


def changes(source: bytes) -> list[Change]:
    """All changes, in the order of the source."""
    return sorted(_Walk(source).found, key=lambda change: (change.start, change.end, change.now))


class _Walk(ast.NodeVisitor):
    """Goes through a module and keeps where it is: the function, and the lines of the statement."""

    def __init__(self, source: bytes) -> None:
        self.found: list[Change] = []
        self._source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._names: list[str] = []
        self._depth = 0
        self._span = (0, 0)
        self.visit(ast.parse(source))

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_never_run(node):
            return
        if isinstance(node, ast.stmt) and self._depth:
            inner = getattr(node, "body", None)
            self._span = (node.lineno, max(node.lineno, inner[0].lineno - 1) if inner else node.end_lineno or 0)
        for change in CHANGES:
            for was, now, said in change(node):
                self._add(was, now, said)
        super().visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._enter(node, [*node.args.defaults, *node.args.kw_defaults, *node.decorator_list], node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._enter(node, [], node.body)  # that values are frozen is no guard; tests/test_house.py holds it

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def _enter(
        self, node: ast.FunctionDef | ast.ClassDef, before: Sequence[ast.expr | None], body: list[ast.stmt]
    ) -> None:
        for one in before:
            if one is not None:  # a keyword without a default
                self.visit(one)
        outer, inside = self._span, isinstance(node, ast.FunctionDef)
        self._names.append(node.name)
        self._depth += inside
        for statement in body:
            self.visit(statement)
        self._depth -= inside
        self._names.pop()
        self._span = outer

    def _add(self, was: ast.AST | Place, now: str, said: str) -> None:
        line, column, end_line, end_column = was if isinstance(was, tuple) else _place(was)
        start, end = self._starts[line - 1] + column, self._starts[end_line - 1] + end_column
        span = self._span if self._depth else (0, 0)
        self.found.append(Change(start, end, now, said, line, ".".join(self._names) or "module", span))


def _place(node: ast.AST) -> Place:
    where: ast.expr = node  # type: ignore[assignment]  # only nodes with a place are changed
    return where.lineno, where.col_offset, where.end_lineno or 0, where.end_col_offset or 0


def _is_never_run(node: ast.AST) -> bool:
    """Docstrings, arguments of types, and what only the type checker reads."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return isinstance(node.value.func, ast.Name) and node.value.func.id == "assert_never"
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Tuple) and isinstance(node.value, ast.Name)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _swap(node: ast.expr, now: ast.expr) -> Edit:
    text = f"({ast.unparse(now)})"
    return node, text, f"{ast.unparse(node)} -> {ast.unparse(now)}"


def comparison(node: ast.AST) -> Edits:
    """`<` becomes `<=`, `==` becomes `!=`, `is` becomes `is not`, `in` becomes `not in`; and back."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            ops = [*node.ops[:place], COMPARISONS[type(op)], *node.ops[place + 1 :]]
            yield _swap(node, ast.Compare(node.left, ops, node.comparators))


def junction(node: ast.AST) -> Edits:
    """`and` becomes `or`, and back."""
    if isinstance(node, ast.BoolOp):
        yield _swap(node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))


def negation(node: ast.AST) -> Edits:
    """`not` and `~` go; a condition that is a bare name or call is turned round."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield _swap(node, node.operand)
    if isinstance(node, ast.If | ast.IfExp | ast.While) and isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
        yield _swap(node.test, ast.UnaryOp(ast.Not(), node.test))


def constant(node: ast.AST) -> Edits:
    """A number is one more or one less; True becomes False, and back."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _swap(node, ast.Constant(not node.value))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield _swap(node, ast.Constant(node.value + 1))
        yield _swap(node, ast.Constant(node.value - 1))


def answer(node: ast.AST) -> Edits:
    """What a function returns becomes None, or a list without anything in it."""
    if isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        empty = isinstance(node.value, ast.List | ast.ListComp)
        if not (isinstance(node.value, ast.List) and not node.value.elts):
            yield _swap(node.value, ast.List([], ast.Load()) if empty else ast.Constant(None))


def element(node: ast.AST) -> Edits:
    """One element of a list, tuple, set or dict goes: a row of a table, a guard of a list of guards."""
    if isinstance(node, ast.Dict):
        rows = [_row(key, value) for key, value in zip(node.keys, node.values, strict=True)]
        yield from _cut(rows)
    elif isinstance(node, ast.List):
        yield from _cut([(_place(one), ast.unparse(one)) for one in node.elts])
    elif (isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load)) or isinstance(node, ast.Set):
        if len(node.elts) < FEW:
            yield from _rebuilt(node, node.elts)
        else:
            yield from _cut([(_place(one), ast.unparse(one)) for one in node.elts])


def _row(key: ast.expr | None, value: ast.expr) -> tuple[Place, str]:
    line, column = _place(key or value)[:2]
    if key is None:
        return (line, column - len("**"), *_place(value)[2:]), f"**{ast.unparse(value)}"
    return (line, column, *_place(value)[2:]), f"{ast.unparse(key)}: {ast.unparse(value)}"


def _cut(elements: list[tuple[Place, str]]) -> Edits:
    """Each element goes with the comma between it and its neighbour."""
    for at, (place, said) in enumerate(elements):
        if at + 1 < len(elements):
            cut = (*place[:2], *elements[at + 1][0][:2])
        else:
            cut = (*elements[at - 1][0][2:], *place[2:]) if at else place
        yield cut, "", f"{said} -> {DROPPED}"


def _rebuilt(node: ast.expr, elements: list[ast.expr]) -> Edits:
    for place, dropped in enumerate(elements):
        rest = [ast.unparse(one) for one in (*elements[:place], *elements[place + 1 :])]
        left, right, empty = ("(", ",)", "()") if isinstance(node, ast.Tuple) else ("{", "}", "set()")
        yield node, f"{left}{rest[0]}{right}" if rest else empty, f"{ast.unparse(dropped)} -> {DROPPED}"


def statement(node: ast.AST) -> Edits:
    """A statement that does something goes: a call, a raise, an entry yielded, a list added to, a field set."""
    does = isinstance(node, ast.Raise | ast.AugAssign)
    if isinstance(node, ast.Expr):
        does = isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
    if isinstance(node, ast.Assign):
        does = any(isinstance(inner, ast.Attribute) for target in node.targets for inner in ast.walk(target))
    if does:
        yield node, "pass", f"{ast.unparse(node)} -> {DROPPED}"


def condition(node: ast.AST) -> Edits:
    """A query forgets one of its conditions, or its lock."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    name, inner = node.func.attr, node.func.value
    if name == "with_for_update":
        yield node, ast.unparse(inner), f".{name}() -> {DROPPED}"
    if name in ("where", "filter"):
        for one in node.args:
            rest = [other for other in node.args if other is not one]
            now = ast.Call(node.func, rest, node.keywords) if rest else inner
            yield node, f"({ast.unparse(now)})", f".{name}({ast.unparse(one)}) -> {DROPPED}"


def sum_of(node: ast.AST) -> Edits:
    """Plus becomes minus, and back."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield _swap(node, ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right))


CHANGES: tuple[Callable[[ast.AST], Edits], ...] = (
    comparison,
    junction,
    negation,
    constant,
    answer,
    element,
    statement,
    condition,
    sum_of,
)
