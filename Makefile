# One way to run things, on a laptop and in CI. Each target sets itself up: a virtual environment in .venv, the versions
# of constraints.txt, a CPU build of torch, and, where this user may install them, the Debian packages that the wall around
# student code and the tests in a browser want. Needed beforehand: Python 3.11 or later with venv; Linux for the autograder.
PYTHON ?= python3
# Where pip looks for torch's CPU build beside its usual places; elsewhere pip would take several GB of CUDA.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
# Two processes, the cores of a small machine; a file's tests stay together, and so do what its fixtures have made.
PYTEST_ARGS ?= -n 2 --dist loadscope

.PHONY: help setup debian build demo test check mensagens publish bench docs-picture clean

help:            ## this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --retries 1 -c constraints.txt --extra-index-url $(TORCH_INDEX) torch
	$(RUN) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[course,dev]'
	touch $(READY)

setup: $(READY) debian  ## the virtual environment, and Debian's packages where this user may

debian:
	.ci/debian-packages

build: $(READY)  ## notebooks/ from solutions/
	$(RUN) -m autograder build

demo: setup      ## the main job: build, a course, release, a class of real submissions, grades, feedback
	$(RUN) -m autograder build
	$(RUN) -m autograder demo

test: setup      ## every test
	$(RUN) -m pytest $(PYTEST_ARGS)

check: $(READY)  ## format, lint, types, regenerated notebooks identical
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(RUN) -m autograder build --check

mensagens: $(READY) ## what the check says, all of it, to be read aloud: tests/students/mensagens.md
	$(RUN) -m tests.students.transcript

publish: $(READY) ## the students' repository: make publish DIR=../cadernos
	$(RUN) -m autograder publish $(DIR)

bench: $(READY)  ## speed and memory against plain nbgrader, in one run
	$(RUN) -m autograder bench

docs-picture: setup ## docs/architecture.svg, drawn from the imports
	$(RUN) docs/picture.py

clean:           ## forget the virtual environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
