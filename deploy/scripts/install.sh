#!/bin/sh
# install.sh FOLDER: puts attune into FOLDER, from one of two pinned sources of the environment:
#   ATTUNE_URL and ATTUNE_SHA256  the executable itself, and the SHA-256 it must have
#   ATTUNE_GIT and ATTUNE_REV     a repository to build from (wants cargo), and the full hash of a commit
# Nothing that was downloaded is run before its hash was compared. Where FOLDER has attune already, nothing is done.
set -eu

folder=${1:?usage: install.sh FOLDER}
[ ! -x "$folder/attune" ] || exit 0

say() { printf '%s\n' "$*" >&2; }

is_hex() { # is_hex TEXT LENGTH
    [ "${#1}" -eq "$2" ] || return 1
    case $1 in *[!0-9a-f]*) return 1 ;; esac
}

if [ -n "${ATTUNE_URL:-}" ]; then
    case $ATTUNE_URL in
    https://*) ;;
    *) say "install.sh: ATTUNE_URL must begin with https://"; exit 64 ;;
    esac
    is_hex "${ATTUNE_SHA256:-}" 64 || { say "install.sh: ATTUNE_SHA256 must be 64 hexadecimal digits in lower case"; exit 64; }
    mkdir -p "$folder"
    curl --proto =https --fail --silent --show-error --location --retry 3 --output "$folder/attune.part" -- "$ATTUNE_URL"
    printf '%s  %s\n' "$ATTUNE_SHA256" "$folder/attune.part" | sha256sum --check --status || {
        say "install.sh: what ATTUNE_URL gave has another SHA-256 than ATTUNE_SHA256 says; it is removed"
        rm -f "$folder/attune.part"
        exit 1
    }
    chmod +x "$folder/attune.part"
    mv "$folder/attune.part" "$folder/attune"
elif [ -n "${ATTUNE_GIT:-}" ]; then
    is_hex "${ATTUNE_REV:-}" 40 || { say "install.sh: ATTUNE_REV must be the full hash of a commit, 40 hexadecimal digits"; exit 64; }
    mkdir -p "$folder"
    cargo install --locked --git "$ATTUNE_GIT" --rev "$ATTUNE_REV" --root "$folder/cargo" attune
    mv "$folder/cargo/bin/attune" "$folder/attune"
else
    say "install.sh: set ATTUNE_URL and ATTUNE_SHA256, or ATTUNE_GIT and ATTUNE_REV"
    exit 64
fi
"$folder/attune" --version >&2
