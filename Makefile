# hwr - cmd/hwr-NAME.c becomes bin/hwr-NAME; common/ROOM/*.c become build/libhwr.a.
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
OPENMP  ?= -fopenmp
BUILD   ?= build
BIN     ?= bin
JOBS    ?= 2
FUZZ_SECONDS ?= 8
WARN    := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes
ALL_CPP := -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Icommon \
           -DHWR_VERSION='"$(shell cat VERSION)"' -DHWR_SHARE='"$(PREFIX)/share/hwr"'
LDLIBS  += -lpng -lz -lm
ROOMS   := base image page net train lang read report
ifeq ($(strip $(OPENMP)),)
WARN    += -Wno-unknown-pragmas
endif

# Kernels are built for the processor they name, and chosen when they run.
# KERNEL_CFLAGS come last: "make fuzz" takes the sanitizers out, which clang
# needs many minutes to put into kernels.
CFLAGS_kernel_plain = -O3 -ffp-contract=fast $(KERNEL_CFLAGS)
CFLAGS_peak = $(CFLAGS_kernel_plain)
ifneq ($(filter x86_64% amd64%,$(shell $(CC) -dumpmachine)),)
CFLAGS_kernel_avx2   = $(CFLAGS_kernel_plain) -mavx2 -mfma
CFLAGS_kernel_avx512 = $(CFLAGS_kernel_plain) -mavx512f -mavx512vl -mfma
endif

# Loops elsewhere that are worth vectors; nobody reads errno of a square root.
CFLAGS_gather = -O3
CFLAGS_line_augment = -O3 -fno-math-errno
CFLAGS_optim = -O3 -fno-math-errno
CFLAGS_skew = -O3
CFLAGS_weights = -O3
CFLAGS_normalize = -fno-math-errno

TESTSRC := $(wildcard $(ROOMS:%=common/%/test_*.c))
LIBSRC  := $(filter-out $(TESTSRC),$(wildcard $(ROOMS:%=common/%/*.c)))
CMDSRC  := $(wildcard cmd/hwr-*.c)
FUZZSRC := $(wildcard scripts/fuzz/*.c)
BENCHSRC := $(wildcard scripts/bench/*.c)
ALIGNSRC := scripts/models/align/words.c
COMPOSESRC := $(wildcard scripts/models/compose/*.c)
LIB     := $(BUILD)/libhwr.a
PROGS   := $(CMDSRC:cmd/%.c=$(BIN)/%)
BENCH   := $(BUILD)/bench-net $(BUILD)/bench-run
TESTS   := $(TESTSRC:%.c=$(BUILD)/%)
FUZZ    := $(FUZZSRC:%.c=$(BUILD)/%)
OBJ     := $(patsubst %.c,$(BUILD)/%.o,$(LIBSRC) $(CMDSRC) $(TESTSRC) $(FUZZSRC) $(BENCHSRC) $(ALIGNSRC) $(COMPOSESRC))
# One short line a file; whole commands with V=1, nothing with make -s.
Q       := $(if $(V),,@)
say      = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '%-3s %s\n' $(1) $(2))

COMPILE  = $(CC) $(ALL_CPP) $(CPPFLAGS) $(WARN) $(CFLAGS) $(OPENMP)
LINK     = $(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS)

# What is installed, as FOLDER-OF-PREFIX/FILE.
MAN     := $(wildcard man/*.[157])
MODELS  := $(wildcard models/*.hwr models/*.lm)
PLACES   = $(CMDSRC:cmd/%.c=bin/%) $(foreach m,$(MAN),share/man/man$(subst .,,$(suffix $m))/$(notdir $m)) \
           $(MODELS:models/%=share/hwr/%) $(BASHES:%=share/bash-completion/completions/%) \
           share/zsh/site-functions/_hwr
BASHES   = hwr $(notdir $(PROGS))
INTO     = $(DESTDIR)$(PREFIX)

all: $(PROGS)

$(PROGS): $(BIN)/%: $(BUILD)/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	@$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)
$(TESTS): %: %.o $(LIB)
	@$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)
$(FUZZ): %: %.o $(LIB)
	@$(call say,LD,$@)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
$(BUILD)/bench-net: $(patsubst %,$(BUILD)/scripts/bench/%.o,images lines peak)
$(BENCH): $(BUILD)/bench-%: $(BUILD)/scripts/bench/%.o $(BUILD)/scripts/bench/timing.o $(LIB)
	@$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(LIB) $(LDLIBS)
$(BUILD)/align-words: $(ALIGNSRC:%.c=$(BUILD)/%.o) $(LIB)
	@$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)
$(BUILD)/compose-lines: $(COMPOSESRC:%.c=$(BUILD)/%.o) $(LIB)
	@$(call say,LD,$@)
	$(Q)$(LINK) -o $@ $^ $(LDLIBS)
$(LIB): $(LIBSRC:%.c=$(BUILD)/%.o)
	@$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^
$(OBJ): $(BUILD)/%.o: %.c Makefile $(BUILD)/flags
	@mkdir -p $(@D)
	@$(call say,CC,$<)
	$(Q)$(COMPILE) $(CFLAGS_$(notdir $*)) -MMD -MP -c -o $@ $<

# Changes when the compile command does, so that other flags build anew.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE))' | cmp -s - $@ || echo '$(subst ','\'',$(COMPILE))' >$@

tests: $(TESTS)
align: $(BUILD)/align-words
compose: $(BUILD)/compose-lines
objects: $(OBJ)
fuzzers: $(FUZZ)

demo: all
	@$(BIN)/hwr-recognize testdata/hey-you.png
SCRIPTTESTS = scripts/*.t scripts/*/*.t
test: all tests align compose $(BENCH)
	HWR_BIN=$(BIN) HWR_BUILD=$(BUILD) OMP_WAIT_POLICY=passive prove -j$(JOBS) $(PROVEFLAGS) -e '' $(TESTS) cmd/*.t $(SCRIPTTESTS)
bench: all $(BENCH)
	@HWR_BIN=$(BIN) HWR_BUILD=$(BUILD) sh scripts/bench/bench.sh
# Scripts that run little of ours are tested once.
sanitize:
	$(MAKE) test SCRIPTTESTS='scripts/models/[abc]*.t scripts/test/examples.t' BUILD=build-asan BIN=bin-asan CFLAGS='-O1 -g -fno-omit-frame-pointer \
	  -fsanitize=address,undefined -fno-sanitize-recover=undefined'
lint: all
	CC=gcc MAKE='$(MAKE)' HWR_BIN=$(BIN) sh scripts/lint/lint.sh
arm:
	MAKE='$(MAKE)' sh scripts/test/arm.sh
fuzz:
	MAKE='$(MAKE)' sh scripts/fuzz/fuzz.sh $(FUZZ_SECONDS)

install: all
	for f in $(PLACES); do install -d "$(INTO)/$${f%/*}" || exit 1; done
	for f in $(notdir $(PROGS)); do install -m 755 $(BIN)/$$f "$(INTO)/bin" || exit 1; done
	for s in 1 5 7; do install -m 644 man/*.$$s "$(INTO)/share/man/man$$s" || exit 1; done
	for f in $(MODELS); do install -m 644 $$f "$(INTO)/share/hwr" || exit 1; done
	for f in $(BASHES); do install -m 644 scripts/completions/hwr.bash \
	  "$(INTO)/share/bash-completion/completions/$$f" || exit 1; done
	install -m 644 scripts/completions/_hwr "$(INTO)/share/zsh/site-functions"
uninstall:
	for f in $(PLACES); do rm -f "$(INTO)/$$f"; done
	-rmdir "$(INTO)/share/hwr" 2>/dev/null
clean:
	rm -rf $(BUILD) $(BIN) build-asan bin-asan build-lint build-fuzz build-arm bin-arm

.PHONY: all tests align compose objects fuzzers demo test bench sanitize lint arm fuzz install uninstall clean FORCE
.SECONDARY: $(OBJ)
.DELETE_ON_ERROR:
-include $(OBJ:.o=.d)
