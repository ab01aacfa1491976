# Every target does its own set-up; it needs only Python 3.11 or later, make and the package index.
# Nothing is written outside this folder, but where root runs `make test` on Debian: Chromium is installed for the desk's tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PIP_NO_CACHE_DIR := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test browser lint bench bench-desk gold estimates fuzz install clean

run: $(STAMP)            ## read examples/ and print the timeline
	@mkdir -p .build
	@$(BIN)/bede run examples --db .build/examples.db > /dev/null
	@$(BIN)/bede timeline .build/examples.db

test: $(STAMP) lint browser  ## run everything
	$(BIN)/pytest

browser:                 ## Debian's Chromium for the tests of the desk, where it can be installed
	@command -v chromium > /dev/null && command -v chromedriver > /dev/null || { \
	  test "$$(id -u)" = 0 && command -v apt-get > /dev/null && timeout 120 apt-get -qq update > /dev/null 2>&1 && \
	  timeout 300 apt-get -qq install -y --no-install-recommends chromium chromium-driver > /dev/null 2>&1; } || \
	  echo "no Chromium: what the desk shows is not driven in a browser (tests/web)"

lint: $(STAMP)
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/mypy

bench: $(STAMP)          ## time the coder against spaCy's pipeline, archives against fastwarc, HTML against trafilatura, merging
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_archives.py
	$(BIN)/python scripts/bench_merge.py
	$(BIN)/python scripts/bench_html.py

bench-desk: $(STAMP)     ## time the desk on a million made-up events (written first: minutes, 18 GB) while 20 browse
	$(BIN)/python scripts/bench_desk.py

gold: $(STAMP)           ## check gold/source, write gold/dev and gold/gate, score the first
	$(BIN)/python scripts/build_gold.py
	$(BIN)/bede score gold/dev

estimates: $(STAMP)      ## fit the weights for verbs that no rule knows again (two minutes; needs scikit-learn, which it installs)
	$(BIN)/pip install --quiet scikit-learn==1.9.1 scipy==1.17.1 joblib==1.6.0 threadpoolctl==3.8.0
	$(BIN)/python scripts/fit_estimates.py

fuzz: $(STAMP)           ## broken and hostile input for the reader, the cleaner and the coder
	$(BIN)/python scripts/fuzz_reader.py
	BEDE_FUZZ=20000 $(BIN)/pytest -q tests/extract/test_hostile.py tests/test_read.py tests/read tests/test_clean.py tests/test_killed.py

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) .build .mypy_cache .pytest_cache .ruff_cache .hypothesis
