# The two commands of the README are `make demo` and `make test`; the rest is for people who change leadc.
#
#   make demo            build leadc, make a month of events, check, test, compile and run an agreement over it, explain one lead
#   make test            everything CI checks: format, build with warnings as errors, all tests
#   make test-asan       the tests once more under AddressSanitizer and UndefinedBehaviorSanitizer
#   make format          format our C++ with clang-format-19
#   make golden-update   write the present output of the golden cases into their .expected files; review the diff
#   make bench           how fast leadc is beside C++ written by hand, on this machine
#   make nightly         the long checks to run before a release; scripts/nightly.sh lists them
#   make clean           delete build/
#
# `make nightly SEED=n` repeats the random policies of a night; what failed says how to repeat it alone.
# PACKAGES=skip leaves the installation of packages out. JOBS=n builds with n processes (default: all cores).
PACKAGES ?= install
JOBS     ?= $(shell nproc)
LEADC     = build/release/leadc

.NOTPARALLEL:
.PHONY: demo test format format-check test-dev test-asan golden-update bench nightly clean packages-build packages-test release

demo: packages-build release
	@scripts/demo.sh

# Cheap checks first; the closing lines are ctest's. `test-asan` is a command of its own, and part of `make nightly`.
test: packages-test format-check test-dev

packages-build packages-test: packages-%:
ifneq ($(PACKAGES),skip)
	@scripts/install_packages.sh $*
endif

release:
	@echo "leadc: building in build/release; the first time takes a few minutes"
	@cmake --preset release -DLEAD_TESTS=OFF --log-level=WARNING >/dev/null
	@cmake --build --preset release -j $(JOBS) --target leadc generate_inbound generate_agreement

format:
	@scripts/format.sh

format-check:
	@scripts/format.sh --check

test-dev:
	@cmake --preset dev
	@cmake --build --preset dev -j $(JOBS)
	@ctest --test-dir build/dev --output-on-failure -j 2

# Unit tests and the small differential once more, watched for memory errors and undefined behaviour.
test-asan:
	@cmake --preset asan
	@cmake --build --preset asan -j $(JOBS) --target lead_sanitized
	@LEAD_DIFF_POLICIES=25 ctest --test-dir build/asan --output-on-failure -j 2 -L sanitized

golden-update: packages-test
	@scripts/golden_update.sh

bench: packages-test
	@cmake --preset release -DLEAD_TESTS=ON --log-level=WARNING >/dev/null
	@cmake --build --preset release -j $(JOBS) --target stream_bench bench_snapshot calendar_bench routing_bench
	@scripts/bench.sh

nightly:
	@scripts/nightly.sh $(SEED)

clean:
	@rm -rf build
