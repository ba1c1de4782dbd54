# Usher's commands. Each installs what it lacks into this folder (.tools/, end2end/node_modules/) and says so.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# Where the demo listens: make run LISTEN=0.0.0.0:8080
LISTEN ?= 127.0.0.1:3000

# Tools installed here come first; then whatever the machine has. rustup's folder is there for shells that don't name it.
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/end2end/node_modules/.bin:$(PATH):$(HOME)/.cargo/bin

# Where `make soak` begins: elsewhere each time, unless somebody says where. make soak SEED=7
SEED := $(or $(SEED),$(shell echo $$((RANDOM << 30 | RANDOM << 15 | RANDOM))))

# When a build fails, its own words come last, not the frames of the tool that ran it.
export RUST_LIB_BACKTRACE := 0

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: run
run: site ## build in release, start Usher with the demo organization on http://127.0.0.1:3000
	@exec target/release/usher demo --listen $(LISTEN)

.PHONY: test
test: ## all tests, the browser's too; fails if any did not run
	@.ci/tools site chromium postgres
	@.ci/test

.PHONY: check
check: ## format, lints (for the server and for the browser), licenses of what we depend on
	@.ci/tools rust npm
	cargo fmt --all --check
	cargo clippy --locked --workspace --exclude frontend --all-targets -- -D warnings
	cargo clippy --locked -p frontend --target wasm32-unknown-unknown -- -D warnings
	cd end2end && prettier --check . && tsc --noEmit
	@if command -v cargo-deny >/dev/null; then echo cargo deny check; cargo deny check; \
	else echo 'NOT CHECKED: deny.toml (licenses, advisories), for want of cargo-deny: cargo install cargo-deny --locked'; fi

.PHONY: soak
soak: ## 10,000 cases of each law and 10,000 sequences of the store against its model, begun elsewhere each time
	@.ci/tools rust
	@echo 'To see the same again: make soak SEED=$(SEED)'
	PROPTEST_RNG_SEED=$(SEED) PROPTEST_CASES=10000 cargo test --locked -p domain --test laws
	USHER_TEST_SEED=$(SEED) USHER_TEST_SEQUENCES=10000 cargo test --locked -p store --test suite conformance:: -- --nocapture

.PHONY: watch
watch: ## build for development, start the demo, rebuild and reload at every change
	@.ci/tools site
	cargo leptos watch --split -- demo --listen $(LISTEN)

.PHONY: bench
bench: site ## measure against the baselines of docs/performance.md
	cargo bench --locked -p store --bench measure -- orders live pages
	POSTGRES_OPTIONS="-c fsync=on -c synchronous_commit=on -c full_page_writes=on" \
		.ci/postgres cargo bench --locked -p store --bench measure -- postgres

.PHONY: tools
tools: ## install all tools that the others need, and do no more
	@.ci/tools site chromium postgres

.PHONY: front
front: ## build what the browser downloads (target/site), and no server
	@.ci/tools site
	cargo leptos build --release --split --precompress --cargo-locked --frontend-only

.PHONY: site
site: ## build the server (target/release/usher) and what the browser downloads (target/site)
	@.ci/tools site
	cargo leptos build --release --split --precompress --cargo-locked
