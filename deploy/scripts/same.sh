#!/bin/sh
# same.sh REVIEWED PLANS: sorts the tenants for which PLANS has something to do, as one JSON object. Wants jq.
#   {"same": [...], "other": [...]}
# The same are those whose plan in REVIEWED is, but for when and at which commit it was made, the same: steps, manifest, tenant, ledger, and every live value that
# the steps stand on. Nothing of REVIEWED is used any further, so that what is applied was made from main alone.
set -eu

reviewed=${1:?usage: same.sh REVIEWED PLANS}
plans=${2:?usage: same.sh REVIEWED PLANS}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The commit of a merge is another one than that of the branch; the digests of the files are compared.
content='del(.digest, .content.made_at, .content.applied.revision)'

tenants=$(sh "$(dirname -- "$0")/tenants.sh" "$plans")
printf '%s\n' "$tenants" | jq --raw-output '.[]' >"$work/tenants"
set --
while IFS= read -r tenant; do
    [ -f "$reviewed/$tenant.json" ] && [ ! -L "$reviewed/$tenant.json" ] || continue
    jq --sort-keys "$content" "$plans/$tenant.json" >"$work/planned"
    # A file that is no JSON is no plan that was reviewed.
    jq --sort-keys "$content" "$reviewed/$tenant.json" >"$work/reviewed" || continue
    if cmp -s "$work/planned" "$work/reviewed"; then set -- "$@" "$tenant"; fi
done <"$work/tenants"
printf '%s\n' "$tenants" | jq --compact-output '{same: $ARGS.positional, other: (. - $ARGS.positional)}' --args -- "$@"
