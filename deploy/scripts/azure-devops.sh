#!/bin/sh
# azure-devops.sh VERB [ARGUMENT...]: the calls to Azure DevOps, one a verb. Wants curl, jq, SYSTEM_ACCESSTOKEN and, of the job's variables,
# SYSTEM_COLLECTIONURI and SYSTEM_TEAMPROJECTID; for comments also BUILD_REPOSITORY_ID. The token stands in no argument.
#   comments NUMBER              a line for each thread on a pull request: its number, a blank, the first line of its first comment
#   add-comment NUMBER FILE      edit-comment NUMBER THREAD FILE
#   issues                       a line for each open work item with a checklist: its number, a blank, the first line that its text had
#   open-issue TITLE FILE        edit-issue NUMBER FILE        close-issue NUMBER
# Issues are work items of the type ATTUNE_WORK_ITEM_TYPE (Task, which every process has). What is in the first line of their text elsewhere is
# a tag here, attune-checklist-TENANT: comments do not outlast the cleaning of HTML.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077 && printf 'Authorization: Bearer %s\n' "${SYSTEM_ACCESSTOKEN:?}" >"$work/token")

project=${SYSTEM_COLLECTIONURI:?}${SYSTEM_TEAMPROJECTID:?}/_apis
media_type=application/json

call() { # call METHOD URL [OPTION...]
    method=$1
    url=$2
    shift 2
    curl --fail-with-body --silent --show-error --retry 3 --header "@$work/token" --header "Content-Type: $media_type" \
        --request "$method" "$@" -- "$url?api-version=7.1"
}

# text FILTER FILE: the filter's answer to the file's text.
text() { jq --raw-input --slurp --compact-output "$1" -- "$2"; }

threads() { printf '%s/git/repositories/%s/pullRequests/%s/threads' "$project" "${BUILD_REPOSITORY_ID:?}" "$1"; }

# The type of work items, as a part of an address.
type=$(jq --null-input --raw-output --arg type "${ATTUNE_WORK_ITEM_TYPE:-Task}" '$type | @uri')

# states CATEGORY...: the states of the type in these categories, as a JSON list. Their names depend on the project's process.
states() {
    call GET "$project/wit/workitemtypes/$type/states" >"$work/states"
    jq --compact-output '[.value[] | select(IN(.category; $ARGS.positional[])) | .name]' "$work/states" --args "$@"
}

# What a checklist says, as HTML, which the text of a work item is.
description='split("\n")[1:] | join("\n") | "<pre>\(@html)</pre>"'

verb=${1:?usage: azure-devops.sh VERB [ARGUMENT...]}
shift
case $verb in
comments)
    url=$(threads "$1")
    call GET "$url" >"$work/threads"
    jq --raw-output '.value[] | select(.isDeleted | not) | "\(.id) \(.comments[0].content // "" | split("\n")[0] // "" | rtrimstr("\r"))"' "$work/threads"
    ;;
add-comment)
    url=$(threads "$1")
    # A thread that is closed asks nobody for an answer.
    text '{status: "closed", comments: [{parentCommentId: 0, commentType: "text", content: .}]}' "$2" >"$work/body"
    call POST "$url" --data-binary "@$work/body" >/dev/null
    ;;
edit-comment)
    url=$(threads "$1")
    text '{content: .}' "$3" >"$work/body"
    call PATCH "$url/$2/comments/1" --data-binary "@$work/body" >/dev/null
    ;;
issues)
    ended=$(states Completed Removed)
    jq --null-input --compact-output --argjson ended "$ended" '
        def quoted: "\u0027" + gsub("\u0027"; "\u0027\u0027") + "\u0027";
        {query: ("SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS \u0027attune-checklist\u0027"
            + ($ended | map(" AND [System.State] <> " + quoted) | join("")) + " ORDER BY [System.Id]")}' >"$work/body"
    call POST "$project/wit/wiql" --data-binary "@$work/body" >"$work/found"
    # As many at once as one call answers.
    jq --compact-output '[.workItems[].id] | range(0; length; 200) as $first | .[$first:$first + 200] | {ids: ., fields: ["System.Id", "System.Tags"]}' "$work/found" >"$work/batches"
    while IFS= read -r batch; do
        printf '%s' "$batch" >"$work/body"
        call POST "$project/wit/workitemsbatch" --data-binary "@$work/body" >"$work/items"
        jq --raw-output '.value[] | .id as $id | .fields["System.Tags"] // "" | split("; ")[]
            | select(startswith("attune-checklist-")) | "\($id) <!-- attune checklist \(.[17:]) -->"' "$work/items"
    done <"$work/batches"
    ;;
open-issue)
    tenant=$(sed -n '1s/^<!-- attune checklist \([a-z0-9-]*\) -->$/\1/p' "$2")
    [ -n "$tenant" ] || { printf 'azure-devops.sh: %s is no checklist\n' "$2" >&2; exit 1; }
    text "$description" "$2" >"$work/description"
    jq --compact-output --arg title "$1" --arg tags "attune-checklist; attune-checklist-$tenant" '
        [{"System.Title": $title, "System.Description": ., "System.Tags": $tags} | to_entries[] | {op: "add", path: "/fields/\(.key)", value}]' "$work/description" >"$work/body"
    media_type=application/json-patch+json
    call POST "$project/wit/workitems/\$$type" --data-binary "@$work/body" >/dev/null
    ;;
edit-issue)
    text "$description | [{op: \"add\", path: \"/fields/System.Description\", value: .}]" "$2" >"$work/body"
    media_type=application/json-patch+json
    call PATCH "$project/wit/workitems/$1" --data-binary "@$work/body" >/dev/null
    ;;
close-issue)
    completed=$(states Completed)
    printf '%s\n' "$completed" | jq --compact-output '[{op: "add", path: "/fields/System.State", value: .[0]}]' >"$work/body"
    media_type=application/json-patch+json
    call PATCH "$project/wit/workitems/$1" --data-binary "@$work/body" >/dev/null
    ;;
*) printf 'azure-devops.sh: there is no verb %s\n' "$verb" >&2; exit 64 ;;
esac
