"""Drafts the next migration from the difference between the migrations and the models: `make migration NAME="…"`."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import wsgi
from kernel.database.schema import MIGRATIONS, write_migration

HASHES = Path(__file__).parent / "kernel" / "migrations.sha256"
TO_DO = """
Write by hand in it: what becomes of the rows that stand, CHECKs that change (columns of a choice have one each),
first rows, new lawful steps of custody. Triggers are made anew by every upgrade, from `APPEND_ONLY` in the models.
Give rows for its new tables in tests/kernel/filled.py. When it lands it is frozen: add its hash by:

    .venv/bin/python -m tests.draft --freeze
"""


def lines(versions: Path) -> list[str]:
    """The hash of every migration as sha256sum prints it."""
    return [f"{sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in sorted(versions.glob("v*.py"))]


def freeze() -> None:
    """Add the hashes of migrations that have none yet; a frozen one is never given another."""
    frozen = HASHES.read_text(encoding="ascii").splitlines()
    names = {line.split()[1] for line in frozen}
    new = [line for line in lines(MIGRATIONS / "versions") if line.split()[1] not in names]
    HASHES.write_text("".join(f"{line}\n" for line in [*frozen, *new]), encoding="ascii")


def main(arguments: list[str]) -> int:
    if arguments == ["--freeze"]:
        freeze()
        return 0
    name = " ".join(arguments).strip()
    if not name:
        sys.stderr.write('Say what the migration does: make migration NAME="Carriers know their weight"\n')
        return 2
    made = write_migration(wsgi.TABLES, name, MIGRATIONS)
    subprocess.run([Path(sys.executable).with_name("ruff"), "format", "-q", made], check=True)
    sys.stdout.write(f"{made}\n{TO_DO}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
