#!/bin/sh
# comment.sh NUMBER REPORTS: puts the index of a plan's reports under the change NUMBER, as one comment that later runs edit in place.
# The reports are data: they are checked and posted, and nothing in them is run.
# FORGE names the program that talks to the forge: github.sh, gitlab.sh or azure-devops.sh beside this one. Exits with 1 where it fails.
set -eu

number=${1:-}
index=${2:?usage: comment.sh NUMBER REPORTS}/index.md
marker='<!-- attune fleet plan -->'
here=$(dirname -- "$0")

case $number in
'' | 0* | *[!0-9]*) printf 'comment.sh: the number of the change must be a whole number\n' >&2; exit 64 ;;
esac
[ "${#number}" -le 9 ] || { printf 'comment.sh: the number of the change is too large\n' >&2; exit 64; }

if [ -L "$index" ] || [ ! -f "$index" ]; then
    printf 'comment.sh: %s is no file\n' "$index" >&2
    exit 1
fi
first=$(head -n 1 -- "$index")
[ "$first" = "$marker" ] || {
    printf 'comment.sh: %s does not begin with %s\n' "$index" "$marker" >&2
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/body.sh" "$index" >"$work/body.md"
sh "$FORGE" comments "$number" >"$work/comments"
comment=$(awk -v marker="$marker" 'substr($0, index($0, " ") + 1) == marker { print $1; exit }' "$work/comments")
if [ -n "$comment" ]; then
    sh "$FORGE" edit-comment "$number" "$comment" "$work/body.md"
else
    sh "$FORGE" add-comment "$number" "$work/body.md"
fi
