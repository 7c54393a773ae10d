#!/bin/sh
# reviewed.sh COMMIT: fetches the saved plans of the pull request that was merged as COMMIT into ATTUNE_PLANS (plans), and shows them on
# stdout as Markdown: whoever approves the apply sees the very files that will be applied. Where there are none, says so and makes no folder.
# FORGE names the program that talks to the forge.
set -eu

commit=${1:?usage: reviewed.sh COMMIT}
plans=${ATTUNE_PLANS:-plans}

none() { printf 'Nothing reviewed is at hand: %s. The tenants that changed are planned anew.\n' "$1"; exit 0; }

pull=$(sh "$FORGE" merged "$commit")
[ -n "$pull" ] || none "$commit was not merged from a pull request"
number=${pull%% *}
run=$(sh "$FORGE" plan-run "${pull#* }")
[ -n "$run" ] || none "no run planned the last commit of #$number"
names=$(sh "$FORGE" artifacts "$run")
printf '%s\n' "$names" | grep -Fqx -e "attune-plans-$number" || none "the run $run of #$number kept no plans, or no longer"
sh "$FORGE" download "$run" "attune-plans-$number" "$plans"
printf 'The plans that were reviewed with #%s (run %s):\n' "$number" "$run"
sh "$(dirname -- "$0")/show.sh" "$plans"
