#!/bin/sh
# setup.sh - install the Debian packages that building hwr needs; "setup.sh test"
# also those that its tests and "make lint" need, "setup.sh train" those that
# texts and fonts to train networks for lines with need, "setup.sh bench" the
# engines that "make bench" compares with: PyTorch, with OpenBLAS for its
# products, and by npm, under build/peers, ONNX Runtime.  Silent when nothing is missing.
set -eu
cd "$(dirname "$0")/.."
peers=${HWR_BUILD:-build}/peers

# install_missing - the packages that $missing names.
install_missing() {
	if [ "$(id -u)" -eq 0 ]; then
		as_root=
	elif sudo -n true 2>/dev/null; then
		as_root=sudo
	else
		echo "setup.sh: this needs an administrator: sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
		exit 1
	fi
	# shellcheck disable=SC2086	# words on purpose
	{
		$as_root apt-get update -q
		$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
	} >&2
}

# npm_packages - those that npm is in, unless it is there.
npm_packages() {
	command -v node >/dev/null 2>&1 || printf ' nodejs'
	command -v npm >/dev/null 2>&1 || printf ' npm'
}

packages='gcc make libpng-dev zlib1g-dev libc6-dev perl'
case ${1-} in
'')   ;;
test) packages="$packages mandoc groff-base bsdextrautils shellcheck cppcheck clang libclang-rt-dev"
      # what hints name (cmd/hints.t), of little size
      packages="$packages netpbm webp poppler-utils libheif-examples libavif-bin bzip2 xz-utils zstd" ;;
train) packages="$packages wamerican fortunes fortunes-min wfrench debian-faq-fr python3-pil$(npm_packages)" ;;
bench) packages="$packages python3-torch libopenblas0-openmp$(npm_packages)" ;;
*)    echo 'usage: setup.sh [test|train|bench]' >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo 'setup.sh: not a Debian system: install a C compiler, GNU make, libpng, zlib and perl' >&2
	exit 1
fi
missing=
for p in $packages; do
	case $(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || :) in
	installed) ;;
	*) missing="$missing $p" ;;
	esac
done
[ -z "$missing" ] || install_missing
if [ "${1-}" = bench ] && ! [ -d "$peers/node_modules/onnxruntime-node" ]; then
	npm install --prefix "$peers" --ignore-scripts --no-audit --no-fund --loglevel=error onnxruntime-node@1 >&2
fi
