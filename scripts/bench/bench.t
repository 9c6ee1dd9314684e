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
finish
