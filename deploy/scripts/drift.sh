#!/bin/sh
# drift.sh: looks at all tenants, and tells those who are to be told where the differences are others than at the last look.
# Makes the folder ATTUNE_REPORTS (reports). Exits as attune does: 2 where there is news.
set -eu

exec "${ATTUNE:-attune}" drift --all --workspace "${ATTUNE_WORKSPACE:-attune.workspace.yaml}" --since-last --notify \
    --reports "${ATTUNE_REPORTS:-reports}"
