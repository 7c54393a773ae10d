#!/bin/sh
# A fleet of 1,000 simulated tenants with about 100 objects each: what one look at all of them takes, what becomes of it where
# some drift and some cannot be looked at, and eight processes of which one is killed. Prints a line for each.
#
#   benches/fleet/run.sh [TENANTS]
#
# Wants GNU time, curl, jq and a release build, which it makes.
set -eu

count=${1:-1000}
root=$(cd "$(dirname "$0")/../.." && pwd)
cargo build --release --quiet --locked --package attune --manifest-path "$root/Cargo.toml"
attune=$root/target/release/attune
folder=$(mktemp -d)
served=
trap 'test -z "$served" || kill "$served"; rm -rf "$folder"' EXIT
cd "$folder"

# Serves a fleet as a file says, and goes into its workspace.
serve() {
    test -z "$served" || kill "$served"
    rm -rf "$folder/ws"
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
(
    cd ws
    for shard in 0 1 2 3 4 5 6 7; do
        "$attune" drift --all --shard "$shard/8" --reports "../out-$shard" > /dev/null 2>&1 &
        echo $! > "../pid-$shard"
    done
    until test "$(find ../out-3/tenants -name '*.json' 2> /dev/null | wc -l)" -ge 10; do sleep 0.05; done
    kill -KILL "$(cat ../pid-3)"
    wait || true
    done_before=$(find ../out-3/tenants -name '*.json' | wc -l)
    "$attune" drift --all --shard 3/8 --reports ../out-3 > /dev/null 2>&1
    echo "killed after $done_before tenants of its part were written down"
)
echo "requests: $(requests)"
echo "tenants with a page: $(find out-*/tenants -name '*.json' | wc -l)"

drifting=$((count / 10)) unreachable=$((count / 50)) throttled=$((count / 200))
echo "== $drifting drift, $unreachable cannot be reached, $throttled are throttled"
serve "tenants: $count" 'people: 60' 'levels: 10' 'apiUsers: 5' "drifting: $drifting" \
    "unreachable: $unreachable" "throttled: $throttled"
printf 'budgets: {concurrency: 64}\n' >> ws/attune.workspace.yaml
measured 'drift --all' drift --all --since-last --reports ../reports
grep ' tenants: ' out.txt
jq -c '[.tenants[].standing] | group_by(.) | map({key: .[0], value: length}) | from_entries' reports/index.json
measured 'once more' drift --all --since-last --reports ../reports
echo "tenants with news: $(grep -c '^== ' out.txt || true)"
