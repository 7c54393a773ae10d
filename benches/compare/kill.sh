#!/usr/bin/env bash
# Terraform killed while it writes its state, and run again: README.md says what is counted. Wants strace, jq and Terraform.
# TERRAFORM=program, POINTS=8: how many calls of each kind are tried.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=$PWD/target/compare/kill
rm -rf "$work"
mkdir -p "$work"
terraform=${TERRAFORM:-$(command -v terraform)}
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=$work/empty.tfrc
: > "$TF_CLI_CONFIG_FILE"

# blocks COUNT: resources each of which adds a line to made.txt when it is made, and one attribute.
blocks() {
    for number in $(seq "$1"); do
        printf 'resource "terraform_data" "r%d" {\n  input = "%d"\n  provisioner "local-exec" { command = "echo r%d >> made.txt" }\n}\n' "$number" "$number" "$number"
    done
}

apply() { "$@" "$terraform" apply -no-color -auto-approve > talk.txt 2>&1; }

# Five resources are there; every trial begins with a copy, and adds five.
mkdir "$work/five" && cd "$work/five"
blocks 5 > main.tf
"$terraform" init -no-color > /dev/null
apply env
blocks 10 > main.tf

struck=0 unreadable=0 twice=0 trials=0
for call in ftruncate write fsync; do
    for point in $(seq "${POINTS:-8}"); do
        rm -rf "$work/trial" && cp -r "$work/five" "$work/trial" && cd "$work/trial"
        trials=$((trials + 1))
        # Killed before the call; strace counts the calls of each thread for itself, so a number can be reached by none.
        (apply strace -f -qq -o /dev/null -P terraform.tfstate -e "trace=$call" -e "inject=$call:signal=KILL:when=$point") 2> /dev/null && continue
        struck=$((struck + 1))
        { [ -s terraform.tfstate ] && jq -e .version terraform.tfstate > /dev/null 2>&1; } || unreadable=$((unreadable + 1))
        apply env || true
        [ -z "$(sort made.txt | uniq -d)" ] || twice=$((twice + 1))
    done
done
"$terraform" version -no-color | head -n 1
echo "$trials trials, killed in $struck; state empty or unreadable after $unreadable; run again, something was made twice in $twice"
