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
ok 'zsh completion' test -f "$place/share/zsh/site-functions/_hwr"
ok 'make uninstall' make -s -C "$ROOT" uninstall DESTDIR="$stage"
same 'leaves no file' '' "$(find "$stage" -type f)"
finish
