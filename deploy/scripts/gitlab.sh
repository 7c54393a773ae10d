#!/bin/sh
# gitlab.sh VERB [ARGUMENT...]: the calls to GitLab, one a verb. Wants curl, jq and, of the job's variables, CI_API_V4_URL and CI_PROJECT_ID.
# ATTUNE_GITLAB_TOKEN is a project's access token; it stands in no argument, and only what its own user wrote is looked at.
#   comments NUMBER              a line for each note on a merge request: its number, a blank, its first line
#   add-comment NUMBER FILE      edit-comment NUMBER COMMENT FILE
#   issues                       a line for each open issue: its number, a blank, its first line
#   open-issue TITLE FILE        edit-issue NUMBER FILE        close-issue NUMBER
set -eu

project=${CI_API_V4_URL:?}/projects/${CI_PROJECT_ID:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077 && printf 'PRIVATE-TOKEN: %s\n' "${ATTUNE_GITLAB_TOKEN:?}" >"$work/token")

call() { # call METHOD URL: the body is read from stdin
    curl --fail-with-body --silent --show-error --retry 3 --header "@$work/token" --header 'Content-Type: application/json' \
        --request "$1" --data-binary @- -- "$2"
}

# The pages of a list, one JSON text after the other, until one is empty.
list() {
    page=1
    while :; do
        curl --fail-with-body --silent --show-error --retry 3 --header "@$work/token" -- "$1&per_page=100&page=$page" >"$work/page"
        count=$(jq length "$work/page")
        [ "$count" -gt 0 ] || break
        cat "$work/page"
        page=$((page + 1))
    done
}

# text FILTER FILE: the filter's answer to the file's text.
text() { jq --raw-input --slurp --compact-output "$1" -- "$2"; }

verb=${1:?usage: gitlab.sh VERB [ARGUMENT...]}
shift
case $verb in
comments)
    curl --fail-with-body --silent --show-error --retry 3 --header "@$work/token" -- "$CI_API_V4_URL/user" >"$work/user"
    list "$project/merge_requests/$1/notes?sort=asc" >"$work/notes"
    jq --raw-output --slurpfile me "$work/user" '.[] | select(.author.id == $me[0].id) | "\(.id) \(.body | split("\n")[0] // "" | rtrimstr("\r"))"' "$work/notes"
    ;;
add-comment)
    text '{body: .}' "$2" >"$work/body"
    call POST "$project/merge_requests/$1/notes" <"$work/body" >/dev/null
    ;;
edit-comment)
    text '{body: .}' "$3" >"$work/body"
    call PUT "$project/merge_requests/$1/notes/$2" <"$work/body" >/dev/null
    ;;
issues)
    list "$project/issues?state=opened&scope=created_by_me" >"$work/issues"
    jq --raw-output '.[] | "\(.iid) \(.description // "" | split("\n")[0] // "" | rtrimstr("\r"))"' "$work/issues"
    ;;
open-issue)
    text '{description: .}' "$2" >"$work/description"
    jq --compact-output --arg title "$1" '{$title} + .' "$work/description" >"$work/body"
    call POST "$project/issues" <"$work/body" >/dev/null
    ;;
edit-issue)
    text '{description: .}' "$2" >"$work/body"
    call PUT "$project/issues/$1" <"$work/body" >/dev/null
    ;;
close-issue)
    printf '{"state_event":"close"}' >"$work/body"
    call PUT "$project/issues/$1" <"$work/body" >/dev/null
    ;;
*) printf 'gitlab.sh: there is no verb %s\n' "$verb" >&2; exit 64 ;;
esac
