#!/bin/sh
# apply.sh [TENANT]: applies the saved plans in ATTUNE_PLANS (plans), or that of one tenant. Run where plan.sh was run. Makes the
# folder ATTUNE_REPORTS (reports). Steps at the console wait for an operator. Exits as attune does: 4 where a plan is stale or refused.
set -eu

tenant=${1:-}
reports=${ATTUNE_REPORTS:-reports}
plans=${ATTUNE_PLANS:-plans}
workspace=${ATTUNE_WORKSPACE:-attune.workspace.yaml}

# The ledger says what is attune's. A runner is thrown away, so a ledger in one of its folders would be lost.
grep -Eq '^state:.*(s3|az|gs)://' "$workspace" || {
    printf 'apply.sh: %s keeps no state on object storage (state: "s3://bucket/{tenant}"), and the ledger of this apply would be lost\n' "$workspace" >&2
    exit 64
}

case $tenant in
'') set -- --all ;;
*[!a-z0-9-]*) printf 'apply.sh: that is no name of a tenant\n' >&2; exit 64 ;;
*) set -- --tenant "$tenant" ;;
esac
mkdir "$reports"

exec "${ATTUNE:-attune}" apply "$plans" "$@" --workspace "$workspace" --auto-approve --console none --reports "$reports"
