#!/bin/sh
# setup.sh installs what is missing, or says how; with nothing missing it is silent.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/test/tap.sh"

mkdir fake
for tool in dirname cat; do
	ln -s "$(command -v "$tool")" "fake/$tool"
done
fake() {	# fake NAME LINE... - a program of that name
	name=$1
	shift
	{ echo '#!/bin/sh'; printf '%s\n' "$@"; } >"fake/$name"
	chmod +x "fake/$name"
}
shell=$(command -v sh)
# shellcheck disable=SC2120
setup() {
	PATH=$T/fake "$shell" "$ROOT/scripts/setup.sh" "$@"
}

fake dpkg-query 'echo installed'
silent 'nothing is missing: silent' setup
# shellcheck disable=SC2119
same 'and nothing on stdout' '' "$(setup)"
silent 'nor for the tests' setup test

# shellcheck disable=SC2016
fake dpkg-query 'for p; do :; done; case $p in make|perl) ;; *) echo installed ;; esac'
fake id 'echo 1000'
fails 1 'not root, no sudo: status 1' setup
says 'and the one command to run' \
	'^setup.sh: .*: sudo apt-get update && sudo apt-get install -y --no-install-recommends make perl$' setup
fake id 'echo 0'
fake apt-get "echo apt-get \"\$@\" >>'$T/installed'"
ln -s "$(command -v env)" fake/env
ok 'root: installs' setup
same 'only what is missing' 'apt-get update -q
apt-get install -q -y --no-install-recommends make perl' "$(cat installed)"
rm installed
HWR_BUILD=$T/build
export HWR_BUILD
fake npm "echo npm \"\$@\" >>'$T/installed'"
ok 'root: installs what make bench compares with' setup bench
same 'by apt and by npm' "apt-get update -q
apt-get install -q -y --no-install-recommends make perl
npm install --prefix $T/build/peers --ignore-scripts --no-audit --no-fund --loglevel=error onnxruntime-node@1" "$(cat installed)"
mkdir -p build/peers/node_modules/onnxruntime-node
fake node
fake dpkg-query 'echo installed'
silent 'all of that is there: silent' setup bench
rm installed fake/npm
fake dpkg-query 'for p; do :; done; case $p in wfrench|npm) ;; *) echo installed ;; esac'
ok 'root: installs what texts and fonts to train with need' setup train
same 'npm, too, where there is none' 'apt-get install -q -y --no-install-recommends wfrench npm' "$(sed 1d installed)"
fails 2 'a wrong word is status 2' setup nonsense
rm fake/dpkg-query
says 'no Debian: says what is needed' 'install a C compiler' setup
finish
