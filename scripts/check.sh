#!/bin/sh
# Every check that runs nothing of the ledger, all of them even where an early one fails; `make check` and CI run this same list.
python=.venv/bin/python
failed=""

check() {
    name=$1
    shift
    echo "- $name"
    "$@" || failed="$failed $name,"
}

check format $python -m ruff format --quiet --check ledger web workers scripts tests
check lint $python -m ruff check --quiet ledger web workers scripts tests
# It warns of every exception that it passes over; what it finds is told all the same.
check security $python -c 'import logging; logging.disable(logging.WARNING); from bandit.cli.main import main; main()' \
    --quiet --configfile pyproject.toml --recursive ledger web workers scripts
check types $python -m mypy --no-error-summary
check imports $python -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))'
check dependencies $python -m deptry . --no-ansi
check templates $python -m djlint web/templates --lint --quiet
check yaml $python -m yamllint --strict docker-compose.yml .yamllint
check compose $python -m check_jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
check Dockerfile .venv/bin/hadolint Dockerfile

if [ -n "$failed" ]; then
    echo "Failed:${failed%,}." >&2
    exit 1
fi
echo "All checks passed."
