#!/bin/sh
# Runs its arguments with a Python that is new enough: PYTHON if that is set, else the checkout's own, else the newest on the PATH.
# Each candidate is run, not only looked up: version managers leave commands on the PATH that refuse to start.

new_enough() {
    "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "$PYTHON" ]; then
    new_enough "$PYTHON" && exec "$PYTHON" -I "$@"
    found=$("$PYTHON" --version 2>&1 | head -n 1)
    echo "Python 3.11 or newer is needed, and PYTHON=$PYTHON is not: ${found:-it does not start}. Name another: make PYTHON=/path/to/python3.12" >&2
    exit 2
fi

for candidate in .venv/bin/python python3.14 python3.13 python3.12 python3.11 python3 python; do
    new_enough "$candidate" && exec "$candidate" -I "$@"
done

found=$(python3 --version 2>/dev/null)
echo "Python 3.11 or newer is needed, and the PATH has none (python3 there: ${found:-none}). Install one, or name it: make PYTHON=/path/to/python3.12" >&2
exit 2
