#!/bin/sh
# make-testdata.sh - draw testdata/ again; its files are committed, so only
# someone who changes them needs this.  The same fonts give the same bytes.
set -eu
cd "$(dirname "$0")/../.."

packages='fonts-comic-neue fonts-klee fonts-breip fonts-dkg-handwriting
fonts-humor-sans fonts-bwht python3-pil'
missing=
for p in $packages; do
	dpkg -s "$p" >/dev/null 2>&1 || missing="$missing $p"
done
if [ -n "$missing" ]; then
	echo "make-testdata.sh: missing packages: apt-get install$missing" >&2
	exit 1
fi
exec /usr/bin/python3 scripts/testdata/make-testdata.py testdata
