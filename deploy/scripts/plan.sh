#!/bin/sh
# plan.sh [REV]: plans the tenants that changed since the commit REV, those of ATTUNE_TENANTS (names with blanks between), or,
# with neither, all. Run at the top of the folder with the workspace. Makes two folders: ATTUNE_REPORTS (reports) and
# ATTUNE_PLANS (plans). ATTUNE_ALLOW holds the risks that are allowed, with blanks between. Exits as attune does.
set -eu

rev=${1:-}
# Where a branch was not there before, forges name a commit of zeros: everything is new then.
case $rev in *[!0]*) ;; *) rev= ;; esac
reports=${ATTUNE_REPORTS:-reports}
plans=${ATTUNE_PLANS:-plans}

words() { # words TEXT WHAT: refuses what is no list of lower-case words
    case $1 in
    *[!a-z0-9\ -]*) printf 'plan.sh: %s must be lower-case words with blanks between\n' "$2" >&2; exit 64 ;;
    esac
}
words "${ATTUNE_ALLOW:-}" ATTUNE_ALLOW
words "${ATTUNE_TENANTS:-}" ATTUNE_TENANTS

# What is there already came with somebody's change and is no report of attune's.
for folder in "$reports" "$plans"; do
    if [ -e "$folder" ] || [ -L "$folder" ]; then
        printf 'plan.sh: %s is there already; remove it from the repository\n' "$folder" >&2
        exit 64
    fi
done
mkdir "$reports" "$plans"

set -- --workspace "${ATTUNE_WORKSPACE:-attune.workspace.yaml}" --reports "$reports" --out "$plans"
if [ -n "$rev" ]; then
    # As a hash, so that no name of a branch is taken for an option.
    commit=$(git rev-parse --verify --end-of-options "$rev^{commit}")
    set -- "$@" --changed-since "$commit"
elif [ -n "${ATTUNE_TENANTS:-}" ]; then
    for tenant in $ATTUNE_TENANTS; do set -- "$@" --tenant "$tenant"; done
else
    set -- "$@" --all
fi
for risk in ${ATTUNE_ALLOW:-}; do set -- "$@" --allow "$risk"; done

# What is planned may be somebody's proposal: it runs no commands of its own.
ATTUNE_EXEC=never
export ATTUNE_EXEC
exec "${ATTUNE:-attune}" plan "$@"
