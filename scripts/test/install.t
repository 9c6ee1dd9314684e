#!/bin/sh
# make install puts everything in place, make uninstall takes it away.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/tap.sh"

stage=$T/stage
place=$stage${PREFIX:-/usr/local}
ok 'make install' make -s -C "$ROOT" install DESTDIR="$stage"
for f in "$ROOT"/cmd/hwr-*.c; do
	name=$(basename "$f" .c)
	same "$name runs" "$name $(cat "$ROOT/VERSION")" "$("$place/bin/$name" --version)"
	ok "$name is completed by bash" test -f "$place/share/bash-completion/completions/$name"
done
for f in "$ROOT"/man/*.[157]; do
	ok "$(basename "$f")" cmp "$f" "$place/share/man/man${f##*.}/$(basename "$f")"
done
for f in "$ROOT"/models/*.hwr; do
	[ -e "$f" ] || continue
	ok "$(basename "$f")" cmp "$f" "$place/share/hwr/$(basename "$f")"
done
if [ -e "$ROOT/models/letters.hwr" ]; then
	same 'models are found below the stage' 'Hey you' "$("$place/bin/hwr-recognize" "$TESTDATA/hey-you.png")"
	same 'and those of a name' 'Hey you' "$("$place/bin/hwr-recognize" -m letters-fast --lm english "$TESTDATA/hey-you.png")"
	same 'all are listed, from where they are' "$(cd "$place/share/hwr" && ls)" \
		"$("$place/bin/hwr-recognize" --list-models | cut -f 3 | sed -n "s|.*$place/share/hwr/||p")"
else
	skip 'models are found below the stage' 'no models/letters.hwr'
fi
ok 'zsh completion' test -f "$place/share/zsh/site-functions/_hwr"
ok 'make uninstall' make -s -C "$ROOT" uninstall DESTDIR="$stage"
same 'leaves no file' '' "$(find "$stage" -type f)"
finish
