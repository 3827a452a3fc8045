"""Proves `make demo` and `make test` on fresh Debian systems: `make fresh`, as root, where debootstrap is.

It stands on the standard library alone, because the machine that runs it may be fresh itself. Each system is unpacked
into a folder of its own and lives in namespaces of its own: however the run ends, its processes and mounts end with it.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
CACHE = Path("/var/cache/tizilim-fresh")
RELEASES = ("bookworm", "trixie")
INCLUDED = "git,make,python3,ca-certificates"  # the last only so that the host's certificates have their place
HANDED_IN = (
    "etc/resolv.conf",
    "etc/hosts",
    "etc/pip.conf",
    "etc/xdg/pip",
    "etc/ssl/certs/ca-certificates.crt",
    "usr/local/share/ca-certificates",
    "etc/apt/auth.conf.d",
)
SETTINGS = re.compile(r"(PIP_|SSL_CERT_|REQUESTS_CA|CURL_CA|NODE_EXTRA_CA|(https?|all|no)_proxy)", re.IGNORECASE)
# The shell stays the first process of the space: whoever becomes an ordinary user would no longer die with its parent.
ENTER = 'mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && chroot "$0" "$@"; exit $?'
AWAY = """
python3 -m venv /tmp/away && cd /tmp
unshare -n /tmp/away/bin/pip install -q --no-index --find-links "$OLDPWD/wheels" tizilim
unshare -n env TIZILIM_DATA=/tmp/away/var /tmp/away/bin/tizilim demo --no-serve --carriers 3
unshare -n env TIZILIM_DATA=/tmp/away/var /tmp/away/bin/tizilim check
"""


class Failed(Exception):
    """A sentence of the README that does not hold."""


@dataclass(frozen=True)
class System:
    """A fresh Debian in a folder, a clone of the project in it, and who works there."""

    release: str
    folder: Path
    person: str

    @property
    def home(self) -> str:
        return "/root" if self.person == "root" else f"/home/{self.person}"

    def command(self, script: str, person: str | None = None) -> list[str]:
        who = person or self.person
        space = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, str(self.folder)]
        handed = [f"{name}={value}" for name, value in os.environ.items() if SETTINGS.match(name)]
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        env = ["env", "-i", path, f"HOME={self.home}", f"TIZILIM_PORT={self.port}", *handed]
        become = [] if who == "root" else ["setpriv", f"--reuid={who}", f"--regid={who}", "--init-groups"]
        return [*space, *become, *env, "sh", "-ec", f"cd {self.home}/tizilim\n{script}"]

    @property
    def port(self) -> int:
        """One for each system, because they share the network of this machine."""
        return 18000 + RELEASES.index(self.release) * 2 + (self.person == "root")

    def run(self, script: str, person: str | None = None) -> tuple[int, str]:
        done = subprocess.run(
            self.command(script, person), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        return done.returncode, done.stdout

    def must(self, script: str, person: str | None = None) -> str:
        status, said = self.run(script, person)
        if status:
            raise Failed(f"`{script.strip()}` ended with status {status} and said:\n{said}")
        return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", choices=RELEASES, action="append", help="only this one")
    parser.add_argument("--person", choices=("root", "clerk"), action="append", help="only as this one")
    parser.add_argument("--only", choices=[step.__name__ for step in STEPS], action="append", help="only this step")
    asked = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("make fresh makes whole Debian systems: run it as root, after `apt-get install debootstrap`.")
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # so that what was unpacked is removed
    failures = 0
    for release in asked.release or RELEASES:
        for person in asked.person or ("root", "clerk"):
            with system(release, person) as fresh:
                failures += not proved(fresh, asked.only)
    sys.exit(1 if failures else 0)


def proved(fresh: System, only: list[str] | None) -> bool:
    steps = [step for step in STEPS if not only or step.__name__ in only]
    if fresh.person == "root":
        steps = [step for step in steps if step not in REFUSALS]
    for step in steps:
        began = time.monotonic()
        title = f"{fresh.release} {fresh.person:<5} {step.__name__.replace('_', ' '):<32}"
        try:
            step(fresh)
        except Failed as failed:
            print(f"✕ {title} {time.monotonic() - began:6.0f} s\n{failed}", flush=True)
            return False
        print(f"✓ {title} {time.monotonic() - began:6.0f} s", flush=True)
    return True


def demo_is_refused_by_line(fresh: System) -> None:
    _helped(fresh, "make demo")


def tests_are_refused_by_line(fresh: System) -> None:
    _helped(fresh, "make test")


def _helped(fresh: System, command: str) -> None:
    """The command stops before it does anything and prints one line; that line, typed by root, is all it needs."""
    status, said = fresh.run(command)
    lines = [line.strip() for line in said.splitlines() if line.strip().startswith("apt-get install ")]
    if status == 0 or len(lines) != 1:
        raise Failed(f"`{command}` without its packages ended with status {status} and said:\n{said}")
    fresh.must(f"export DEBIAN_FRONTEND=noninteractive; apt-get update -qq; {lines[0]} -y -qq", "root")


def demo_is_up(fresh: System) -> None:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        demo = subprocess.Popen(fresh.command("exec make demo"), stdout=said, stderr=subprocess.STDOUT)
        try:
            end = time.monotonic() + 900
            while not (is_well := _answers(fresh.port)) and demo.poll() is None and time.monotonic() < end:
                time.sleep(0.5)
        finally:
            demo.kill()  # and, by its namespace, everything in it
            demo.wait()
        said.seek(0)
        text = said.read()
    if not is_well or f"Tizilim is at http://127.0.0.1:{fresh.port}" not in text or "Fetching" not in text:
        raise Failed(f"`make demo` is not up; it said:\n{text}")


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (TimeoutError, URLError, ConnectionError):
        return False


def moved_demo_is_up(fresh: System) -> None:
    fresh.must("cd .. && mv tizilim elsewhere && mkdir tizilim && mv elsewhere 'tizilim/a moved one'")
    fresh.must("cd 'a moved one' && make .venv/base && .venv/bin/pip --version && .venv/bin/tizilim check")
    fresh.must("mv 'a moved one' ../back && rmdir ../tizilim && mv ../back ../tizilim")
    demo_is_up(fresh)


def wheels_install_without_network(fresh: System) -> None:
    fresh.must(".venv/bin/pip wheel -q -w wheels .")
    fresh.must(AWAY, "root")


def tests_pass(fresh: System) -> None:
    fresh.must("make test")


@contextmanager
def system(release: str, person: str) -> Iterator[System]:
    """A fresh one with the settings of this machine handed in and the project's last commit cloned into it."""
    archive = base(release)
    folder = Path(tempfile.mkdtemp(prefix=f"tizilim-fresh-{release}-", dir="/var/tmp"))
    try:
        subprocess.run(["tar", "-xzf", archive, "-C", folder], check=True)
        folder.chmod(0o755)  # the archive brings the mode of the closed folder that it was made in
        fresh = System(release, folder, person)
        clone = folder / fresh.home[1:] / "tizilim"
        if person != "root":
            subprocess.run(["chroot", folder, "useradd", "--create-home", person], check=True)
        hand_in(fresh)
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, clone], check=True)
        subprocess.run(["chroot", folder, "chown", "-R", f"{person}:", f"{fresh.home}/"], check=True)
        yield fresh
    finally:
        shutil.rmtree(folder)


def base(release: str) -> Path:
    """The archive of a system as debootstrap makes it; made once and kept."""
    archive = CACHE / f"{release}.tar.gz"
    if archive.exists():
        return archive
    CACHE.mkdir(parents=True, exist_ok=True)
    part = archive.with_suffix(".part")
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        command = ["debootstrap", "--variant=minbase", f"--include={INCLUDED}", release, folder, mirror()]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-czf", part, "-C", folder, "--exclude=./var/cache/apt/archives/*.deb", "."], check=True)
    return part.rename(archive)


def mirror() -> str:
    """The first mirror of Debian that this machine uses itself."""
    folder = Path("/etc/apt")
    files = [
        file
        for pattern in ("sources.list", "sources.list.d/*.list", "sources.list.d/*.sources")
        for file in sorted(folder.glob(pattern))
    ]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    found = re.search(r"^(?:URIs:|deb)\s.*?(https?://\S+/debian)/?(?:\s|$)", text, re.MULTILINE)
    return found[1] if found else "http://deb.debian.org/debian"


def hand_in(fresh: System) -> None:
    """How this machine reaches its registries: names, certificates, the mirror and the settings of apt and pip."""
    for name in HANDED_IN:
        if (Path("/") / name).exists():
            (fresh.folder / name).parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-rL", "--remove-destination", "-T", f"/{name}", fresh.folder / name], check=True)
    of_person = Path.home() / ".config" / "pip"
    if of_person.exists():
        shutil.copytree(of_person, fresh.folder / fresh.home[1:] / ".config" / "pip")
    for file in Path("/etc/apt/apt.conf.d").iterdir():
        if "Acquire" in file.read_text(encoding="utf-8"):
            shutil.copy(file, fresh.folder / "etc/apt/apt.conf.d")
    sources = f"deb {mirror()} {fresh.release} main\ndeb {mirror()} {fresh.release}-updates main\n"
    (fresh.folder / "etc/apt/sources.list").write_text(sources, encoding="utf-8")


REFUSALS = (demo_is_refused_by_line, tests_are_refused_by_line)
STEPS: tuple[Callable[[System], None], ...] = (
    demo_is_refused_by_line,
    demo_is_up,
    moved_demo_is_up,
    wheels_install_without_network,
    tests_are_refused_by_line,
    tests_pass,
)

if __name__ == "__main__":
    main()
