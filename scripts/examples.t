#!/bin/sh
# Every example of every man page runs.
exec sh "$(dirname "$0")/test-examples.sh"
