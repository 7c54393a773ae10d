#!/bin/sh
# verify.sh: holds what was claimed of all tenants against what they show, and counts the steps that still wait for an operator.
# ATTUNE_SHARD means one part of them, as for drift.sh. Makes the folder ATTUNE_REPORTS (reports). Exits as attune does.
set -eu

set -- --all
[ -z "${ATTUNE_SHARD:-}" ] || set -- "$@" --shard "$ATTUNE_SHARD"
exec "${ATTUNE:-attune}" verify "$@" --workspace "${ATTUNE_WORKSPACE:-attune.workspace.yaml}" --reports "${ATTUNE_REPORTS:-reports}"
