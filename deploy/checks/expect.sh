# For tests of scripts: goes to the new folder $folder, and knows where the scripts are, by the test's folder $here.
# shellcheck shell=sh
set -eu

scripts=$(cd -- "${here:?}/../scripts" && pwd)
mkdir -- "${folder:?}"
cd -- "$folder"
failed=0

# expect NAME COMMAND...: what the command prints, on both streams, and then its exit code, are as stdin says.
expect() {
    name=$1
    shift
    cat >expected
    code=0
    "$@" >actual 2>&1 </dev/null || code=$?
    printf 'exit %s\n' "$code" >>actual
    diff -u expected actual || { printf 'not as expected: %s\n\n' "$name" >&2; failed=$((failed + 1)); }
}

all_as_expected() {
    [ "$failed" -eq 0 ] || { printf '%s comparisons failed in %s\n' "$failed" "$scripts" >&2; exit 1; }
}
