"""A plugin of pytest that writes down how long each test took, and that the tree tested is the copy."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

import wsgi

TOOK: dict[str, float] = defaultdict(float)


def pytest_configure(config: pytest.Config) -> None:
    assert Path(wsgi.__file__).parent == config.rootpath


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    TOOK[report.nodeid.partition("[")[0]] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    (session.config.rootpath / "took.json").write_text(json.dumps(TOOK), encoding="utf-8")
