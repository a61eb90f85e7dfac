# The two commands of the README are `make demo` and `make test`; each needs only git, make and Swift 6.
# "make help" lists the rest.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
RELEASE = .build/release/misstep
DEBUG = .build/debug/misstep
DEMO_LABELS = SampleTrajectories/demo-labels.sqlite

.PHONY: demo test soak check install uninstall completions generated bench format help clean dependencies

help:
	@echo "make demo       install what is missing, build, open the inspector on SampleTrajectories"
	@echo "make test       install what is missing, build, run every test"
	@echo "make soak       longer: hostile text everywhere, formats there and back, random expressions, frames"
	@echo "make check      format, lint, imports one way, no warnings, generated files current"
	@echo "make install    put misstep, its man page and completions under PREFIX ($(PREFIX))"
	@echo "make generated  write docs/keys.md, the man page, the completions and the samples anew"
	@echo "make bench      measure speed and accuracy (docs/benchmarks.md)"

demo:
	@Scripts/install-dependencies run
	@$(SWIFT) build -c release --product misstep
	@$(RELEASE) open SampleTrajectories/native.jsonl --labels $(DEMO_LABELS)

# Warnings are errors in both, so that the second need not build anew.
test soak check generated: export MISSTEP_STRICT = 1

# Programs in terminals are driven when nothing else asks for the processors.
test:
	@Scripts/install-dependencies test
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build --skip EndToEndTests
	@$(SWIFT) test --skip-build --filter EndToEndTests
	@Tests/Hostile/run $(DEBUG) --small --part pages --part lists --part judging --part commands
	@Tests/RoundTrip/run $(DEBUG) --small

# Of the frames' seeds any range; memory is bounded, so that a runaway frame ends the test and not the machine.
SOAK_SEEDS ?= 33-900
SOAK_MEMORY ?= 8000000
EXPRESSION_COUNT ?= 40000

soak:
	@Scripts/install-dependencies test
	@$(SWIFT) build --build-tests
	@ulimit -v $(SOAK_MEMORY); MISSTEP_FRAME_SEEDS=$(SOAK_SEEDS) \
	  $(SWIFT) test --skip-build --filter FramePropertyTests
	@Tests/RoundTrip/run $(DEBUG)
	@Tests/Hostile/run $(DEBUG)
	@python3 -c 'import regex' 2>/dev/null \
	  || echo "expressions are not compared: python3 has no module regex (pip install regex)"
	@! python3 -c 'import regex' 2>/dev/null || Tests/Hostile/expressions --count $(EXPRESSION_COUNT)

check:
	@Scripts/install-dependencies run
	@Scripts/check

install:
	@Scripts/install-dependencies run
	@$(SWIFT) build -c release --product misstep
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/misstep
	install -m 644 docs/misstep.1 $(DESTDIR)$(PREFIX)/share/man/man1/misstep.1
	install -m 644 docs/completions/misstep.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/misstep
	install -m 644 docs/completions/misstep.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_misstep
	install -m 644 docs/completions/misstep.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/misstep.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/misstep $(DESTDIR)$(PREFIX)/share/man/man1/misstep.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/misstep \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_misstep \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/misstep.fish

generated:
	@$(SWIFT) build --product misstep
	@Scripts/generate $(DEBUG) .

bench:
	@Scripts/install-dependencies test
	@$(SWIFT) build -c release --product misstep
	@Tests/Benchmarks/run $(RELEASE)

format:
	@$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build

# The README's picture, from the real screen. Needs python3-pil and fonts-dejavu-core.
.PHONY: picture
picture:
	@$(SWIFT) build -c release --product misstep
	@python3 Tests/EndToEndTests/tty.py shot --size 112x32 --keys '"23G" z' --no-text \
	  --png docs/inspector.png --env MISSTEP_LABELS=none \
	  -- $(RELEASE) SampleTrajectories/native.jsonl --annotator kim
