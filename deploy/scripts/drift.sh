#!/bin/sh
# drift.sh: looks at all tenants, and tells those who are to be told where the differences are others than at the last look.
# ATTUNE_SHARD, such as 0/4, means one part of them: every tenant is in one of 0/4 to 3/4, whatever others there are.
# Makes the folder ATTUNE_REPORTS (reports). Exits as attune does: 2 where there is news.
set -eu

set -- --all
[ -z "${ATTUNE_SHARD:-}" ] || set -- "$@" --shard "$ATTUNE_SHARD"
exec "${ATTUNE:-attune}" drift "$@" --workspace "${ATTUNE_WORKSPACE:-attune.workspace.yaml}" --since-last --notify \
    --reports "${ATTUNE_REPORTS:-reports}"
