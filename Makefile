# `make help` lists what a person can do. scripts/setup.py says how each target gets what it needs.

PYTHON_IN_VENV := .venv/bin/python
RUN := exec $(PYTHON_IN_VENV)
SETUP := sh scripts/with-python.sh scripts/setup.py
SOURCES := ledger web workers scripts examples tests

# A stranger's PORT, DATA or ARGS in the environment means nothing here: only `make run PORT=9000` does.
ifneq ($(origin PORT),command line)
PORT := 8000
endif
ifneq ($(origin DATA),command line)
DATA := data
endif
ifneq ($(origin ARGS),command line)
ARGS :=
endif
# Said and left empty, they mean what they mean unsaid: never the folder of the checkout.
ifeq ($(strip $(PORT)),)
override PORT := 8000
endif
ifeq ($(strip $(DATA)),)
override DATA := data
endif
unexport PORT DATA ARGS PYTHONPATH PYTHONHOME

# For the shell, so that spaces, quotes and dollars in them stay what they are.
quote = '$(subst ','\'',$(1))'

.DEFAULT_GOAL := help
.PHONY: help run test quick check format bench stress lock clean setup-runtime setup-dev setup-browser

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

run: setup-runtime ## serve a filled demo at http://127.0.0.1:8000 (PORT=9000, DATA="some folder")
	@$(RUN) -m web --port $(call quote,$(PORT)) --data $(call quote,$(DATA)) --demo

test: setup-dev setup-browser ## run every test (ARGS="-k timeline" goes to pytest)
	@$(RUN) -m pytest --numprocesses=logical --dist=loadfile --no-loadscope-reorder $(ARGS)

quick: setup-dev ## run the tests that need no server, browser or shared data
	@$(RUN) -m pytest --numprocesses=logical --dist=worksteal -m "not server and not browser and not shared and not slow" $(ARGS)

check: setup-dev ## format, lint, security, types, import rules, dependencies, templates, container files
	@sh scripts/check.sh

format: setup-dev ## rewrite the sources in the house's format
	@$(PYTHON_IN_VENV) -m ruff check --quiet --fix-only $(SOURCES)
	@$(RUN) -m ruff format $(SOURCES)

bench: setup-dev ## measure speed and memory as ratios, into build/bench.json
	@$(RUN) -m tests.bench $(ARGS)

stress: setup-dev ## drive 100,000 random acts and ask every rule, into build/stress.json (ARGS="--acts 5000")
	@$(RUN) -m tests.stress $(ARGS)

lock: setup-dev ## renew requirements/*.txt and package-lock.json from what they are made of
	@sh scripts/lock.sh

clean: ## remove what make made (never the data folder)
	rm -rf .venv build node_modules dist .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

setup-runtime:
	@$(SETUP) runtime

setup-dev:
	@$(SETUP) dev

setup-browser: setup-dev
	@$(SETUP) browser
