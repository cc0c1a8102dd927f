# `make help` lists the goals. Everything that CI runs is scripts/test, which ends with `make check`.

SWIFT_FILES := Package.swift Sources Tests
RELEASE := --configuration release --static-swift-stdlib --product hakaru

.DEFAULT_GOAL := help
.PHONY: help build release test torture browser bench simulate fuzz fmt docs release-check \
	check check-format check-imports check-docs check-tree check-graph check-scripts

help: ## list the goals
	@sed -nE 's/^([a-z-]+):.*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

build: ## build for debugging, with the check of imports
	swift build --explicit-target-dependency-import-check error

release: ## build the static release binary
	swift build $(RELEASE)

test: ## run all tests, without the checks
	scripts/test --tests-only

torture: ## kill a sync 200 times at random moments; nothing may be lost
	HAKARU_TORTURE_KILLS=200 scripts/test --filter 'A sync that is killed'

browser: build ## look at the weekly page in headless Chromium, where there is one
	$(or $(wildcard .venv/bin/python),python3) -B Tests/Browser/weekly_page.py .build/debug/hakaru

bench: release ## measure a first sync against the simulator, queries beside DuckDB, Polars and SQLite, the summary
	python3 -B Benchmarks/first_sync.py
	python3 -B Benchmarks/queries.py
	python3 -B Benchmarks/summary.py
	python3 -B Benchmarks/coverage.py

fuzz: ## feed damaged files to every reader of coverage, a minute each (FUZZ_SECONDS=60)
	scripts/fuzz --seconds $(or $(FUZZ_SECONDS),60)

fmt: ## format all Swift files
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

simulate: release ## see how often trends claim a change wrongly, and how often rightly; half a minute
	.build/release/hakaru simulate

docs: ## draw the graph of targets into docs/project-layout.md
	scripts/project-graph

check: check-format check-imports check-docs check-tree check-graph check-scripts ## run every check; builds nothing

check-format: ## the formatter has nothing to say
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	@echo "check-format: ok"

check-imports: ## each target imports only what the design allows
	scripts/check-imports

check-docs: ## declarations are documented, links lead somewhere
	scripts/check-docs

check-tree: ## lengths of files, ruled-out calls, scripts, workflows
	scripts/check-tree

check-graph: ## the graph of targets is that of Package.swift
	scripts/project-graph --check

check-scripts: ## the checks and the two commands, on fixtures that must fail
	python3 -B -m unittest discover --start-directory scripts/tests --buffer

release-check: ## build the static release binary and smoke-test it
	scripts/release-check
