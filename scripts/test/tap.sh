# shellcheck shell=sh
# tap.sh - a little TAP for sh: source it, make claims, end with "finish".
#
#   . "$(dirname "$0")/../scripts/test/tap.sh"
#
# Gives $ROOT (the project), $TESTDATA, a scratch folder $T as the working
# directory (removed at the end) and the programs first in PATH, taken from
# $HWR_BIN or $ROOT/bin.  A failed claim shows what was written as "# " lines.

ROOT=$(cd "$(dirname "$0")" && pwd) || exit 1
until [ -f "$ROOT/VERSION" ]; do	# which lies at the top
	[ -n "$ROOT" ] || { echo "Bail out!  no VERSION above $0"; exit 1; }
	ROOT=${ROOT%/*}
done
TESTDATA=$ROOT/testdata
HWR_BIN=${HWR_BIN:-$ROOT/bin}
case $HWR_BIN in
/*) ;;
*)  HWR_BIN=$ROOT/$HWR_BIN ;;
esac
PATH=$HWR_BIN:$PATH
LC_ALL=C
unset HWR_MODEL POSIXLY_CORRECT
T=$(mktemp -d) || exit 1
TAP=$(mktemp -d) || exit 1	# what the last claim wrote: out, err; how many there were: n
TMPDIR=$T
# shellcheck disable=SC2034	# for the tests that source this file
export ROOT TESTDATA HWR_BIN PATH LC_ALL T TMPDIR
trap 'cd /; rm -rf "$T" "$TAP"' EXIT
trap 'exit 1' HUP INT TERM
cd "$T" || exit 1
echo 0 >"$TAP/n"

# tap_next - count a claim in $tap_n; in a file, for claims at the end of a pipe.
tap_next() {
	read -r tap_n <"$TAP/n"
	tap_n=$((tap_n + 1))
	echo "$tap_n" >"$TAP/n"
}

# tap_say STATUS DESC - one TAP line; on failure the evidence, too.
tap_say() {
	tap_next
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
		return 0
	fi
	: >"$TAP/bad"
	printf 'not ok %d - %s\n' "$tap_n" "$2"
	head -n 30 "$TAP/err" | cut -c 1-300 | sed 's/^/# /'
	return 0
}

# tap_run CMD... - run it with nothing on stdin unless something was given;
# its status in $tap_got, its words in $TAP/out and $TAP/err.
tap_run() {
	tap_got=0
	"$@" >"$TAP/out" 2>"$TAP/err" || tap_got=$?
}

# ok DESC CMD... - CMD exits 0.
ok() {
	tap_desc=$1
	shift
	tap_run "$@"
	[ "$tap_got" -eq 0 ] || echo "exit status $tap_got, wanted 0: $*" >>"$TAP/err"
	tap_say "$tap_got" "$tap_desc"
}

# fails STATUS DESC CMD... - CMD exits with exactly STATUS.
fails() {
	tap_want=$1
	tap_desc=$2
	shift 2
	tap_run "$@"
	tap_no=0
	if [ "$tap_got" -ne "$tap_want" ]; then
		tap_no=1
		echo "exit status $tap_got, wanted $tap_want: $*" >>"$TAP/err"
	fi
	tap_say "$tap_no" "$tap_desc"
}

# same DESC WANTED ACTUAL - two texts are equal.
same() {
	tap_no=0
	if [ "$2" != "$3" ]; then
		tap_no=1
		printf 'wanted: %s\n   got: %s\n' "$2" "$3" >"$TAP/err"
	fi
	tap_say "$tap_no" "$1"
}

# same_file DESC FILE1 FILE2 - two files hold the same bytes.
same_file() {
	tap_run cmp "$2" "$3"
	cat "$TAP/out" >>"$TAP/err"
	tap_say "$tap_got" "$1"
}

# silent DESC CMD... - CMD exits 0 and says nothing on stderr.
silent() {
	tap_desc=$1
	shift
	tap_run "$@"
	tap_no=$tap_got
	[ ! -s "$TAP/err" ] || tap_no=1
	[ "$tap_got" -eq 0 ] || echo "exit status $tap_got, wanted 0: $*" >>"$TAP/err"
	tap_say "$tap_no" "$tap_desc"
}

# says DESC PATTERN CMD... - a line on CMD's stderr matches the extended PATTERN.
says() {
	tap_desc=$1
	tap_want=$2
	shift 2
	tap_run "$@"
	tap_no=0
	if ! grep -E -q -e "$tap_want" "$TAP/err"; then
		tap_no=1
		echo "exit status $tap_got; nothing above matches: $tap_want" >>"$TAP/err"
	fi
	tap_say "$tap_no" "$tap_desc"
}

# skip DESC REASON - a claim that cannot be checked here.
skip() {
	tap_next
	printf 'ok %d - %s # SKIP %s\n' "$tap_n" "$1" "$2"
}

# bail REASON - nothing more can be checked, by anyone.
bail() {
	echo "Bail out!  $1"
	exit 1
}

# finish - the plan; the status says whether every claim held.
finish() {
	read -r tap_n <"$TAP/n"
	echo "1..$tap_n"
	[ ! -e "$TAP/bad" ]
	exit
}
