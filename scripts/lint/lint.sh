#!/bin/sh
# lint.sh - what "make lint" does: compilers with warnings as errors, cppcheck, the
# checkers of shell scripts and pages, and the house rules.  A tool that is missing is said and
# left out.  The status is 1 when anything was found.
set -u
cd "$(dirname "$0")/../.." || exit 1
make=${MAKE:-make}
bad=0

have() {
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "lint: no $1: left out (sh scripts/setup.sh test installs it)"
	return 1
}
step() {	# step NAME CMD... - run it, show what it says when it fails
	name=$1
	shift
	if found=$("$@" 2>&1); then
		echo "lint: $name: ok"
	else
		printf '%s\n' "$found"
		echo "lint: $name: FAILED"
		bad=1
	fi
}
none() {	# none WHAT PATTERN FILE... - no line of the files matches
	what=$1
	pattern=$2
	shift 2
	if grep -nE -e "$pattern" "$@" /dev/null; then
		echo "lint: $what: FAILED"
		bad=1
	else
		echo "lint: $what: ok"
	fi
}
# shellcheck disable=SC2317	# step calls it
compile() {	# compile COMPILER OPENMP-FLAG - all sources, into a folder of their own
	$make -s CC="$1" OPENMP="$2" BUILD="build-lint/$1$2" CFLAGS='-O2 -Werror' objects
}

step 'gcc, warnings are errors' compile gcc -fopenmp
step 'gcc, serial' compile gcc ''
step 'headers alone and together' env CC=gcc sh scripts/lint/headers.sh
if have clang; then
	step 'clang, warnings are errors' compile clang ''
	step 'headers alone and together, clang' env CC=clang sh scripts/lint/headers.sh
fi
step 'the order of rooms, and no circles' sh scripts/lint/rooms.sh build-lint/gcc-fopenmp
# It takes loops that run at least once for ones that may not: no uninitvar,
# which the compilers and the sanitizers look for.
have cppcheck && step cppcheck cppcheck --quiet -j 2 --error-exitcode=1 --std=c11 --language=c \
	--enable=warning,portability,performance --inline-suppr --suppress=missingIncludeSystem \
	--suppress=uninitvar --suppress=legacyUninitvar --suppress=arrayIndexThenCheck \
	--suppress=duplicateAssignExpression --suppress=compareBoolExpressionWithInt \
	--library=scripts/lint/cppcheck.cfg \
	-D__GNUC__ -DHWR_VERSION='"0"' -DHWR_SHARE='"/"' -Icommon cmd common scripts
have shellcheck && step shellcheck shellcheck -x -e SC1091,SC2016 scripts/*.sh scripts/*.t scripts/*/*.sh scripts/*/*/*.sh scripts/*/*.t cmd/*.t .ci/run
have mandoc && step 'mandoc -Tlint' mandoc -Tlint -Wwarning man/*.[157]
step 'pages and programs agree' sh scripts/lint/lint-pages.sh

sources=$(find cmd common scripts -name '*.[ch]')
# shellcheck disable=SC2086	# no blanks in our file names
{
	none 'no unchecked calls' '\b(atoi|atol|atof|sscanf|fscanf|strcpy|strcat|sprintf|strtok|gets)[[:space:]]*\(' $sources
	none 'no setlocale' '\bsetlocale[[:space:]]*\(' $sources
	none 'no blanks at line ends' '[[:blank:]]$' $sources scripts/*.sh scripts/*/*.sh scripts/*/*/*.sh scripts/*/*.t cmd/*.t README.md
}
long=$(wc -l cmd/*.c | awk '$2 != "total" && $1 >= 200 {print $2 ": " $1 " lines"}')
[ -z "$long" ] || { echo "$long"; echo 'lint: programs are under 200 lines: FAILED'; bad=1; }
exit "$bad"
