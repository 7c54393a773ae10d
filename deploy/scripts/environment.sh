#!/bin/sh
# environment.sh COMMAND [ARGUMENT...]: runs COMMAND with the variables of ATTUNE_ENV, or of the file ATTUNE_ENV_FILE:
# lines NAME=value, the value as it stands, without quotes; empty lines and lines with # are left out.
# The text is data: nothing in it is run, and it is shown nowhere.
set -eu

[ "$#" -gt 0 ] || { printf 'usage: environment.sh COMMAND [ARGUMENT...]\n' >&2; exit 64; }

if [ -n "${ATTUNE_ENV_FILE:-}" ]; then
    ATTUNE_ENV=$(cat -- "$ATTUNE_ENV_FILE")
fi
text=${ATTUNE_ENV:-}
unset ATTUNE_ENV ATTUNE_ENV_FILE

carriage_return=$(printf '\r')
number=0
while IFS= read -r line; do
    number=$((number + 1))
    line=${line%"$carriage_return"}
    case $line in
    '' | '#'*) continue ;;
    *=*) ;;
    *) printf 'environment.sh: line %s of ATTUNE_ENV is not NAME=value\n' "$number" >&2; exit 64 ;;
    esac
    name=${line%%=*}
    case $name in
    '' | [0-9]* | *[!A-Za-z0-9_]*)
        printf 'environment.sh: line %s of ATTUNE_ENV does not begin with a name of a variable\n' "$number" >&2
        exit 64
        ;;
    PATH | LD_* | DYLD_* | IFS | ENV | BASH_ENV)
        printf 'environment.sh: line %s of ATTUNE_ENV sets %s, which it may not\n' "$number" "$name" >&2
        exit 64
        ;;
    esac
    export "$name=${line#*=}"
done <<END
$text
END
unset text line name number carriage_return

exec "$@"
