#!/bin/sh
# merged.sh COMMIT PLANS: what a push of COMMIT to main is to apply. PLANS are the plans that were made from main. Wants jq.
# Prints, in Markdown, what was reviewed, what was not, and all plans, so that whoever approves sees the very files that are applied; and appends
# to the file that OUTPUT names the lines same=[...] and other=[...]: tenants whose plan is as it was reviewed, and those whose plan is not.
set -eu

commit=${1:?usage: merged.sh COMMIT PLANS}
plans=${2:?usage: merged.sh COMMIT PLANS}
here=$(dirname -- "$0")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/reviewed.sh" "$commit" "$work/reviewed"
sorted=$(sh "$here/same.sh" "$work/reviewed" "$plans")
printf '%s\n' "$sorted" | jq --raw-output '
    def named: if length == 0 then "none" else join(", ") end;
    "\n- As they were reviewed: \(.same | named)\n- Otherwise, and not applied: \(.other | named)"'
printf '%s\n' "$sorted" | jq --raw-output '"same=\(.same | tojson)\nother=\(.other | tojson)"' >>"$OUTPUT"
sh "$here/show.sh" "$plans"
