#!/bin/sh
# body.sh FILE: the file's text, of which only whole lines that a comment on GitHub has room for (65,536 characters). Wants jq.
# Where ATTUNE_LINK holds an address, the last line leads there.
set -eu

jq --raw-input --join-output --slurp --arg link "${ATTUNE_LINK:-}" --argjson most 65000 '
    def fits: if length <= $most then . else (.[:$most] | split("\n")[:-1] | join("\n")) + "\n\nCut here: too long for a comment.\n" end;
    rtrimstr("\n") + "\n" | fits + (if $link == "" then "" else "\n[All reports](" + $link + ")\n" end)
' -- "${1:?usage: body.sh FILE}"
