#!/bin/sh
# headers.sh - every header stands alone, and all of them go together, in either
# order; those that make kernels (NAME_body.h) are left out.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.." || exit 1
flags='-std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Icommon -I. -Wall -Wextra -Werror -Wno-unused-function -fsyntax-only -x c'
headers=$(find common scripts -name '*.h' ! -name '*_body.h' | sort)
bad=0

# shellcheck disable=SC2086	# words on purpose
"${CC:-cc}" $flags $headers || { echo 'a header needs others before it'; bad=1; }
for order in sort 'sort -r'; do
	# shellcheck disable=SC2086
	printf '#include "%s"\n' $headers | $order | "${CC:-cc}" $flags - ||
		{ echo "headers cannot be included together ($order)"; bad=1; }
done

# Of two headers with one guard, the second would be empty without a word.
# shellcheck disable=SC2086
twice=$(sed -n 's/^#ifndef \([A-Z0-9_]*_H\)$/\1/p' $headers | sort | uniq -d)
for guard in $twice; do
	# shellcheck disable=SC2086
	grep -n "^#ifndef $guard\$" $headers
	echo "two headers with the guard $guard"
	bad=1
done
exit "$bad"
