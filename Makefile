# Every target installs what it needs on a machine that has only the Rust toolchain:
# Debian packages with apt-get if the user is root; otherwise it says which are missing.

# One profile for everything, so that no dependency is compiled twice.
CARGO := cargo
BIND ?= 127.0.0.1:7878
DATA ?= ./data
SCALE ?= 1

.DEFAULT_GOAL := help
.PHONY: help build pages browse serve test lint bench gen cc curl

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r target text; do printf '  make %-10s %s\n' "$$target" "$$text"; done

build: cc pages ## Build target/release/concord, with the pages where Node.js is there
	$(CARGO) build --release --bin concord

# The pages need Node.js 20 or later; without it the binary has the API and a plain front page.
NODE_SERVES := node -e "process.exit(+(parseInt(process.versions.node) < 20))" 2>/dev/null && npm --version >/dev/null 2>&1
WEB := $(shell find web/src web/scripts web/public queries/competency -type f) web/index.html web/vite.config.ts web/tsconfig.json web/tests/messages.mjs

pages: ## Build the pages into web/dist/site
	@if $(NODE_SERVES); then $(MAKE) --no-print-directory web/dist/site/index.html; \
	else echo "the pages are left out: they need Node.js 20 or later with npm"; fi

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	cd web && npm ci --silent
	@touch $@

web/dist/site/index.html: web/node_modules/.package-lock.json $(WEB)
	cd web && npm run --silent build

browse: build ## Try the pages in Chromium against a scratch server
	@.ci/need '$(NODE_SERVES)' nodejs npm
	@.ci/need 'command -v chromium' chromium
	.ci/browse

serve: build ## Serve the registry: BIND=127.0.0.1:7878 DATA=./data
	exec target/release/concord serve --data $(DATA) --bind $(BIND)

test: cc curl ## Run every test of the workspace
	$(CARGO) test --release --workspace

lint: cc ## Check format, lints, derived files, house rules, licences
	$(CARGO) fmt --all --check
	$(CARGO) clippy --release --workspace --all-targets -- -D warnings
	$(CARGO) run --quiet --release --package xtask -- gen --check
	$(CARGO) test --quiet --release --test it -- tidy ground
	@.ci/deny

bench: build ## Compare with other stores on ../shared/bench data: SCALE=1 ENDPOINTS=oxigraph
	SCALE=$(SCALE) benches/peers
	SCALE=$(SCALE) benches/shacl
	SCALE=$(SCALE) benches/graphql-peer/run

gen: cc ## Derive constants and reference pages from the ontology
	$(CARGO) run --quiet --release --package xtask -- gen

# zstd and mimalloc are C: a compiler is all that they need.
cc:
	@.ci/need 'command -v cc' gcc libc6-dev

# The page for stewards is run as it stands.
curl:
	@.ci/need 'command -v curl' curl ca-certificates
