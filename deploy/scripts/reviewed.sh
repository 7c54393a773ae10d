#!/bin/sh
# reviewed.sh COMMIT FOLDER: fetches the saved plans of the pull request that was merged as COMMIT into FOLDER, and says on stdout which they
# are. Where there are none, says why and makes no folder. They were made where the pull request could meddle, so they are only good for
# comparing: same.sh. FORGE names the program that talks to the forge.
set -eu

commit=${1:?usage: reviewed.sh COMMIT FOLDER}
folder=${2:?usage: reviewed.sh COMMIT FOLDER}

none() { printf 'Nothing was reviewed: %s.\n' "$1"; exit 0; }

pull=$(sh "$FORGE" merged "$commit")
[ -n "$pull" ] || none "$commit was not merged from a pull request"
number=${pull%% *}
run=$(sh "$FORGE" plan-run "${pull#* }")
[ -n "$run" ] || none "no run planned the last commit of #$number"
names=$(sh "$FORGE" artifacts "$run")
printf '%s\n' "$names" | grep -Fqx -e "attune-plans-$number" || none "the run $run of #$number kept no plans, or no longer"
sh "$FORGE" download "$run" "attune-plans-$number" "$folder"
printf 'Reviewed with #%s, run %s.\n' "$number" "$run"
