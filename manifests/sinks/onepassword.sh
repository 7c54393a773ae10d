#!/bin/sh
# 1Password, as a document. Sign in with `op signin` or OP_SERVICE_ACCOUNT_TOKEN first.
#
#   exec:
#     store: [./sinks/onepassword.sh, store, "{tenant}", "{apiUser}"]
#     fetch: [./sinks/onepassword.sh, fetch, "{tenant}", "{apiUser}"]
set -eu
vault=${OP_VAULT:-Integrations}
title="attune/$2/$3"

is_there() { op document get "$title" --vault "$vault" >/dev/null 2>&1; }

case $1 in
store)
    # `-` reads the document from standard input. A second document of the same title could not be told apart.
    if is_there; then
        op document edit "$title" - --vault "$vault"
    else
        op document create - --title "$title" --file-name "$3.json" --vault "$vault"
    fi
    ;;
fetch)
    exec 3>&1
    if ! said=$(op document get "$title" --vault "$vault" 2>&1 >&3); then
        case $said in
        *"isn't an item"*) ;; # nothing printed and exit code 0: nothing is there
        *) echo "$said" >&2; exit 1 ;;
        esac
    fi
    ;;
esac
