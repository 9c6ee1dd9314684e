#!/bin/sh
# bundle.pl and hwr-model(5): a bundle says how many networks it has.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

train() { hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 2 --seed "$1" -o "$2"; }
train 1 one.hwr || bail "hwr-train makes no model"
train 2 two.hwr || bail "hwr-train makes no model"
bundle() { perl "$ROOT/scripts/models/bundle.pl" "$@"; }
hwr-trim "$TESTDATA/samples/A/1.png" | hwr-normalize >A.pgm
members() { hwr-predict -v --lm=none -m "$1" A.pgm 2>&1 | sed -n 's/.* \([0-9]*\) networks.*/\1/p'; }

bundle one.hwr two.hwr >both.hwr
bundle both.hwr one.hwr >three.hwr
same 'a bundle says so' 'member 2 of 2' "$(grep -a '^member 2' both.hwr)"
same 'a bundle of a bundle counts anew' 'member 3 of 3' "$(grep -a '^member 3' three.hwr)"
bundle one.hwr >again.hwr
same_file 'one model says nothing' one.hwr again.hwr
perl -0777 -ne 'print $1 if /^(.*)hwr-model 1\n/s' both.hwr >cut.hwr
says 'a bundle that is cut between two networks is refused' '^hwr-predict: cut.hwr: cut short: member 2 of 2 is missing' hwr-predict -m cut.hwr A.pgm
fails 1 'with status 1' hwr-predict -m cut.hwr A.pgm
perl -0777 -ne 'print $1 if /(hwr-model 1\n(?!.*hwr-model 1\n).*)/s' both.hwr >second.hwr
says 'and one that lacks its first' '^hwr-predict: second.hwr: model 1: member 1 of 2 is missing' hwr-predict -m second.hwr A.pgm
cat both.hwr one.hwr three.hwr >cat.hwr
same 'cat joins bundles and models' 6 "$(members cat.hwr)"
says 'what is no model is refused' '^bundle.pl: .*: not a model' perl "$ROOT/scripts/models/bundle.pl" A.pgm
finish
