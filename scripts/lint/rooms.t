#!/bin/sh
# What lint says of rooms and headers: a little house, right and wrong.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

mkdir -p scripts/lint common/base common/image common/page build/common/base build/common/image
cp "$ROOT/scripts/lint/rooms.sh" "$ROOT/scripts/lint/headers.sh" scripts/lint
unit() {	# unit ROOM/NAME BODY-OF-C [INCLUDE] - a header that declares NAME, and the object
	name=${1##*/}
	guard=HWR_$(echo "$name" | tr '[:lower:]' '[:upper:]')_H
	printf '#ifndef %s\n#define %s\n%s\nint %s(void);\n#endif\n' "$guard" "$guard" "${3-}" "$name" >"common/$1.h"
	printf '#include "%s.h"\nint %s(void)\n{\n\treturn %s;\n}\n' "$1" "$name" "$2" >"common/$1.c"
	"${CC:-cc}" -Icommon -c -o "build/common/$1.o" "common/$1.c"
}
lint() { sh "scripts/lint/$1.sh" build; }
told() { lint "$@" 2>&1 | grep -v '^ '; }

unit base/one 1
unit image/two 'one() + 1' '#include "base/one.h"'
ok 'a house in order' lint rooms
ok 'whose headers stand alone and go together' lint headers
unit base/three 'two()' '#include "image/two.h"'
fails 1 'a room that includes a later one' lint rooms
same 'is told' 'common/base/three.h:3:#include "image/two.h": against the order of rooms' "$(told rooms)"
mv common/base/three.c common/base/test_three.c
mv common/base/three.h common/base/test_three.h
rm build/common/base/three.o
ok 'tests may' lint rooms
mkdir common/attic
unit base/one 1
echo '#include "base/one.h"' >common/attic/x.h
fails 1 'a room that nobody knows' lint rooms
rm -r common/attic
unit image/two 'four()' 'int four(void);'
unit image/four 'two()' '#include "image/two.h"'
fails 1 'files that use each other' lint rooms
same 'are told' "a circle: image/four uses two of image/two
a circle: image/two uses four of image/four" "$(told rooms | sort)"
rm build/common/image/four.o common/image/four.[ch]

echo 'struct thing { int x; };' >common/base/thing.h
echo 'enum thing { THING };' >common/base/other.h
fails 1 'headers that clash' lint headers
rm common/base/other.h common/base/thing.h
echo 'size_t n(void);' >common/base/needs.h
fails 1 'a header that needs another' lint headers
rm common/base/needs.h
ok 'without them' lint headers
cp common/base/one.h common/image/again.h
fails 1 'a guard that is there twice' lint headers
finish
