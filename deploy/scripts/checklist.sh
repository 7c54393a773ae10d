#!/bin/sh
# checklist.sh REPORTS ISSUES: what is to be done to the issues that tell operators which steps wait, as JSON lines. Talks to no forge. Wants jq.
#   REPORTS  a folder of reports: tenants/<tenant>.checklist.md where steps wait, index.json of the run
#   ISSUES   a file with the open issues, a line each: its number, a blank, the first line of its text
# An issue is opened or updated where there is a checklist, and closed where the index of `attune verify` says that 0 steps wait. Where
# it does not say, nobody looked, and the issue stays as it is.
#   {"do":"open","tenant":"contoso","title":"...","file":"..."}
#   {"do":"update","tenant":"contoso","issue":7,"title":"...","file":"..."}
#   {"do":"close","tenant":"contoso","issue":7}
set -eu

reports=${1:?usage: checklist.sh REPORTS ISSUES}
issues=${2:?usage: checklist.sh REPORTS ISSUES}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Numbers of issues by tenant; of two for one tenant the older counts.
sed -n 's/^\([1-9][0-9]*\) <!-- attune checklist \([a-z0-9-]*\) -->$/\2 \1/p' "$issues" | LC_ALL=C sort -k 1,1 -k 2,2n >"$work/issues"
issue_of() { awk -v tenant="$1" '$1 == tenant { print $2; exit }' "$work/issues"; }

: >"$work/waiting"
for file in "$reports"/tenants/*.checklist.md; do
    [ -f "$file" ] && [ ! -L "$file" ] || continue
    tenant=$(basename -- "$file" .checklist.md)
    case $tenant in
    '' | *[!a-z0-9-]*) printf 'checklist.sh: %s is no checklist of a tenant\n' "$file" >&2; exit 1 ;;
    esac
    printf '%s\n' "$tenant" >>"$work/waiting"
    issue=$(issue_of "$tenant")
    jq --null-input --compact-output --arg tenant "$tenant" --arg issue "$issue" --arg file "$file" '
        (if $issue == "" then {do: "open", $tenant} else {do: "update", $tenant, issue: ($issue | tonumber)} end)
        + {title: "attune: steps wait for an operator: \($tenant)", $file}'
done

jq --raw-output 'select(.command == "verify") | .tenants[] | select(.waiting == 0) | .tenant' "$reports/index.json" >"$work/done"
while IFS= read -r tenant; do
    if grep -Fqx -e "$tenant" "$work/waiting"; then continue; fi
    issue=$(issue_of "$tenant")
    [ -n "$issue" ] || continue
    jq --null-input --compact-output --arg tenant "$tenant" --argjson issue "$issue" '{do: "close", $tenant, $issue}'
done <"$work/done"
