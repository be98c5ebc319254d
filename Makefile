# GNU make 3.81 (macOS) and later. Only relative paths here, so that the folder's own may have spaces.

.PHONY: help all studio check types unit test soak bench golden docs lock clean
.DEFAULT_GOAL := help

# Homebrew's libraries are not where every Python on macOS looks; other systems ignore this.
python := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib .venv/bin/python
pytest := $(python) -m pytest

# A process gets whole files, the longest first (tests/conftest.py says which).
parallel := -n auto --dist loadfile --no-loadscope-reorder

# Where Python may keep nothing, each process that a test starts compiles all modules and templates.
unexport PYTHONDONTWRITEBYTECODE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

all: .venv/requirements.lock ## build what has changed in source/ into output/, setting up what that needs
	@$(python) -m generator build source -o output

studio: .venv/requirements-studio.lock ## write, check, see and publish what is in source/ in the browser
	@$(python) -m generator studio source -o output

check: .venv/requirements-dev.lock ## style, types, unit tests and the proof, in under a minute
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(MAKE) -j 2 --no-print-directory types unit

types:
	@$(python) -m mypy

unit:
	@$(pytest) -q -m "not slow and not soak" --ignore tests/conformance $(parallel)

test: .venv/requirements-dev.lock ## every test and every validator, setting up what they need
	@PYTHON="$$PWD/.venv/bin/python" tests/conformance/setup
	@$(pytest) $(parallel)

soak: .venv/requirements-dev.lock ## the tests that take longer than anyone wants to wait
	@HYPOTHESIS_PROFILE=default $(pytest) -m soak --timeout 0

bench: .venv/requirements-dev.lock ## measure our speed against others', for the table in docs/speed.md
	@$(python) -m tests.bench

golden: .venv/requirements-dev.lock ## accept what is built now as the golden files; look at the difference
	@$(pytest) -m golden --accept

docs: .venv/requirements.lock ## build the pages in docs/ into output/docs/, in every format
	@scripts/docs output/docs

lock: .venv/requirements-dev.lock ## make the lock files again (UPGRADE=--upgrade for newer versions)
	@scripts/lock $(UPGRADE)

clean: ## remove what was made: outputs, caches, .venv
	find output -mindepth 1 ! -name README -delete
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache

# .venv is made anew when its lock or its Python changes; the copy of the lock in it is the stamp.
.venv/%.lock: %.lock scripts/setup .venv/bin/python
	@scripts/setup $<
.venv/bin/python:
