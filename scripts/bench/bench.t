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
fails 2 'no such layer' "$net" 9x9 infer 1 8 0.01
fails 2 'no threads' "$net" tiny infer 0 8 0.01
fails 2 'no arguments' "$net"

same 'seconds and KiB of a command' '2 1 1' \
	"$("$run" 3 /dev/null sleep 0.05 | awk -F '\t' '{ print NF, ($1 >= 0.05 && $1 < 5), ($2 > 100) }')"
fails 1 'a command that fails' "$run" 1 /dev/null false
fails 1 'a command that is not there' "$run" 1 /dev/null "$T/none"
fails 2 'no runs' "$run" 0 /dev/null true
fails 2 'no such part' sh "$ROOT/scripts/bench/bench.sh" none

# The other engines, where they are.
has_torch=
for python in python3 /usr/bin/python3; do
	[ -z "$has_torch" ] && "$python" -c 'import torch' 2>/dev/null && has_torch=$python
done
if [ -n "$has_torch" ]; then
	torch() { "$has_torch" "$ROOT/scripts/bench/peer_torch.py" "$@"; }
	ok 'PyTorch predicts' sh -c 'test "$1" -gt 0' sh "$(torch '4c3s2p1n bn relu p2 drop0.5 a2 d8 relu d' infer 1 8 0.01)"
	ok 'and trains' sh -c 'test "$1" -gt 0' sh "$(torch '4c3 gap d' train 1 8 0.01)"
	fails 1 'but not every layer' torch '4c3 nonsense d' infer 1 8 0.01
else
	skip 'PyTorch predicts' 'no python3 with torch'
fi
NODE_PATH=$build/peers/node_modules${NODE_PATH:+:$NODE_PATH}
export NODE_PATH
if node -e 'require("onnxruntime-node")' 2>/dev/null; then
	ort() { node "$ROOT/scripts/bench/peer_ort.js" "$@"; }
	ok 'ONNX Runtime predicts' sh -c 'test "$1" -gt 0' sh "$(ort '4c3s2p1n bn relu p2 drop0.5 a2 d8 relu d' 1 8 0.01)"
	ok 'with a mean at the end' sh -c 'test "$1" -gt 0' sh "$(ort '4c3 gap d' 1 8 0.01)"
	fails 1 'but not every layer' ort '4c3 nonsense d' 1 8 0.01
else
	skip 'ONNX Runtime predicts' 'no node with onnxruntime-node'
fi
finish
