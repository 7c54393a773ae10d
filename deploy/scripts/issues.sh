#!/bin/sh
# issues.sh REPORTS...: opens, updates and closes the issues that tell operators which steps wait, as checklist.sh says. Wants jq.
# FORGE names the program that talks to the forge.
set -eu

[ "$#" -gt 0 ] || { printf 'usage: issues.sh REPORTS...\n' >&2; exit 64; }
here=$(dirname -- "$0")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$FORGE" issues >"$work/issues"
for reports; do
    sh "$here/checklist.sh" "$reports" "$work/issues" >>"$work/todo"
done
jq --raw-output '[.do, .tenant, (.issue // "-" | tostring), .file // "-", .title // "-"] | join("\t")' "$work/todo" >"$work/acts"

tab=$(printf '\t')
while IFS=$tab read -r act tenant issue file title; do
    if [ "$act" = close ]; then
        sh "$FORGE" close-issue "$issue" </dev/null
        continue
    fi
    {
        printf '<!-- attune checklist %s -->\n' "$tenant"
        printf 'When all is done: **attune apply --resume --tenant %s**. This issue closes itself once nothing waits.\n\n' "$tenant"
        cat -- "$file"
    } >"$work/text.md"
    sh "$here/body.sh" "$work/text.md" >"$work/body.md"
    case $act in
    open) sh "$FORGE" open-issue "$title" "$work/body.md" </dev/null ;;
    update) sh "$FORGE" edit-issue "$issue" "$work/body.md" </dev/null ;;
    *) printf 'issues.sh: checklist.sh said %s\n' "$act" >&2; exit 1 ;;
    esac
done <"$work/acts"
