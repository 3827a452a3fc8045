"""The layers hold, and each contract sees a room that breaks it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

import wsgi
from tests.test_house import PACKAGES, ROOT, sources

LINT = Path(sys.executable).parent / "lint-imports"
CORE = "The core of the kernel knows neither its web ring nor the console"
BREACHES = {  # what a room would have to write to break each contract
    "Packages import only what stands below them": ("people/example/queries.py", "from carriers.custody import rules"),
    "Files of a room import only what stands below them": (
        "carriers/example/rules.py",
        "from carriers.example import models",
    ),
    "Rules know neither pages nor tables": ("audits/example/rules.py", "from sqlalchemy import select"),
    "Acts and questions know no pages": ("carriers/example/operations.py", "from kernel.web.visit import account"),
    CORE: ("kernel/words/example.py", "from kernel.web import access"),
}
ENDPOINT = re.compile(r"url_for\(\s*[\"'](\w+)\.\w+[\"']")


def lint(folder: Path) -> str:
    done = subprocess.run([LINT, "--no-cache"], check=False, cwd=folder, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_the_layers_hold() -> None:
    assert re.search(r"Contracts: (\d+) kept, 0 broken", lint(ROOT)), lint(ROOT)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the code into which somebody has put a room that breaks every contract."""
    folder = tmp_path_factory.mktemp("broken")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "translations"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, line in [*BREACHES.values(), ("carriers/example/models.py", "")]:
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(f'"""An example."""\n\n{line}\n', encoding="utf-8")
    return lint(folder)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_room_that_breaks_a_contract_is_found(broken: str, contract: str) -> None:
    assert f"{contract} BROKEN" in " ".join(broken.split())
    assert BREACHES[contract][0].removesuffix(".py").replace("/", ".") in broken


def test_every_contract_is_tried() -> None:
    named = re.findall(r'^name = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - {"tizilim"} == set(BREACHES)


def test_all_of_the_kernel_but_its_outer_rings_is_core() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    core = set(re.findall(r'"kernel\.(\w+)"', text[text.index(CORE) :].partition("forbidden_modules")[0]))
    parts = {file.stem if file.is_file() else file.name for file in (ROOT / "kernel").iterdir()}
    assert parts - {"__init__", "__pycache__", "translations"} - core == {"web", "console"}


@cache
def order() -> dict[str, int]:
    """The place of every room in the house; the kernel is the ground."""
    return {room.name: place for place, room in enumerate(wsgi.ROOMS)}


def place_of(module: str) -> int | None:
    """The place of the room that a module belongs to; None for what is no room, such as a package itself."""
    return 0 if module.startswith("kernel") else order().get(".".join(module.split(".")[:2]))


def test_every_folder_of_a_package_is_a_room_of_the_house() -> None:
    folders = {
        f"{package}.{folder.name}"
        for package in PACKAGES[1:]
        for folder in (ROOT / package).iterdir()
        if (folder / "__init__.py").exists()
    }
    assert folders == set(order()) - {"kernel.web"}


def test_a_room_imports_only_rooms_before_it() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    upward = [
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if (place_of(imported) or 0) > (place_of(module) or 0)
    ]
    assert upward == []


def named_endpoints() -> Iterator[tuple[Path, str, str]]:
    """File, its room, and the blueprint of each endpoint that it names in a string."""
    templates = ROOT / "templates"
    for file in [*sources(), *templates.rglob("*.html")]:
        within = file.relative_to(templates if file.is_relative_to(templates) else ROOT)
        parts = within.with_suffix("").parts
        room = ".".join(parts[:2]) if parts[0] in PACKAGES[1:] else "kernel.web"
        for blueprint in ENDPOINT.findall(file.read_text(encoding="utf-8")):
            if file.name != "wsgi.py":
                yield file, room, blueprint


def test_no_page_names_an_address_of_a_higher_room() -> None:
    owner = {room.blueprint.name: place for place, room in enumerate(wsgi.ROOMS) if room.blueprint is not None}
    named = list(named_endpoints())
    assert len(named) > 50
    assert [(file.name, blueprint) for file, room, blueprint in named if owner[blueprint] > order()[room]] == []
