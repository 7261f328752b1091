# What people type: `make print`, `make test`, `make proof`, `make benchmark`. The set-up
# is done on the way, once, and again only after its files have changed.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# The first Python that is new enough; `make PYTHON=/some/python print` takes another.
PYTHON ?= $(firstword $(foreach name,python3 python3.15 python3.14 python3.13 \
	python3.12 python3.11,$(shell $(name) -c \
	'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

.DEFAULT_GOAL := help
.PHONY: help print test proof benchmark statistics format lock clean

help:
	@echo 'make print       print the sample newspaper and its articles into output/'
	@echo 'make test        check the code and run the tests'
	@echo 'make proof       run the long proofs; takes much longer'
	@echo 'make benchmark   time the make-up of pages, galleys, and the export of archives'
	@echo 'make statistics  make up 150 issues and count how well'
	@echo 'make format      put the code into its usual form'
	@echo 'make lock        take the newest dependencies into requirements.txt'
	@echo 'make clean       remove what was set up and what was printed'

print: $(READY)
	$(BIN)/printshop -C printshop/sample print --output output

test: $(READY)
	@sh .ci/system-requirements.sh tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# One at a time: some of them measure time.
proof: $(READY)
	@sh .ci/system-requirements.sh tests
	$(BIN)/pytest -m proof --durations=0

benchmark: $(READY)
	$(BIN)/python -m benchmarks.makeup
	$(BIN)/python -m benchmarks.galleys
	$(BIN)/python -m benchmarks.export
	$(BIN)/python -m benchmarks.scan

statistics: $(READY)
	$(BIN)/python -m tests.makeup_statistics --issues 50

format: $(READY)
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --output-file requirements.txt \
		--universal --python-version 3.11 --generate-hashes --upgrade --quiet \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

clean:
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find output -mindepth 1 ! -name .gitkeep -delete

# Everything in the lock, then printshop itself as it stands here, then what pip lacks.
$(READY): requirements.txt pyproject.toml
	@test -n '$(PYTHON)' || { echo 'printshop needs Python 3.11 or newer' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		sh .ci/system-requirements.sh venv '$(PYTHON)' && \
		echo 'Setting up $(VENV)' && '$(PYTHON)' -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-build-isolation --no-deps --editable .
	@sh .ci/system-requirements.sh engine $(BIN)/python
	@touch $@
