# Two commands are enough: `make run` and `make test`. They need Python 3.11+ and nothing else.
# What they do is written in scripts/house/.

MAKEFLAGS += --no-print-directory
PYTHON ?=
export PYTHON

HOUSE = @python="$$(sh scripts/find-python)" && exec "$$python" -m scripts.house

.DEFAULT_GOAL := help
.PHONY: help run test test-pg lint types schema lock bench screenshots fresh-clone containers clean

help:         ## Say what each command does
	@grep -E '^[a-z-]+: +##' Makefile | sed -E 's/^([a-z-]+): +## /  make \1|/' | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run:          ## Install what is missing, build the front end and serve Atelier at http://127.0.0.1:8000
	$(HOUSE) run

test:         ## Back-end and front-end tests, and browser tests where a Chromium is found
	$(HOUSE) test

test-pg:      ## The back-end tests on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	$(HOUSE) test-pg

lint:         ## Style, import rules, and whether .env.example names every setting
	$(HOUSE) lint

types:        ## Type checks of both halves
	$(HOUSE) types

schema:       ## Write the OpenAPI files and the TypeScript made from them again
	$(HOUSE) schema

lock:         ## Resolve requirements/*.in into hashed locks (UPGRADE=1 takes newer versions)
	$(HOUSE) lock

bench:        ## Print the benchmark tables
	$(HOUSE) bench

screenshots:  ## Pictures of every page at both sizes and themes, into frontend/screenshots/
	$(HOUSE) screenshots

fresh-clone:  ## Time `make run` in a fresh clone, cold and warm (NO_NODE=1 hides the machine's Node)
	$(HOUSE) fresh-clone

containers:   ## Run what the containers run, outside containers (DATABASE_URL, REDIS_URL)
	$(HOUSE) containers

clean:        ## Remove everything that the other commands made, but not var/, where your data is
	$(HOUSE) clean
