"""The wheel holds all that the program needs, and what is installed from it by name works away from these sources."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
SHIPPED = ("kernel", "people", "carriers", "audits", "templates", "static")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_packages_the_templates_and_the_static_folder(wheel: Path) -> None:
    files = [file for name in SHIPPED for file in (ROOT / name).rglob("*") if file.is_file()]
    needed = {str(file.relative_to(ROOT)) for file in files if file.suffix != ".pyc"}
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == needed | {"wsgi.py"}


def test_a_wheel_installed_by_name_without_an_index_makes_a_room_away_from_its_sources(
    wheel: Path, tmp_path: Path
) -> None:
    there, data = tmp_path / "there", tmp_path / "var"
    command = [sys.executable, "-m", "pip", "install", "-q", "--isolated", "--no-index", "--no-deps"]
    subprocess.run([*command, "--find-links", wheel.parent, "--target", there, "tizilim"], check=True)
    env = os.environ | {"PYTHONPATH": str(there), "TIZILIM_DATA": str(data), "TIZILIM_LANGUAGE": "kk"}
    script = "import wsgi; print(wsgi.__file__, flush=True); wsgi.main()"

    def said(*arguments: str) -> str:
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    made = said("demo", "--no-serve", "--carriers", "1")
    assert made.startswith(str(there))
    assert "Мұндағы адамдардың бәрі ойдан алынған." in made
    assert "✕" not in said("check")
