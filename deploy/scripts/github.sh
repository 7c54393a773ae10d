#!/bin/sh
# github.sh VERB [ARGUMENT...]: the calls to GitHub, one a verb. Wants gh, GH_TOKEN and GITHUB_REPOSITORY.
#   comments NUMBER              a line for each of the bot's comments on a pull request: its number, a blank, its first line
#   add-comment NUMBER FILE      edit-comment NUMBER COMMENT FILE
#   issues                       a line for each of the bot's open issues: its number, a blank, its first line
#   open-issue TITLE FILE        edit-issue NUMBER FILE        close-issue NUMBER
#   merged COMMIT                number and last commit of the pull request that was merged as COMMIT; nothing where there is none
#   plan-run COMMIT              number of the run that planned COMMIT of a pull request of this repository; nothing where there is none
#   apply-run RUN                RUN, where it is a run of this repository's main that can have plans to apply
#   artifacts RUN                names of the artefacts of a run that are still there
#   download RUN NAME FOLDER     unpacks one; download-all RUN PATTERN FOLDER unpacks each into a folder of its name
set -eu

repository=repos/${GITHUB_REPOSITORY:?}
first_line='(.body // "" | split("\n")[0] | rtrimstr("\r"))'
by_bot='select(.user.login == "github-actions[bot]")'

verb=${1:?usage: github.sh VERB [ARGUMENT...]}
shift
case $verb in
comments) gh api --paginate "$repository/issues/$1/comments?per_page=100" --jq ".[] | $by_bot | \"\(.id) \" + $first_line" ;;
add-comment) gh api --silent --method POST "$repository/issues/$1/comments" --field "body=@$2" ;;
edit-comment) gh api --silent --method PATCH "$repository/issues/comments/$2" --field "body=@$3" ;;
issues) gh api --paginate "$repository/issues?state=open&per_page=100" --jq ".[] | select(.pull_request == null) | $by_bot | \"\(.number) \" + $first_line" ;;
open-issue) gh api --silent --method POST "$repository/issues" --raw-field "title=$1" --field "body=@$2" ;;
edit-issue) gh api --silent --method PATCH "$repository/issues/$1" --field "body=@$2" ;;
close-issue) gh api --silent --method PATCH "$repository/issues/$1" --raw-field state=closed --raw-field state_reason=completed ;;
merged) gh api "$repository/commits/$1/pulls" --jq "map(select(.merged_at != null and .merge_commit_sha == \"$1\"))[0] // empty | \"\(.number) \(.head.sha)\"" ;;
plan-run) gh api "$repository/actions/workflows/attune-plan.yml/runs?event=pull_request&status=completed&head_sha=$1" \
    --jq ".workflow_runs | map(select(.head_repository.full_name == \"$GITHUB_REPOSITORY\"))[0].id // empty" ;;
apply-run) gh api "$repository/actions/runs/$1" --jq "select((.path | startswith(\".github/workflows/attune-apply.yml\")) and .head_branch == \"main\"
    and (.event == \"push\" or .event == \"workflow_dispatch\")) | .id" ;;
artifacts) gh api --paginate "$repository/actions/runs/$1/artifacts?per_page=100" --jq '.artifacts[] | select(.expired | not) | .name' ;;
download) gh run download "$1" --repo "$GITHUB_REPOSITORY" --name "$2" --dir "$3" ;;
download-all) gh run download "$1" --repo "$GITHUB_REPOSITORY" --pattern "$2" --dir "$3" ;;
*) printf 'github.sh: there is no verb %s\n' "$verb" >&2; exit 64 ;;
esac
