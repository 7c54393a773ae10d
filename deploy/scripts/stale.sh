#!/bin/sh
# stale.sh APPLIED: the tenants whose plan was refused (exit code 4) when it was applied, with blanks between. APPLIED has a folder of
# reports for each tenant; one without index.json is an error, as nobody knows what became of it. Wants jq.
set -eu

applied=${1:?usage: stale.sh APPLIED}
set --
for folder in "$applied"/*/; do
    set -- "$@" "${folder}index.json"
done
jq --raw-output --slurp '[.[].tenants[] | select(.exit_code == 4) | .tenant] | sort | join(" ")' -- "$@"
