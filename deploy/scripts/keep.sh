#!/bin/sh
# keep.sh FILE COMMAND [ARGUMENT...]: runs COMMAND, appends a line exit-code=N to FILE, and exits with N.
set -eu

file=${1:?usage: keep.sh FILE COMMAND [ARGUMENT...]}
shift
code=0
"$@" || code=$?
printf 'exit-code=%s\n' "$code" >>"$file"
exit "$code"
