#!/bin/sh
# tap.sh itself: a claim that does not hold must be told as such.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/tap.sh"

mkdir -p cmd scripts/test testdata
: >VERSION
cp "$ROOT/scripts/test/tap.sh" scripts/test
claims() {	# claims - run a test that holds the lines of stdin; its TAP in ./tap
	{
		# shellcheck disable=SC2016
		echo '. "$(dirname "$0")/../scripts/test/tap.sh"'
		cat
		echo finish
	} >cmd/inner.t
	status=0
	sh cmd/inner.t >tap 2>&1 || status=$?
}

claims <<'END'
ok 'true' true
fails 3 'three' sh -c 'exit 3'
same 'texts' 'a b' 'a b'
silent 'quiet' true
says 'a word' '^wo.d$' sh -c 'echo word >&2'
echo x >f; cp f g
same_file 'files' f g
skip 'not here' 'no reason'
echo in | ok 'at the end of a pipe' grep -q in
END
same 'claims that hold: status' 0 "$status"
same 'claims that hold: words' "$(printf 'ok %s\n' '1 - true' '2 - three' '3 - texts' '4 - quiet' \
	'5 - a word' '6 - files' '7 - not here # SKIP no reason' '8 - at the end of a pipe')
1..8" "$(cat tap)"

claims <<'END'
ok 'false' false
fails 3 'not three' sh -c 'exit 2'
fails 3 'done' true
same 'texts' 'a' 'b'
silent 'loud' sh -c 'echo loud >&2'
silent 'quiet failure' false
says 'another word' '^wo.d$' sh -c 'echo work >&2'
echo x >f; echo y >g
same_file 'files' f g
same_file 'no file' f h
echo in | ok 'pipe' grep -q out
END
same 'claims that do not hold: status' 1 "$status"
same 'claims that do not hold: all are told' '10 1..10' "$(grep -c '^not ok' tap) $(tail -n 1 tap)"
ok 'with the evidence' grep -q '^# loud' tap

claims <<'END'
[ "$PWD" = "$T" ] || skip 'a scratch folder'
echo "# $T"
ok 'last' true
END
left=$(sed -n 's/^# //p' tap)
ok 'the scratch folder is gone afterwards' test -n "$left" -a ! -e "$left"
claims <<'END'
bail 'no way'
END
same 'bail out' 'Bail out!  no way' "$(cat tap)"
finish
