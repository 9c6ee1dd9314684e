#!/bin/sh
# rooms.sh - the rooms of common/ in their order: what each may include, and no
# circles between files: rooms.sh BUILD, where the objects of common/ are.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build}
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
bad=0

# ROOM: the rooms that it may include, beside itself.
cat >"$T/order" <<'END_OF_ORDER'
base:
image: base
page: base image
net: base image
train: base image page net
lang: base image
read: base image page net lang
report: base image page net train lang read
END_OF_ORDER
# Tests may use all rooms: a test of reading needs data.
find common -name '*.[ch]' ! -name 'test_*' -exec grep -n '^#include "' /dev/null {} + | awk -v order="$T/order" '
	BEGIN {
		while ((getline line <order) > 0) {
			n = split(line, word, /[: ]+/)
			for (i = 1; i <= n; i++)
				may[word[1], word[i]] = 1
		}
	}
	{
		split($1, at, "/")
		split($2, of, /["\/]/)
		if (!((at[2], at[2]) in may) || ($2 ~ /\// && !((at[2], of[2]) in may))) {
			print $1 " " $2 ": against the order of rooms"
			found = 1
		}
	}
	END { exit found }' || bad=1

# Who uses what of whom: USER DEFINER NAME.
(cd "$build/common" && find . -name '*.o' ! -name 'test_*' -exec nm -A -P -g {} +) | sed 's#^\./##; s#\.o:##' | awk '
	$3 == "U" { user[++n] = $1; used[n] = $2; next }
	{ definer[$2] = $1 }
	END {
		for (i = 1; i <= n; i++)
			if (used[i] in definer && definer[used[i]] != user[i])
				print user[i], definer[used[i]], used[i]
	}' >"$T/uses"
[ -s "$T/uses" ] || { echo "rooms.sh: no objects in $build/common"; bad=1; }

# tsort tells the files of every circle, a line each after one that says so.
cut -d ' ' -f 1,2 "$T/uses" | tsort 2>&1 >/dev/null | awk -v uses="$T/uses" '
	/loop|cycle/ { circles++; next }
	{ within[$NF, circles] = 1 }
	END {
		while ((getline <uses) > 0)
			for (i = 1; i <= circles; i++)
				if (($1, i) in within && ($2, i) in within) {
					print "a circle: " $1 " uses " $3 " of " $2
					break
				}
		exit circles > 0
	}' || bad=1
exit "$bad"
