#!/bin/sh
# HashiCorp Vault, KV version 2, which keeps earlier versions. Sign in with `vault login` or VAULT_TOKEN first.
#
#   exec:
#     store: [./sinks/vault.sh, store, "{tenant}", "{apiUser}"]
#     fetch: [./sinks/vault.sh, fetch, "{tenant}", "{apiUser}"]
set -eu
mount=${VAULT_KV_MOUNT:-secret}
path="attune/$2/$3"

case $1 in
store)
    # `-` reads the document from standard input: nothing secret is in the arguments.
    vault kv put -mount="$mount" "$path" -
    ;;
fetch)
    exec 3>&1
    if ! said=$(vault kv get -mount="$mount" -format=json -field=data "$path" 2>&1 >&3); then
        case $said in
        *"No value found"*) ;; # nothing printed and exit code 0: nothing is there
        *) echo "$said" >&2; exit 1 ;;
        esac
    fi
    ;;
esac
