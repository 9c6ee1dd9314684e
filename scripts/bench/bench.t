#!/bin/sh
# What make bench is made of says what it measures.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

build=${HWR_BUILD:-$ROOT/build}
case $build in
/*) ;;
*)  build=$ROOT/$build ;;
esac
net=$build/bench-net
run=$build/bench-run

fields() { "$@" | awk -F '\t' '{ print NF, $1, $2, $3, ($4 > 0), ($5 > 0) }'; }
same 'answers of the bare engine' '5 tiny infer 1 1 1' "$(fields "$net" tiny infer 1 16 0.01)"
same 'training steps' '5 tiny train 2 1 1' "$(fields "$net" tiny train 2 16 0.01)"
same 'any architecture' '5 4c3 d infer 1 1 1' "$(fields "$net" '4c3 d' infer 1 8 0.01)"
same 'the peak' 'peak 1' "$("$net" peak 1 | awk -F '\t' '{ print $1, ($5 > 0) }')"
same 'lines, by their columns' '5 line infer 1 1 1' "$(fields "$net" line infer 1 48,96 0.01)"
same 'training steps of lines' '5 line train 2 1 1' "$(fields "$net" line train 2 48,96 0.01)"
fails 2 'a line of no columns' "$net" line infer 1 48,,48 0.01
fails 2 'no such layer' "$net" 9x9 infer 1 8 0.01
fails 2 'no threads' "$net" tiny infer 0 8 0.01
fails 2 'no arguments' "$net"

same 'seconds and KiB of a command' '2 1 1' \
	"$("$run" 3 /dev/null sleep 0.05 | awk -F '\t' '{ print NF, ($1 >= 0.05 && $1 < 5), ($2 > 100) }')"
fails 1 'a command that fails' "$run" 1 /dev/null false
fails 1 'a command that is not there' "$run" 1 /dev/null "$T/none"
fails 2 'no runs' "$run" 0 /dev/null true
fails 2 'no such part' sh "$ROOT/scripts/bench/bench.sh" none

# What bench.sh makes of it all, with engines that answer at once.
mkdir fake
cat >fake/bench-net <<'EOF'
#!/bin/sh
[ "$1" = peak ] && printf 'peak\tavx\t%s\t-\t%s00.0\n' "$2" "$2" && exit
printf '%s\t%s\t%s\t%s\t50.0\n' "$1" "$2" "$3" "$((20 * $3))"
EOF
cat >fake/python <<'EOF'
#!/bin/sh
[ "$1" = -c ] || echo 8
EOF
printf '#!/bin/sh\nexit 1\n' >fake/node
printf '#!/bin/sh\n' >fake/hwr-train
chmod +x fake/*
engine() {
	HWR_BIN=$T/fake HWR_BUILD=$T/fake BENCH_RUNS=1 BENCH_TSV=$T/bench.tsv BENCH_PYTHON=$1 sh "$ROOT/scripts/bench/bench.sh" engine
}
engine "$T/fake/python" >table
same 'a network for lines beside PyTorch: the ratio' '16 of 200 to 1200 train 1 20.0 50.0 50.0 50% 8 2.5' \
	"$(sed 's/  */ /g' table | grep '^16 of 200 to 1200 train 1')"
same 'and what two threads gain' '16 of 600 train 2 40.0 25.0 50.0 25% 2.00 8 5' \
	"$(sed 's/  */ /g' table | grep '^16 of 600 train 2')"
same 'milliseconds of one line' '1 of 600 infer 1 20.0 50.0 50.0 50% 8 2.5' \
	"$(sed 's/  */ /g' table | grep '^1 of 600 infer 1')"
same 'all of it in a table' '20 lines/s
8 lines/s' "$(awk -F '\t' '/^engine\tline train, 16 of 600 columns(, PyTorch)?\t1\t.*lines/ { print $4, $5 }' bench.tsv)"
same 'what is not there is said' 1 "$(engine "$T/none" | grep -c '^PyTorch: left out')"

# The other engines, where they are.
positive() { ok "$1" awk -v v="$2" 'BEGIN { exit !(v > 0) }'; }
has_torch=
for python in python3 /usr/bin/python3; do
	[ -z "$has_torch" ] && "$python" -c 'import torch' 2>/dev/null && has_torch=$python
done
if [ -n "$has_torch" ]; then
	torch() { "$has_torch" "$ROOT/scripts/bench/peer_torch.py" "$@"; }
	positive 'PyTorch predicts' "$(torch '4c3s2p1n bn relu p2 drop0.5 a2 d8 relu d' infer 1 8 0.01)"
	positive 'and trains' "$(torch '4c3 gap d' train 1 8 0.01)"
	positive 'with lines, too' "$(torch 'line48 4c3s2p1n bn relu p2x1 4c12x1 relu drop0.2 lstm16 d' train 1 96,48 0.01)"
	fails 1 'but not every layer' torch '4c3 nonsense d' infer 1 8 0.01
else
	skip 'PyTorch predicts' 'no python3 with torch'
fi
NODE_PATH=$build/peers/node_modules${NODE_PATH:+:$NODE_PATH}
export NODE_PATH
if node -e 'require("onnxruntime-node")' 2>/dev/null; then
	ort() { node "$ROOT/scripts/bench/peer_ort.js" "$@"; }
	positive 'ONNX Runtime predicts' "$(ort '4c3s2p1n bn relu p2 drop0.5 a2 d8 relu d' 1 8 0.01)"
	positive 'with a mean at the end' "$(ort '4c3 gap d' 1 8 0.01)"
	fails 1 'but not every layer' ort '4c3 nonsense d' 1 8 0.01
else
	skip 'ONNX Runtime predicts' 'no node with onnxruntime-node'
fi
finish
