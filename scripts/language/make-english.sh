#!/bin/sh
# make-english.sh - make models/english.lm from texts of Debian packages and from
# lines that make-english.pl makes up; the same packages give the same bytes.
#
# usage: scripts/language/make-english.sh
#
# ROOT, WORK, OUT  see scripts/language/make-model.sh
# AVOID            ../shared/pages/sentences.txt, where it is
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
ROOT=${ROOT-}
WORK=${WORK:-build/english}
OUT=${OUT:-models}
AVOID=${AVOID-../shared/pages/sentences.txt}
# shellcheck source=scripts/language/make-model.sh
. scripts/language/make-model.sh

need_packages <<'END'
wordnet-base /usr/share/wordnet/data.noun
wamerican /usr/share/dict/american-english
fortunes-min /usr/share/games/fortunes/literature
fortunes /usr/share/games/fortunes/cookie
r-cran-janeaustenr /usr/lib/R/site-library/janeaustenr/data/Rdata.rdb
golang-github-jdkato-prose-dev /usr/share/gocode/src/github.com/jdkato/prose/testdata/sherlock.txt
END
make_lines english
make_model english 2000000 --order=6 --prune=2.4 \
	--note='English: WordNet, SCOWL, fortunes, J. Austen, A. Conan Doyle, made names, notes, figures; make-english.sh'
