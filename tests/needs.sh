#!/bin/sh
# Installs the Debian packages that `make demo` (needs.sh run) or `make test` (needs.sh test) wants and does not find.
# Where it may not, it prints the one line that root is to type, and ends with status 1.
set -eu
python="${PYTHON:-python3}"

has_library() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

has_postgresql() {
    command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

missing=""
if ! command -v "$python" >/dev/null 2>&1; then
    missing="python3 python3-venv"
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Tizilim needs Python 3.11 or newer, and $python is older. Name another: make ... PYTHON=python3.12" >&2
    exit 1
elif ! "$python" -c 'import ensurepip' 2>/dev/null; then # Debian keeps it, and with it pip, in a package of its own
    missing="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
fi
if [ "${1:-run}" = test ]; then
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
    has_postgresql || missing="$missing postgresql"
    # The node inside Playwright is linked to it. Without Python it cannot be asked, and asking for it again is harmless.
    has_library libatomic.so.1 || missing="$missing libatomic1"
fi
missing="${missing# }"
[ -n "$missing" ] || exit 0

tell() {
    echo "$1 As root, type this and then run make again:" >&2
    echo "    apt-get install $missing" >&2
    exit 1
}

[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || tell "This machine lacks Debian packages that Tizilim needs."
echo "Installing Debian packages that are missing here: $missing"
if [ "${1:-run}" = test ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common # the tests start a server of their own; none is to run beside it
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
fi
export DEBIAN_FRONTEND=noninteractive
quiet="-qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0"
# shellcheck disable=SC2086
apt-get update $quiet && apt-get install -y --no-install-recommends $quiet $missing >/dev/null ||
    tell "apt-get did not install them; what it said stands above."
