#!/usr/bin/env bash
# How fast the simulator answers: simple queries a second on one core, and paging through 5,000 people.
# Needs wrk and python3. The server has core 0, the client core 1. Numbers are for comparing, not for passing.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --locked --quiet -p attune

serve() {
    exec 3< <(exec taskset -c 0 target/release/attune sim serve "$@")
    server=$!
    read -r line <&3
    field() { printf '%s' "$line" | python3 -c "import json,sys; print(json.load(sys.stdin)['$1'])"; }
    export AUTOTASK_ZONE_URL AUTOTASK_USERNAME AUTOTASK_SECRET AUTOTASK_INTEGRATION_CODE
    AUTOTASK_ZONE_URL=$(field rest) AUTOTASK_USERNAME=$(field userName)
    AUTOTASK_SECRET=$(field secret) AUTOTASK_INTEGRATION_CODE=$(field integrationCode)
    # A benchmark is more than 10,000 requests in an hour.
    python3 - "$(field console)simulator/behaviour" <<'P'
import sys, urllib.request
request = urllib.request.Request(sys.argv[1], b'{"hourlyLimit": "off"}', {"Content-Type": "application/json"}, method="PATCH")
urllib.request.urlopen(request).read()
P
}
trap 'kill "$server" 2>/dev/null || true' EXIT

echo "== simple queries, one core for the server"
serve
taskset -c 1 wrk -t1 -c8 -d5s -s benches/simulator/query.lua "${AUTOTASK_ZONE_URL%/ATServicesRest/}"
kill "$server"

echo "== 5,000 people in pages of 500"
serve --people 5000
taskset -c 1 python3 benches/simulator/page.py
