#!/bin/sh
# chosen.sh RUN FOLDER: fetches the plans that a run made from main into FOLDER. Any other run is refused: its plans may be anybody's.
# FORGE names the program that talks to the forge.
set -eu

run=${1:?usage: chosen.sh RUN FOLDER}
folder=${2:?usage: chosen.sh RUN FOLDER}

case $run in
0* | *[!0-9]*) printf 'chosen.sh: the number of the run must be a whole number\n' >&2; exit 64 ;;
esac
found=$(sh "$FORGE" apply-run "$run")
[ "$found" = "$run" ] || {
    printf 'chosen.sh: %s is no run of attune apply on main\n' "$run" >&2
    exit 4
}
sh "$FORGE" download "$run" attune-plans-main "$folder"
