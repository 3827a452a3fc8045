#!/bin/sh
# patiently.sh SENTENCE COMMAND…: says what is being done, a dot every two seconds until it is done, and its status.
set -eu
printf '%s ' "$1"
shift
(while sleep 2 && kill -0 "$$" 2>/dev/null; do printf .; done) &
dots=$!
status=0
"$@" || status=$?
kill "$dots" 2>/dev/null || true
wait "$dots" 2>/dev/null || true
[ "$status" = 0 ] && echo " done." || echo " failed."
exit "$status"
