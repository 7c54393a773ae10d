#!/bin/sh
# tenants.sh PLANS: the tenants of a folder of saved plans as a JSON list, sorted. Wants jq. A folder that is not there has none.
set -eu

folder=${1:?usage: tenants.sh PLANS}
for plan in "$folder"/*.json; do
    [ -f "$plan" ] && [ ! -L "$plan" ] || continue
    tenant=$(basename -- "$plan" .json)
    case $tenant in
    '' | *[!a-z0-9-]*) printf 'tenants.sh: %s is no plan of a tenant\n' "$plan" >&2; exit 1 ;;
    esac
    printf '%s\n' "$tenant"
done | jq --raw-input --null-input --compact-output '[inputs] | sort'
