#!/bin/sh
# Renews the locks: newest versions that requirements/*.in allow, with hashes, without any registry's address.
set -eu

cd requirements
for level in runtime dev; do
    ../.venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header "$level.in" -o "$level.txt"
done
cd ..

if command -v npm >/dev/null 2>&1; then
    npm install --package-lock-only --ignore-scripts --loglevel=error
else
    echo "Node is not installed: package-lock.json was left as it is." >&2
fi
