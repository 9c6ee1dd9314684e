#!/bin/sh
# fuzz.sh - run every reader on random bytes for a while: fuzz.sh [SECONDS-EACH]
#
# Each target (scripts/fuzz/*.c) begins with the kept corpus, testdata/fuzz/NAME, with files of
# testdata that it reads, and with what earlier runs found new ways with, build-fuzz/corpus/NAME:
# hours go on where hours ended.  What breaks it is put to build-fuzz/found.
set -u
cd "$(dirname "$0")/../.." || exit 1
seconds=${1:-8}
make=${MAKE:-make}
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM

echo 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n); int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return d && n > 1 ? 0 : 0; }' >"$T/try.c"
if ! clang -fsanitize=fuzzer,address,undefined -o "$T/try" "$T/try.c" >/dev/null 2>&1; then
	echo 'fuzz: skipped: no clang with libFuzzer here (sh scripts/setup.sh test installs it)'
	exit 0
fi
sanitizers='-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined'
$make -s CC=clang OPENMP= BUILD=build-fuzz KERNEL_CFLAGS=-fno-sanitize=all \
	CFLAGS="-O1 -g -fno-omit-frame-pointer $sanitizers" fuzzers || exit 1

# seeds NAME - small files of the kind that the target reads
seeds() {
	find "testdata/fuzz/$1" -type f 2>/dev/null
	case $1 in
	image | journey) find testdata/formats -type f -size -20k ;;
	idx)   find testdata -name '*ubyte.gz' ;;
	lm)    find testdata models -name '*.lm' -size -200k ;;
	esac
}
bad=0
for source in scripts/fuzz/*.c; do
	name=$(basename "$source" .c)
	mkdir -p "$T/$name" "build-fuzz/corpus/$name"
	seeds "$name" | while read -r f; do
		cp "$f" "$T/$name/$(basename "$f")"
	done
	if (cd "$T" && "$OLDPWD/build-fuzz/scripts/fuzz/$name" -close_fd_mask=3 -max_total_time="$seconds" \
	    -timeout=10 -rss_limit_mb=2048 -max_len=100000 -seed=1 \
	    "$OLDPWD/build-fuzz/corpus/$name" "$name") >"$T/log" 2>&1; then
		echo "fuzz: $name: ok, $(sed -n 's/^Done \([0-9]* runs\).*/\1/p' "$T/log")"
	else
		tail -n 40 "$T/log"
		mkdir -p build-fuzz/found
		cp "$T"/crash-* "$T"/timeout-* "$T"/oom-* "$T"/leak-* build-fuzz/found 2>/dev/null
		echo "fuzz: $name: FAILED; the bytes are in build-fuzz/found"
		bad=1
	fi
done
exit "$bad"
