# The commands of the house. `make run` and `make test` are all a newcomer needs.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
JOBS ?= 2
PYTEST := $(BIN)/pytest -n $(JOBS) --dist worksteal
# For people on this machine: plain http on loopback, and the FORCE way of getting a token.
LOCAL := ALLOW_HTTP=on FORCE_GET_TOKEN=on SECRET_KEY_FILE=.secret_key LOG_LEVEL=$(or $(LOG_LEVEL),WARNING)
BENCHES := reads paging history rights bulk search
# No services but the file system, whatever the shell has set.
ALONE := env -u DATABASE_URL -u DATABASE_OWNER_URL -u CACHE_URL -u BROKER_URL
# As a deployment would be: https only, a key from the environment.
PRODUCTION := $(ALONE) -u DEBUG -u ALLOW_HTTP SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	ALLOWED_HOSTS=hub.example.com

.PHONY: help run test test-services check bench format openapi migrations translations clean
.DEFAULT_GOAL := help

help:
	@echo 'make run            set up, seed the demo plant, serve on http://127.0.0.1:$(PORT)/'
	@echo 'make test           the tests, on SQLite'
	@echo 'make test-services  all tests, on PostgreSQL, Redis, RabbitMQ and with real clients'
	@echo 'make check          style, types, layers, sizes, deployment settings, openapi.yaml'
	@echo 'make bench          ratios against other ways to do the same, on PostgreSQL'
	@echo 'make format         let ruff put the code in order'
	@echo 'make openapi        write config/openapi.yaml anew'

$(VENV)/.made:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/apt python3-venv
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.txt $(VENV)/.made
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(VENV)/.made
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

.secret_key:
	@umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))' > $@

run: $(VENV)/.run .secret_key
	@case "$$DATABASE_URL" in postgres*) $(LOCAL) $(BIN)/python manage.py prepare_database;; esac
	@$(LOCAL) $(BIN)/python manage.py migrate --verbosity 0
	@umask 077; $(LOCAL) $(BIN)/python manage.py seed_demo --json > .demo.json || { cat .demo.json; exit 1; }
	@exec env $(LOCAL) $(BIN)/python manage.py serve --port $(PORT) --demo .demo.json

test: $(VENV)/.dev
	$(ALONE) $(PYTEST) -m 'not services' --ignore tests/architecture

test-services: $(VENV)/.dev
	CONTRACTS=$(or $(CONTRACTS),32) .ci/services $(PYTEST)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(ALONE) $(BIN)/pytest tests/architecture

# Each prints its tables and whether its ratios are kept; the databases are made first, which takes some minutes.
bench: $(VENV)/.dev
	@kept=0; for one in $(BENCHES); do $(BIN)/python -m bench.$$one || kept=1; done; exit $$kept

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

openapi: $(VENV)/.dev
	DJANGO_SETTINGS_MODULE=config.settings.test $(ALONE) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file config/openapi.yaml

translations: $(VENV)/.dev
	DJANGO_SETTINGS_MODULE=config.settings.test $(ALONE) $(BIN)/python manage.py translations

migrations: $(VENV)/.dev
	DJANGO_SETTINGS_MODULE=config.settings.test $(ALONE) $(BIN)/python manage.py makemigrations

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache node_modules tests/clients/node_modules
