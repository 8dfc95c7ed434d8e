# nokgen: `make serve` shows the site, `make test` runs every test. Nothing else is needed by hand.

# The environment is remade only when its lock, pyproject.toml, the interpreter or the place of the
# checkout changes: tools/setup.sh decides.
PY := .venv/bin/python
PORT ?= 8000
# What `make bench` measures, and for how many minutes at most.
SIZES ?= 20,300,2400
MINUTES ?= 60
# The country that is read on a slow connection: 300 municipalities, or 20 where 300 are not measured.
READER = $(if $(findstring 300,$(SIZES)),300,20)
ARGS ?=
# A process a core; the tests of one file stay together and share what they build. The files come in
# the order of tests/conftest.py.
WORKERS ?= auto

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve demo site test lint types layers docs-check check setup setup-dev chromium validators form messages docs bench torture lock licences audit advisories release-files clean

## For everybody

serve: setup ## Build content/ and show it at http://127.0.0.1:8000/ (another port: make serve PORT=8080)
	@$(PY) -m nokgen serve --port $(PORT) $(ARGS)

demo: setup ## Show the fictional region of examples/site in the same way
	@$(PY) -m nokgen serve --root examples/site --port $(PORT) $(ARGS)

site: setup ## Only build content/ into public/
	@$(PY) -m nokgen build $(ARGS)

setup: ## Make .venv with what the site needs
	@sh tools/setup.sh runtime

clean: ## Remove what was built, the caches and .venv
	rm -rf public .nokgen examples/site/public examples/site/.nokgen .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find nokgen tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

## For developers

test: setup-dev chromium validators form ## Run all tests (some of them: make test ARGS="-k deadline")
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: lint types layers docs-check test ## All that a pull request must pass

lint: setup-dev ## Style of the code: ruff
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup-dev ## Types of the code: mypy
	$(PY) -m mypy
	$(PY) -m mypy --explicit-package-bases tools

layers: setup-dev ## Imports go downward only: import-linter
	.venv/bin/lint-imports

docs-check: setup-dev ## The documentation and the message catalogues agree with the code
	$(PY) tools/messages.py --check
	$(PY) -m pytest -q tests/test_docs.py

setup-dev: ## Make .venv with what the tests and checks need
	@sh tools/setup.sh dev

chromium: setup-dev ## Find a Chromium for the browser tests, or install one
	@$(PY) tools/chromium.py

validators: setup-dev ## Install the validators of HTML for the tests
	@$(PY) -m tools.validators

form: setup-dev ## Make the form for editors for the tests
	@$(PY) -m nokgen --quiet admin --anyway

messages: setup-dev ## Compile the message catalogues
	$(PY) tools/messages.py

docs: setup-dev ## Write the generated documents: keys, diagnostics, deadlines
	$(PY) tools/docs.py

bench: setup-dev ## Measure everything into docs/performance.md (less: SIZES=20 MINUTES=10)
	@code=0; begun=$$(date +%s); $(PY) tools/chromium.py || code=1; \
	$(PY) -m benchmarks.real_site || code=1; \
	$(PY) -m benchmarks.stages || code=1; \
	$(PY) -m benchmarks.reader --municipalities $(READER) || code=1; \
	left=$$(($(MINUTES) - ($$(date +%s) - begun) / 60)); half=$$((($(MINUTES) + 1) / 2)); \
	$(PY) -m benchmarks.national --sizes $(SIZES) --budget $$((left > half ? left : half)) $(ARGS) || code=1; \
	exit $$code

torture: setup-dev ## Break, kill and rebuild for ten minutes (one part: make torture ARGS="--part fuzz")
	@$(PY) -m tools.torture $(ARGS)

lock: setup ## Choose the newest versions that pyproject.toml allows and lock them
	$(PY) tools/lock.py

licences: setup-dev ## The licences of all locked packages are allowed
	@$(PY) -m tools.supply.licences

audit: setup-dev ## Known faults of the locked packages, without a network
	@$(PY) -m tools.supply.audit $(ARGS)

advisories: setup-dev ## Ask OSV what is known of the locked packages
	@$(PY) -m tools.supply.refresh $(ARGS)

release-files: setup-dev ## Make the files of a release in dist/: packages, bill of materials, sums
	@$(PY) -m tools.supply.release dist $(ARGS)

help: ## This text
	@awk 'BEGIN { FS = ":.*## " } \
	  /^## / { printf "\n%s\n", substr($$0, 4) } \
	  /^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
