#!/bin/sh
# verify.sh: holds what was claimed of all tenants against what they show, and counts the steps that still wait for an operator.
# Makes the folder ATTUNE_REPORTS (reports). Exits as attune does.
set -eu

exec "${ATTUNE:-attune}" verify --all --workspace "${ATTUNE_WORKSPACE:-attune.workspace.yaml}" --reports "${ATTUNE_REPORTS:-reports}"
