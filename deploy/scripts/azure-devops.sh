#!/bin/sh
# azure-devops.sh VERB [ARGUMENT...]: the calls to Azure DevOps, one a verb. Wants curl, jq, SYSTEM_ACCESSTOKEN and, of the job's variables,
# SYSTEM_COLLECTIONURI, SYSTEM_TEAMPROJECTID and BUILD_REPOSITORY_ID. The token stands in no argument.
#   comments NUMBER          a line for each thread on a pull request: its number, a blank, the first line of its first comment
#   add-comment NUMBER FILE  edit-comment NUMBER THREAD FILE
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077 && printf 'Authorization: Bearer %s\n' "${SYSTEM_ACCESSTOKEN:?}" >"$work/token")

call() { # call METHOD URL [OPTION...]
    method=$1
    url=$2
    shift 2
    curl --fail-with-body --silent --show-error --retry 3 --header "@$work/token" --header 'Content-Type: application/json' \
        --request "$method" "$@" -- "$url?api-version=7.1"
}

# text FILTER FILE: the filter's answer to the file's text.
text() { jq --raw-input --slurp --compact-output "$1" -- "$2"; }

verb=${1:?usage: azure-devops.sh VERB [ARGUMENT...]}
shift
threads=${SYSTEM_COLLECTIONURI:?}${SYSTEM_TEAMPROJECTID:?}/_apis/git/repositories/${BUILD_REPOSITORY_ID:?}/pullRequests/${1:?}/threads
case $verb in
comments)
    call GET "$threads" >"$work/threads"
    jq --raw-output '.value[] | select(.isDeleted | not) | "\(.id) \(.comments[0].content // "" | split("\n")[0] // "" | rtrimstr("\r"))"' "$work/threads"
    ;;
add-comment)
    # A thread that is closed asks nobody for an answer.
    text '{status: "closed", comments: [{parentCommentId: 0, commentType: "text", content: .}]}' "$2" >"$work/body"
    call POST "$threads" --data-binary "@$work/body" >/dev/null
    ;;
edit-comment)
    text '{content: .}' "$3" >"$work/body"
    call PATCH "$threads/$2/comments/1" --data-binary "@$work/body" >/dev/null
    ;;
*) printf 'azure-devops.sh: there is no verb %s\n' "$verb" >&2; exit 64 ;;
esac
