#!/bin/sh
# tenants.sh PLANS: the tenants of a folder of saved plans for which there is something to do, as a JSON list, sorted. Wants jq.
# A folder that is not there has none.
set -eu

folder=${1:?usage: tenants.sh PLANS}
set --
for plan in "$folder"/*.json; do
    [ -f "$plan" ] && [ ! -L "$plan" ] || continue
    tenant=$(basename -- "$plan" .json)
    case $tenant in
    '' | *[!a-z0-9-]*) printf 'tenants.sh: %s is no plan of a tenant\n' "$plan" >&2; exit 1 ;;
    esac
    steps=$(jq '.content.plan.steps | length' "$plan")
    [ "$steps" -eq 0 ] || set -- "$@" "$tenant"
done
jq --null-input --compact-output '$ARGS.positional | sort' --args -- "$@"
