#!/bin/sh
# bench.sh - how fast it is: the bare engine, the programs, and how cost grows.
#
# usage: bench.sh [engine | programs | growth ...]      (default: all three)
#
# Figures are medians of BENCH_RUNS (3) runs.  Everything printed also goes to
# BENCH_TSV (build/bench.tsv) as rows of: table, what, threads, value, unit.
# PyTorch and, predicting glyphs, ONNX Runtime are timed beside the engine, in
# turns, where they are ("sh scripts/setup.sh bench"; BENCH_PYTHON names a
# python3 that has torch); Tesseract beside hwr-recognize where it is installed.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.." || exit 1
bin=${HWR_BIN:-bin}
build=${HWR_BUILD:-build}
PATH=$(cd "$bin" && pwd):$(cd "$build" && pwd):$PATH
runs=${BENCH_RUNS:-3}
tsv=${BENCH_TSV:-$build/bench.tsv}
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM

row() {	# TABLE WHAT THREADS VALUE UNIT
	printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>"$T/tsv"
}

median() {
	sort -g | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'
}

# What other engines are here; what is missing is said.
find_peers() {
	torch=
	for p in ${BENCH_PYTHON:-python3 /usr/bin/python3}; do
		[ -z "$torch" ] && "$p" -c 'import torch' 2>/dev/null && torch=$p
	done
	[ -n "$torch" ] || echo 'PyTorch: left out: no python3 with torch (sh scripts/setup.sh bench)'
	[ -z "$torch" ] || "$torch" -c 'import sys, torch
if "BLAS_INFO=generic" in torch.__config__.show(): sys.exit("openblas" not in open("/proc/self/maps").read())' ||
		echo 'PyTorch: slower than it can be: no OpenBLAS (sh scripts/setup.sh bench)'
	NODE_PATH=$build/peers/node_modules${NODE_PATH:+:$NODE_PATH}
	export NODE_PATH
	ort=
	if node -e 'require("onnxruntime-node")' 2>/dev/null; then
		ort=node
	else
		echo 'ONNX Runtime: left out: no node with onnxruntime-node (sh scripts/setup.sh bench)'
	fi
}

# turn NETWORK MODE THREADS BATCH - images/s, or lines/s, and GFLOP/s of ours, the rate of
# PyTorch, that of ONNX Runtime, which predicts images only; "-" for what is not here.
turn() {
	arch=$(hwr-train --list-arch | awk -F '\t' -v name="$1" '$1 == name { print $2 }')
	ours=$(bench-net "$1" "$2" "$3" "$4" 0.8 | cut -f4,5 | tr '\t' ' ')
	of_torch=
	of_ort=
	[ -z "$torch" ] || of_torch=$(OMP_NUM_THREADS=$3 "$torch" scripts/bench/peer_torch.py "$arch" "$2" "$3" "$4" 0.7)
	case "$1 $2" in
	line* | *train) ;;
	*) [ -z "$ort" ] || of_ort=$("$ort" scripts/bench/peer_ort.js "$arch" "$3" "$4" 0.7) ;;
	esac
	echo "$ours ${of_torch:--} ${of_ort:--}"
}

# turns NETWORK MODE BATCH - both numbers of threads in turns, to $T/turns; $scale: how much faster two are.
turns() {
	i=0
	while [ $i -lt "$runs" ]; do
		echo "$(turn "$1" "$2" 1 "$3") $(turn "$1" "$2" 2 "$3")"
		i=$((i + 1))
	done >"$T/turns"
	scale=$(printf %.2f "$(awk '{ print $5 / $1 }' "$T/turns" | median)")
}

# GFLOP/s count the multiply-adds of direct sums, twice; Winograd does fewer, so
# the share of the peak can pass 100 %.
engine() {
	find_peers
	peak1=$(bench-net peak 1 | cut -f5)
	peak2=$(bench-net peak 2 | cut -f5)
	printf 'multiply-adds of %s: %s GFLOP/s on 1 core, %s on 2\n\n' "$(bench-net peak 1 | cut -f2)" "$peak1" "$peak2"
	printf '%-8s %-6s %7s %9s %8s %8s %6s %9s %6s %9s %6s\n' \
		network mode threads images/s GFLOP/s 'of peak' 2:1 PyTorch ratio 'ONNX Rt.' ratio
	for net in seed vgg32; do for mode in infer train; do
		turns $net $mode 128
		for t in 1 2; do
			rates $t
			printf '%-8s %-6s %7d %9.0f %8.1f %7.0f%% %6s %9s %6.4s %9s %6.4s\n' $net $mode $t "$rate" "$flops" \
				"$share" "$more" "$of_torch" "$torch_ratio" "$of_ort" "$ort_ratio"
			rows "$net $mode" $t images/s
		done
	done; done
	engine_lines
}

# The network for lines: of as many widths as lines have, padded in PyTorch; of one width; and one alone.
engine_lines() {
	mixed=1200,1136,1064,1000,936,864,800,736,664,600,536,464,400,336,264,200
	alike=600,600,600,600,600,600,600,600,600,600,600,600,600,600,600,600
	printf '\n%-28s %-6s %7s %9s %9s %8s %8s %6s %9s %6s\n' \
		'network line, columns' mode threads lines/s ms/line GFLOP/s 'of peak' 2:1 PyTorch ratio
	lines_rows infer 600 '1 of 600'
	lines_rows infer $mixed '16 of 200 to 1200'
	lines_rows train $mixed '16 of 200 to 1200'
	lines_rows train $alike '16 of 600'
}

# lines_rows MODE BATCH NAME
lines_rows() {
	turns line "$1" "$2"
	for t in 1 2; do
		rates $t
		printf '%-28s %-6s %7d %9.1f %9.1f %8.1f %7.0f%% %6s %9s %6.4s\n' "$3" "$1" $t "$rate" \
			"$(awk -v r="$rate" 'BEGIN { print 1000 / r }')" "$flops" "$share" "$more" "$of_torch" "$torch_ratio"
		rows "line $1, $3 columns" $t lines/s
	done
}

# column N - the median of that column of $T/rates, "-" where it is empty.
column() {
	middle=$(cut -d ' ' -f "$1" "$T/rates" | grep -v '^-' | median)
	echo "${middle:--}"
}

# rates THREADS - medians of $T/turns: $rate, $flops, $share of the peak, in %, and the peers' rates and ratios.
rates() {
	cut -d ' ' -f "$((4 * $1 - 3))-$((4 * $1))" "$T/turns" | awk '
		{ print $0, ($3 > 0 ? $1 / $3 : "-"), ($4 > 0 ? $1 / $4 : "-") }' >"$T/rates"
	rate=$(column 1)
	flops=$(column 2)
	of_torch=$(column 3)
	of_ort=$(column 4)
	torch_ratio=$(column 5)
	ort_ratio=$(column 6)
	more=
	peak=$peak1
	[ "$1" = 1 ] || more=$scale peak=$peak2
	share=$(awk -v f="$flops" -v p="$peak" 'BEGIN { print 100 * f / p }')
}

# rows WHAT THREADS UNIT - of what rates found.
rows() {
	row engine "$1" "$2" "$rate" "$3"
	row engine "$1" "$2" "$flops" GFLOP/s
	[ "$of_torch" = - ] || row engine "$1, PyTorch" "$2" "$of_torch" "$3"
	[ "$of_ort" = - ] || row engine "$1, ONNX Runtime" "$2" "$of_ort" "$3"
}

# time_it NAME THREADS COUNT UNIT INPUT COMMAND ... - COUNT units are done in one run
time_it() {
	name=$1 threads=$2 count=$3 unit=$4 input=$5
	shift 5
	if ! OMP_NUM_THREADS=$threads bench-run "$runs" "$input" "$@" >"$T/run"; then
		printf '%-40s failed\n' "$name"
		return
	fi
	awk -v n="$name" -v t="$threads" -v c="$count" -v u="$unit" '{
		printf "%-40s %7d %9.1f ms %12.1f %-10s %6.1f MB\n", n, t, 1000 * $1, c / $1, u "/s", $2 / 1024 }' "$T/run"
	row programs "$name" "$threads" "$(awk -v c="$count" '{ print c / $1 }' "$T/run")" "$unit/s"
	row programs "$name" "$threads" "$(cut -f2 "$T/run")" KiB
}

megapixels() {	# of the PGM stream $1
	perl -e 'local $/; $_ = <>; my $n = 0;
		while (/\GP5\n(?:#[^\n]*\n)*(\d+) (\d+)\n255\n/gc) { $n += $1 * $2; pos() += $1 * $2 }
		print $n / 1e6' "$1"
}

# What hwr-predict could reach on $1 threads: the networks of letters.hwr one after the other, nothing read or written.
bare_ensemble() {
	grep -a '^arch ' models/letters.hwr | cut -d' ' -f2- | while read -r arch; do
		bench-net "$arch" infer "$1" 1024 1 | cut -f4
	done | awk -v t="$1" '{ s += 1 / $1 } END { printf "%-40s %7d %12s %12.1f glyph/s\n", "  its networks, bare", t, "", 1 / s }'
}

# The network of lines.hwr alone, for a line of 600 columns.
bare_line() {
	arch=$(grep -a '^arch ' models/lines.hwr | cut -d' ' -f2-)
	bench-net "$arch" infer 1 600 1 | cut -f4 >"$T/run"
	awk '{ printf "%-40s %7d %9.1f ms %12.1f %-10s\n", "  the network for lines, bare", 1, 1000 / $1, $1, "line/s" }' "$T/run"
	row programs 'the network for lines, bare' 1 "$(cat "$T/run")" line/s
}

programs() {
	for i in 1 2 3 4 5 6 7 8 9 10; do cp testdata/page.png "$T/$i.png"; done
	hwr-trim "$T"/*.png >"$T/ink.pgm"
	hwr-split --plain "$T/ink.pgm" >"$T/glyphs.pgm"
	hwr-normalize "$T/glyphs.pgm" >"$T/norm.pgm"
	for i in 1 2 3 4; do cat "$T/norm.pgm"; done >"$T/many.pgm"
	glyphs=$(grep -a -c '^# hwr' "$T/norm.pgm")
	page=$(perl -e 'open F, shift; binmode F; read F, $_, 24; my ($w, $h) = unpack "x16NN"; print $w * $h / 1e6' testdata/page.png)
	printf '%-40s %7s %12s %12s %22s\n' program threads time rate memory
	time_it 'start, models loaded' 1 1 start /dev/null hwr-predict
	time_it 'hwr-recognize, one line' 1 1 page /dev/null hwr-recognize testdata/hey-you.png
	bare_line
	if command -v tesseract >/dev/null; then
		OMP_THREAD_LIMIT=1
		export OMP_THREAD_LIMIT
		time_it 'tesseract --psm 7, the same line' 1 1 page /dev/null \
			sh -c 'exec tesseract testdata/hey-you.png - --psm 7 2>/dev/null'
		unset OMP_THREAD_LIMIT
	fi
	time_it 'hwr-trim' 1 "$(awk -v p="$page" 'BEGIN { print 10 * p }')" Mpixel /dev/null hwr-trim "$T"/*.png
	time_it 'hwr-split' 1 "$(megapixels "$T/ink.pgm")" Mpixel "$T/ink.pgm" hwr-split
	time_it 'hwr-split --plain' 1 "$(megapixels "$T/ink.pgm")" Mpixel "$T/ink.pgm" hwr-split --plain
	time_it 'hwr-normalize' 1 "$glyphs" glyph "$T/glyphs.pgm" hwr-normalize
	for t in 1 2; do
		time_it 'hwr-predict' $t $((4 * glyphs)) glyph "$T/many.pgm" hwr-predict
		bare_ensemble $t
		time_it 'hwr-recognize, 10 pages of 3 lines' $t 10 page /dev/null hwr-recognize "$T"/*.png
	done
	time_it 'the same, 2 processes of 1 thread' 1 10 page /dev/null \
		sh -c "ls $T/*.png | xargs -P 2 -n 5 hwr-recognize"
	time_it 'the pipe of programs' 1 10 page /dev/null \
		sh -c "hwr-trim $T/*.png | hwr-split | hwr-normalize | hwr-predict"
	trainings
}

# Whole runs of hwr-train and hwr-eval: reading, changing glyphs and writing included.
trainings() {
	data=../shared/data/emnist-x47-train
	test=../shared/data/emnist-bymerge-test
	if [ ! -f $data-images-idx3-ubyte.gz ]; then
		echo 'hwr-train, hwr-eval: left out: no ../shared/data here'
		return
	fi
	time_it 'hwr-train, seed, 3000 glyphs' 2 3000 image /dev/null \
		hwr-train -q -f --data $data --transpose --limit 3000 --arch seed --epochs 1 -o "$T/seed.hwr"
	[ ! -f ../shared/data/copiste/labels.tsv ] || time_it 'hwr-train, line, 100 lines' 2 100 line /dev/null \
		hwr-train -q -f --lines ../shared/data/copiste --limit 100 --epochs 1 -o "$T/line.hwr"
	time_it 'hwr-eval, seed, 5000 glyphs' 2 5000 image /dev/null \
		hwr-eval -m "$T/seed.hwr" --data $test --transpose --limit 5000
}

# grow NAME SIZE UNIT BASE INPUT COMMAND ... - one row; BASE: seconds that a run takes without work
grow() {
	name=$1 size=$2 unit=$3 base=$4 input=$5
	shift 5
	OMP_NUM_THREADS=1 bench-run "$runs" "$input" "$@" >"$T/run" || return
	awk -v n="$name" -v s="$size" -v u="$unit" -v b="$base" '{
		each = $1 > 1.5 * b ? sprintf("%.2f us/%s", 1e6 * ($1 - b) / s, u) : "-"
		printf "%-28s %7d %-8s %9.1f ms %22s\n", n, s, u, 1000 * $1, each }' "$T/run"
	row growth "$name $size" 1 "$(cut -f1 "$T/run")" s
}

# The ink of testdata/page.png, repeated to the right until it is $1 wide.
wide_page() {
	hwr-trim testdata/page.png | perl -e 'my $to = shift; binmode STDIN; binmode STDOUT; local $/; $_ = <STDIN>;
		/^P5\n(?:#[^\n]*\n)*(\d+) (\d+)\n255\n/ or die; my ($w, $h, $at) = ($1, $2, $+[0]);
		print "P5\n$to $h\n255\n";
		for my $y (0 .. $h - 1) {
			my $line = substr($_, $at + $y * $w, $w) . "\0" x 40;
			print substr($line x ($to / length($line) + 1), 0, $to);
		}' "$1"
}

# $1 glyphs of testdata/page.png, again and again.
glyph_stream() {
	perl -e 'my $to = shift; local $/; binmode STDIN; binmode STDOUT; $_ = <STDIN>; my @g;
		while (/\G(P5\n(?:#[^\n]*\n)*28 28\n255\n)/gc) { push @g, $1 . substr($_, pos, 784); pos() += 784 }
		print $g[$_ % @g] for 0 .. $to - 1' "$1" <"$T/page.pgm" >"$T/n.pgm"
}

# The first network of models/letters.hwr, alone in a file.
one_network() {
	perl -e 'local $/; binmode STDIN; binmode STDOUT; $_ = <STDIN>;
		/payload (\d+)\n.*?\nend\n/s or die; print substr($_, 0, $+[0] + $1)' \
		<models/letters.hwr >"$T/one.hwr"
}

growth() {
	hwr-trim testdata/page.png | hwr-split --plain | hwr-normalize >"$T/page.pgm"
	one_network || return
	base=$(bench-run 9 /dev/null hwr-predict -m "$T/one.hwr" | cut -f1)
	printf '%-28s %7s %21s %22s\n' what size time each
	for n in 1 10 100 1000 10000; do
		glyph_stream $n
		grow 'glyphs, one network' $n glyph "$base" "$T/n.pgm" hwr-predict -m "$T/one.hwr"
	done
	for n in 500 1000 2000 4000 8000; do
		wide_page $n >"$T/wide.pgm"
		grow 'page width' $n column "$base" "$T/wide.pgm" hwr-recognize -m "$T/one.hwr"
	done
	glyph_stream 500
	set --
	for n in 1 2 3 4 5; do
		set -- "$@" -m "$T/one.hwr"
		grow '500 glyphs, ensemble of' $n network 0 "$T/n.pgm" hwr-predict "$@"
	done
}

: >"$T/tsv"
[ $# -gt 0 ] || set -- engine programs growth
for part; do
	case $part in
	engine | programs | growth) $part; echo ;;
	*) echo "usage: bench.sh [engine | programs | growth ...]" >&2; exit 2 ;;
	esac
done
{ printf 'table\twhat\tthreads\tvalue\tunit\n'; cat "$T/tsv"; } >"$tsv.new" && mv "$tsv.new" "$tsv" && echo "written: $tsv"
