#!/bin/sh
# show.sh PLANS: shows the saved plans of a folder on stdout, as Markdown. A file that is no saved plan ends it with attune's exit code.
set -eu

for plan in "${1:?usage: show.sh PLANS}"/*.json; do
    [ -f "$plan" ] && [ ! -L "$plan" ] || continue
    tenant=$(basename -- "$plan" .json)
    case $tenant in
    '' | *[!a-z0-9-]*) printf 'show.sh: %s is no plan of a tenant\n' "$plan" >&2; exit 1 ;;
    esac
    printf '\n<details><summary>%s</summary>\n\n' "$tenant"
    "${ATTUNE:-attune}" show --format markdown -- "$plan"
    printf '\n</details>\n'
done
