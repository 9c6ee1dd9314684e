#!/bin/sh
# bench.sh - how long the stages take: the fastest of several runs, start of the
# programs included.  What needs a model or ../shared is left out without it.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 1
bin=${HWR_BIN:-bin}
PATH=$(cd "$bin" && pwd):$PATH
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
runs=${BENCH_RUNS:-3}

# bench NAME COUNT UNIT SHELL-LINE - time it; COUNT units are done in one run
bench() {
	perl -MTime::HiRes=time -e '
		my ($runs, $name, $count, $unit, $line) = @ARGV;
		my $best;
		for (1 .. $runs) {
			my $start = time;
			if (system("sh", "-c", $line) != 0) {
				printf "%-34s failed\n", $name;
				exit 1;
			}
			my $took = time - $start;
			$best = $took if !defined $best || $took < $best;
		}
		printf "%-34s %9.3f s %12.1f %s/s\n", $name, $best, $count / $best, $unit;
	' "$runs" "$1" "$2" "$3" "$4"
}

printf '%-34s %11s %12s\n' what time rate
page=testdata/page.png
for f in 1 2 3 4 5 6 7 8 9 10; do cp "$page" "$T/$f.png"; done
hwr-trim "$T"/*.png >"$T/ink.pgm"
hwr-split "$T/ink.pgm" >"$T/glyphs.pgm"
hwr-normalize "$T/glyphs.pgm" >"$T/norm.pgm"
glyphs=$(grep -a -c '^# hwr' "$T/norm.pgm")
bench 'hwr-trim, page.png' 10 pages "hwr-trim $T/*.png >/dev/null"
bench 'hwr-split' 10 pages "hwr-split $T/ink.pgm >/dev/null"
bench 'hwr-normalize' "$glyphs" glyphs "hwr-normalize $T/glyphs.pgm >/dev/null"
if [ -f models/letters.hwr ]; then
	bench 'hwr-predict' "$glyphs" glyphs "hwr-predict $T/norm.pgm >/dev/null"
	bench 'hwr-recognize' 10 pages "hwr-recognize $T/*.png >/dev/null"
	bench 'the pipe of programs' 10 pages \
		"hwr-trim $T/*.png | hwr-split | hwr-normalize | hwr-predict >/dev/null"
fi
data=../shared/data/emnist-x47-train
if [ -f $data-images-idx3-ubyte.gz ]; then
	bench 'hwr-train, seed, one epoch' 6000 images \
		"hwr-train -q -f --data $data --transpose --limit 6000 --arch seed --epochs 1 -o $T/seed.hwr"
	test=../shared/data/emnist-bymerge-test
	bench 'hwr-eval, seed' 10000 images \
		"hwr-eval -m $T/seed.hwr --data $test --transpose --limit 10000 >/dev/null"
else
	echo 'hwr-train, hwr-eval: left out: no ../shared/data here'
fi
