#!/bin/sh
# A fleet of 1,000 simulated tenants with about 100 objects each: what one look at all of them takes, what becomes of it where
# some drift and some cannot be looked at, whom a webhook is told of, and eight processes of which one is killed. Prints a line
# for each.
#
#   benches/fleet/run.sh [TENANTS]
#
# Wants GNU time, bc, curl, jq and Python 3, and makes a release build, unless ATTUNE names a program.
set -eu

count=${1:-1000}
root=$(cd "$(dirname "$0")/../.." && pwd)
attune=${ATTUNE:-}
if test -z "$attune"; then
    cargo build --release --quiet --locked --package attune --manifest-path "$root/Cargo.toml"
    attune=$root/target/release/attune
fi
folder=$(mktemp -d)
served='' receiver=''
trap 'for each in $served $receiver; do kill "$each"; done; rm -rf "$folder"' EXIT
cd "$folder"

# Serves a fleet as a file says, and goes into its workspace.
serve() {
    test -z "$served" || kill "$served"
    rm -rf "$folder/ws" "$folder/served.json"
    printf '%s\n' "$@" > fleet.yaml
    "$attune" sim serve --fleet fleet.yaml --write ws > served.json 2> /dev/null &
    served=$!
    until test -s served.json; do sleep 0.1; done
    AUTOTASK_ZONE_URL=$(jq -r .rest served.json)
    AUTOTASK_SECRET=$(jq -r .secret served.json)
    AUTOTASK_INTEGRATION_CODE=$(jq -r .integrationCode served.json)
    export AUTOTASK_ZONE_URL AUTOTASK_SECRET AUTOTASK_INTEGRATION_CODE
}

# How many requests the tenants had, and how many tenants had how many.
requests() {
    curl --silent "${AUTOTASK_ZONE_URL%ATServicesRest/}fleet" |
        jq -c '[.tenants[].requests] | {all: add, each: (group_by(.) | map({key: (.[0] | tostring), value: length}) | from_entries)}'
}

# Runs attune on the workspace; what it took, and its exit code.
measured() {
    name=$1
    shift
    code=0
    (cd ws && /usr/bin/time --format '%U %S %M %e' --output ../took "$attune" "$@" > ../out.txt 2> ../err.txt) || code=$?
    tail -1 took | {
        read -r user system memory wall
        printf '%s: exit %s, CPU %s s, %s MiB, %s s\n' "$name" "$code" \
            "$(echo "$user + $system" | bc)" "$((memory / 1024))" "$wall"
    }
}

echo "== $count tenants, no drift"
serve "tenants: $count" 'people: 60' 'levels: 10' 'apiUsers: 5'
measured 'drift --all' drift --all
grep ' tenants: ' out.txt
echo "requests: $(requests)"

echo "== 8 processes, one of them killed and begun again"
serve "tenants: $count" 'people: 60' 'levels: 10' 'apiUsers: 5'
printf 'budgets: {concurrency: 1}\n' >> ws/attune.workspace.yaml
cd ws
"$attune" drift --all --shard 3/8 --reports ../out-3 > /dev/null 2>&1 &
killed=$!
until test "$(find ../out-3/tenants -name '*.json' 2> /dev/null | wc -l)" -ge 10; do :; done
kill -KILL "$killed"
wait "$killed" 2> /dev/null || true
echo "killed after $(find ../out-3/tenants -name '*.json' | wc -l) tenants of its part were written down"
shards=
for shard in 0 1 2 3 4 5 6 7; do
    "$attune" drift --all --shard "$shard/8" --reports "../out-$shard" > "../shard-$shard.txt" 2>&1 &
    shards="$shards $!"
done
for shard in $shards; do
    wait "$shard" || echo "a shard ended with exit $?"
done
cd "$folder"
echo "requests: $(requests)"
echo "tenants with a page: $(find out-*/tenants -name '*.json' | wc -l)"

drifting=$((count / 10)) unreachable=$((count / 50)) throttled=$((count / 200))
echo "== $drifting drift, $unreachable cannot be reached, $throttled are throttled"
serve "tenants: $count" 'people: 60' 'levels: 10' 'apiUsers: 5' "drifting: $drifting" \
    "unreachable: $unreachable" "throttled: $throttled"
printf '%s\n' 'budgets: {concurrency: 64}' 'notices: [{webhook: {url: {env: HOOK}}}]' >> ws/attune.workspace.yaml
python3 "$root/benches/fleet/receiver.py" > notices &
receiver=$!
until test -s notices; do sleep 0.1; done
HOOK=http://127.0.0.1:$(cat notices)/
export HOOK
: > before

# Looks, and says which notices came meanwhile, and how many tenants they told of.
notified() {
    measured "$1" drift --all --notify --since-last --reports ../reports
    tail -n +2 notices > after
    tail -n +"$(($(wc -l < before) + 1))" after |
        jq -sc 'def sum(of): map(of) | add // 0;
            {notices: length, drifted: sum(.drifted), could_not_look: sum(.could_not_look), in_sync: sum(.in_sync)}'
    mv after before
}

# Switches the level Helpdesk Lead of a tenant that is not special, as somebody would at its admin pages.
switch() {
    url=${AUTOTASK_ZONE_URL%ATServicesRest/}
    name=$(curl --silent --fail "${url}fleet" | jq -r '[.tenants | to_entries[] | select(.value.role == "in-sync").key][0]')
    curl --silent --fail --output /dev/null --data "{\"do\": \"switchLevel\", \"level\": 52, \"active\": $1}" \
        "${url}t/$name/console/simulator/operator"
}

notified 'first look'
grep ' tenants: ' out.txt
jq -c '[.tenants[].standing] | group_by(.) | map({key: .[0], value: length}) | from_entries' reports/index.json
notified 'second look'
echo "tenants with news on stdout: $(grep -c '^== ' out.txt || true)"
notified 'third look'
switch false
notified 'after one changed'
switch true
notified 'after it was put back'
