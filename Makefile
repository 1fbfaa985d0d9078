# `make` sets up what is missing, then builds. `make test` sets up and tests.
# `make LANGUAGES="ur zh"` adds the fonts of these languages.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := build
.PHONY: build serve setup languages test slow lint lock bench clean

build: setup
	@echo "Building what content/ holds …"
	@$(BIN)/python build.py

# The page that follows every edit; needs a few libraries more than a build.
serve: setup .venv/ready-to-serve
	@$(BIN)/python build.py serve --open

setup: .venv/ready .venv/pango $(if $(LANGUAGES),languages)

languages: .venv/ready .ci/fonts .requirements/fonts.txt
	@$(BIN)/python .ci/fonts $(LANGUAGES)

# $(call install,WHAT,FILE): the libraries of a file, pinned and hashed, in .venv/. They are
# compiled here, since an environment may forbid it later.
define install
	@echo "Installing $(1) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(2)
	@echo "Compiling $(1) …"
	@$(BIN)/python -m compileall -q $$($(BIN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))") handout || true
endef

.venv/ready: .requirements/build.txt .ci/python
	@PYTHON="$(PYTHON)" sh .ci/python
	$(call install,the libraries,$<)
	@touch $@

# Pango, which draws the PDF's letters, comes from the system.
.venv/pango: .venv/ready .ci/pango
	@$(BIN)/python .ci/pango && touch $@

.venv/ready-to-serve: .venv/ready .requirements/serve.txt
	$(call install,the page's libraries,.requirements/serve.txt)
	@touch $@

.venv/ready-to-test: .venv/ready .requirements/dev.txt
	$(call install,the tools for tests,.requirements/dev.txt)
	@touch $@

test: setup .venv/ready-to-test
	@echo "Passing the quick tests, on all cores …"
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"

.venv/ready-to-test-slowly: .venv/ready-to-test .requirements/slow.txt
	$(call install,the tools for slow tests,.requirements/slow.txt)
	@touch $@

# WeasyPrint's release before the pinned one, found first where PYTHONPATH names the folder.
.venv/previous: .requirements/previous.txt .venv/ready-to-test
	@echo "Installing the previous WeasyPrint …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --upgrade --target $@ -r $<
	@$(BIN)/python -m compileall -q $@ || true
	@touch $@

slow: setup .venv/ready-to-test-slowly .venv/previous
	@echo "Passing the slow tests, then those of paper with the previous WeasyPrint …"
	@$(BIN)/python -m pytest -n auto --dist loadfile -m slow
	@PYTHONPATH=$(CURDIR)/.venv/previous $(BIN)/python -m pytest -n auto tests/paper -m "not slow"

lint: .venv/ready-to-test
	@echo "Looking at style, types and imports …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# How quick it is, against plain scripts and pandoc; writes docs/benchmarks.md. Takes ten minutes.
bench: setup .venv/ready-to-test .requirements/bench.txt
	$(call install,the programs to compare with,.requirements/bench.txt)
	@$(BIN)/python -m tests.benchmarks

# Renew the pins; needs uv.
lock:
	uv pip compile pyproject.toml --extra review --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/build.txt
	uv pip compile pyproject.toml --extra review --extra serve -c .requirements/build.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/serve.txt
	uv pip compile pyproject.toml --extra fonts --extra cjk -c .requirements/build.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/fonts.txt
	uv pip compile pyproject.toml --extra review --extra dev --extra serve --extra fonts -c .requirements/build.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/dev.txt
	uv pip compile pyproject.toml --extra slow -c .requirements/dev.txt --python-platform linux --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/slow.txt
	uv pip compile pyproject.toml --extra bench -c .requirements/build.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o .requirements/bench.txt

clean:
	rm -rf .venv
	find output -mindepth 1 ! -path output/.gitignore -delete
