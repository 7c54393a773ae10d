#!/bin/sh
# Azure Key Vault, which keeps earlier versions. Sign in with `az login` first, and name the vault in AZURE_KEY_VAULT.
#
#   exec:
#     store: [./sinks/azure-key-vault.sh, store, "{tenant}", "{apiUser}"]
#     fetch: [./sinks/azure-key-vault.sh, fetch, "{tenant}", "{apiUser}"]
set -eu
vault=${AZURE_KEY_VAULT:?names no vault}
# Names have letters, digits and hyphens only; a replaced API user is called tasky.before-29.
name="attune-$2-$(printf %s "$3" | tr . -)"

case $1 in
store)
    # On one line, since `tsv` prints it as it is; no line break stands within a value.
    tr -d '\n' | az keyvault secret set --vault-name "$vault" --name "$name" --file /dev/stdin --encoding utf-8 --output none
    ;;
fetch)
    exec 3>&1
    if ! said=$(az keyvault secret show --vault-name "$vault" --name "$name" --query value --output tsv 2>&1 >&3); then
        case $said in
        *SecretNotFound*) ;; # nothing printed and exit code 0: nothing is there
        *) echo "$said" >&2; exit 1 ;;
        esac
    fi
    ;;
esac
