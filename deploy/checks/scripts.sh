#!/bin/sh
# scripts.sh FOLDER: runs the scripts of deploy/scripts with a stand-in for attune and one for the forge, and compares what they do with what
# is written here. FOLDER must not be there; it is left for looking at. Whatever stands in single quotes here is meant as it stands.
# shellcheck disable=SC2016
set -eu

folder=${1:?usage: scripts.sh FOLDER}
here=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=expect.sh
. "$here/expect.sh"

cat >attune <<'END'
#!/bin/sh
printf 'attune'
printf ' [%s]' "$@"
printf '\n'
exit "${STAND_IN_EXIT:-0}"
END
cat >forge.sh <<'END'
#!/bin/sh
# Tells what is asked of it in calls, and answers from answers/VERB.
printf '%s' "$1" >>calls
verb=$1
shift
for argument; do
    case $argument in
    */body.md) printf ' {%s}' "$(cat "$argument")" >>calls ;;
    *) printf ' [%s]' "$argument" >>calls ;;
    esac
done
printf '\n' >>calls
if [ -f "answers/$verb" ]; then cat "answers/$verb"; fi
if [ "$verb" = download ]; then mkdir -p "$3"; cp contoso.json "$3/"; fi
if [ -f "answers/$verb.exit" ]; then exit "$(cat "answers/$verb.exit")"; fi
END
chmod +x attune
mkdir answers
ATTUNE=$PWD/attune FORGE=$PWD/forge.sh
export ATTUNE FORGE

# --- environment.sh

ATTUNE_ENV="# of contoso
CONTOSO_SECRET=a b'c\"d\$(touch pwned)=e
EMPTY=
" expect 'variables are data' sh "$scripts/environment.sh" sh -c 'printf "%s|%s|%s\n" "$CONTOSO_SECRET" "$EMPTY" "${ATTUNE_ENV-gone}"; ls pwned' <<'END'
a b'c"d$(touch pwned)=e||gone
ls: cannot access 'pwned': No such file or directory
exit 2
END

printf 'A=1\r\nB=2' >variables
ATTUNE_ENV_FILE=variables expect 'a file' sh "$scripts/environment.sh" sh -c 'echo "$A$B${ATTUNE_ENV_FILE-gone}"' <<'END'
12gone
exit 0
END

ATTUNE_ENV='A=1
sesame' expect 'a line without a name is not shown' sh "$scripts/environment.sh" true <<'END'
environment.sh: line 2 of ATTUNE_ENV is not NAME=value
exit 64
END

ATTUNE_ENV='LD_PRELOAD=/evil.so' expect 'the loader is left alone' sh "$scripts/environment.sh" true <<'END'
environment.sh: line 1 of ATTUNE_ENV sets LD_PRELOAD, which it may not
exit 64
END

# --- install.sh

ATTUNE_URL=http://example.com/attune expect 'plain HTTP' sh "$scripts/install.sh" bin <<'END'
install.sh: ATTUNE_URL must begin with https://
exit 64
END

ATTUNE_URL=https://example.com/attune ATTUNE_SHA256=abc expect 'no hash' sh "$scripts/install.sh" bin <<'END'
install.sh: ATTUNE_SHA256 must be 64 hexadecimal digits in lower case
exit 64
END

ATTUNE_GIT=https://example.com/attune ATTUNE_REV=main expect 'a branch' sh "$scripts/install.sh" bin <<'END'
install.sh: ATTUNE_REV must be the full hash of a commit, 40 hexadecimal digits
exit 64
END

expect 'no source' sh "$scripts/install.sh" bin <<'END'
install.sh: set ATTUNE_URL and ATTUNE_SHA256, or ATTUNE_GIT and ATTUNE_REV
exit 64
END

# A stand-in for curl gives attune's stand-in.
mkdir tools
cat >tools/curl <<'END'
#!/bin/sh
while [ "$1" != --output ]; do shift; done
cp attune "$2"
END
chmod +x tools/curl
sha256=$(sha256sum attune | cut -d ' ' -f 1)
wrong=$(printf '%064d' 0)

ATTUNE_URL=https://example.com/attune ATTUNE_SHA256=$wrong PATH=$PWD/tools:$PATH expect 'another hash' sh "$scripts/install.sh" bin <<'END'
install.sh: what ATTUNE_URL gave has another SHA-256 than ATTUNE_SHA256 says; it is removed
exit 1
END

expect 'nothing is left of it' ls bin <<'END'
exit 0
END

ATTUNE_URL=https://example.com/attune ATTUNE_SHA256=$sha256 PATH=$PWD/tools:$PATH expect 'the hash' sh "$scripts/install.sh" bin <<'END'
attune [--version]
exit 0
END

# --- plan.sh, apply.sh, drift.sh, verify.sh, keep.sh

git init --quiet repository
cd repository
git -c user.name=a -c user.email=a@b commit --quiet --allow-empty --message one
commit=$(git rev-parse HEAD)

expect 'what changed' sh "$scripts/plan.sh" HEAD <<END
attune [plan] [--workspace] [attune.workspace.yaml] [--reports] [reports] [--out] [plans] [--changed-since] [$commit]
exit 0
END

expect 'reports that somebody put there' sh "$scripts/plan.sh" HEAD <<'END'
plan.sh: reports is there already; remove it from the repository
exit 64
END

rmdir reports plans
expect 'an option in place of a commit' sh "$scripts/plan.sh" --upload-pack=evil <<'END'
fatal: Needed a single revision
exit 128
END

rmdir reports plans
ATTUNE_TENANTS='contoso fabrikam' ATTUNE_ALLOW='one-way' STAND_IN_EXIT=4 expect 'tenants and risks' sh "$scripts/plan.sh" <<'END'
attune [plan] [--workspace] [attune.workspace.yaml] [--reports] [reports] [--out] [plans] [--tenant] [contoso] [--tenant] [fabrikam] [--allow] [one-way]
exit 4
END

ATTUNE_TENANTS='contoso;id' expect 'no name of a tenant' sh "$scripts/plan.sh" <<'END'
plan.sh: ATTUNE_TENANTS must be lower-case words with blanks between
exit 64
END

rmdir reports plans
expect 'the first push' sh "$scripts/plan.sh" 0000000000000000000000000000000000000000 <<'END'
attune [plan] [--workspace] [attune.workspace.yaml] [--reports] [reports] [--out] [plans] [--all]
exit 0
END

rmdir reports plans
expect 'all' sh "$scripts/plan.sh" <<'END'
attune [plan] [--workspace] [attune.workspace.yaml] [--reports] [reports] [--out] [plans] [--all]
exit 0
END
rmdir reports

printf 'state: ".attune/{tenant}"\n' >attune.workspace.yaml
expect 'a ledger that would be lost' sh "$scripts/apply.sh" contoso <<'END'
apply.sh: attune.workspace.yaml keeps no state on object storage (state: "s3://bucket/{tenant}"), and the ledger of this apply would be lost
exit 64
END

printf 'state: "s3://bucket/{tenant}"\n' >attune.workspace.yaml
STAND_IN_EXIT=5 expect 'one tenant' sh "$scripts/apply.sh" contoso <<'END'
attune [apply] [plans] [--tenant] [contoso] [--workspace] [attune.workspace.yaml] [--auto-approve] [--console] [none] [--reports] [reports]
exit 5
END

rmdir reports

expect 'all tenants' sh "$scripts/apply.sh" <<'END'
attune [apply] [plans] [--all] [--workspace] [attune.workspace.yaml] [--auto-approve] [--console] [none] [--reports] [reports]
exit 0
END
rmdir reports

expect 'no way out of the folder' sh "$scripts/apply.sh" ../evil <<'END'
apply.sh: that is no name of a tenant
exit 64
END

STAND_IN_EXIT=2 expect 'drift' sh "$scripts/drift.sh" <<'END'
attune [drift] [--all] [--workspace] [attune.workspace.yaml] [--since-last] [--notify] [--reports] [reports]
exit 2
END

STAND_IN_EXIT=3 expect 'verify' sh "$scripts/verify.sh" <<'END'
attune [verify] [--all] [--workspace] [attune.workspace.yaml] [--reports] [reports]
exit 3
END

ATTUNE_SHARD=0/4 expect 'a part of all tenants' sh "$scripts/drift.sh" <<'END'
attune [drift] [--all] [--shard] [0/4] [--workspace] [attune.workspace.yaml] [--since-last] [--notify] [--reports] [reports]
exit 0
END

ATTUNE_SHARD=3/4 ATTUNE_REPORTS=verified expect 'another part' sh "$scripts/verify.sh" <<'END'
attune [verify] [--all] [--shard] [3/4] [--workspace] [attune.workspace.yaml] [--reports] [verified]
exit 0
END

STAND_IN_EXIT=130 expect 'the code is kept and not swallowed' sh "$scripts/keep.sh" codes "$ATTUNE" plan <<'END'
attune [plan]
exit 130
END

expect 'it is kept' cat codes <<'END'
exit-code=130
exit 0
END

cd ..

# --- comment.sh, body.sh

mkdir reports
printf '<!-- attune fleet plan -->\n# 1 tenant\n' >reports/index.md
expect 'a first comment' sh "$scripts/comment.sh" 7 reports <<'END'
exit 0
END

printf '3 <!-- attune fleet drift -->\n41 Looks good <!-- attune fleet plan -->\n42 <!-- attune fleet plan -->\n43 <!-- attune fleet plan -->\n' >answers/comments
ATTUNE_LINK=https://example.com/run/1 expect 'the same comment' sh "$scripts/comment.sh" 7 reports <<'END'
exit 0
END

expect 'what the forge was asked' cat calls <<'END'
comments [7]
add-comment [7] {<!-- attune fleet plan -->
# 1 tenant}
comments [7]
edit-comment [7] [42] {<!-- attune fleet plan -->
# 1 tenant

[All reports](https://example.com/run/1)}
exit 0
END

for number in '' 07 7/../8 '7;id' -1 1234567890; do
    case $number in
    1234567890) what='is too large' ;;
    *) what='must be a whole number' ;;
    esac
    expect "the number '$number'" sh "$scripts/comment.sh" "$number" reports <<END
comment.sh: the number of the change $what
exit 64
END
done

printf 1 >answers/comments.exit
expect 'a forge that does not answer' sh "$scripts/comment.sh" 7 reports <<'END'
exit 1
END
rm answers/comments.exit

printf '# no marker\n' >reports/index.md
expect 'no index of attune' sh "$scripts/comment.sh" 7 reports <<'END'
comment.sh: reports/index.md does not begin with <!-- attune fleet plan -->
exit 1
END

ln -sf /etc/passwd reports/index.md
expect 'a link' sh "$scripts/comment.sh" 7 reports <<'END'
comment.sh: reports/index.md is no file
exit 1
END

# 40,000 lines of two characters, one of them of two bytes.
awk 'BEGIN { for (i = 0; i < 40000; i++) print "é" }' >long.md
sh "$scripts/body.sh" long.md >short.md
expect 'whole lines, by characters' tail -n 3 short.md <<'END'
é

Cut here: too long for a comment.
exit 0
END
expect 'how many' grep -c é short.md <<'END'
32500
exit 0
END

# --- checklist.sh, issues.sh

rm -rf reports calls
mkdir -p reports/tenants
printf '1. Open the page.\n' >reports/tenants/contoso.checklist.md
printf '1. Save it.\n' >reports/tenants/fabrikam.checklist.md
printf 'A plan.\n' >reports/tenants/tailspin.md
cat >reports/index.json <<'END'
{"command": "apply", "tenants": [{"tenant": "contoso", "waiting": 1}, {"tenant": "fabrikam", "waiting": 1}, {"tenant": "tailspin", "waiting": 0}]}
END
cat >answers/issues <<'END'
9 <!-- attune checklist fabrikam -->
8 <!-- attune checklist tailspin -->
6 A printer is broken
5 <!-- attune checklist fabrikam -->
4 <!-- attune checklist wingtip -->
END
expect 'opened and updated' sh "$scripts/checklist.sh" reports answers/issues <<'END'
{"do":"open","tenant":"contoso","title":"attune: steps wait for an operator: contoso","file":"reports/tenants/contoso.checklist.md"}
{"do":"update","tenant":"fabrikam","issue":5,"title":"attune: steps wait for an operator: fabrikam","file":"reports/tenants/fabrikam.checklist.md"}
exit 0
END

expect 'issues' sh "$scripts/issues.sh" reports <<'END'
exit 0
END
expect 'what the forge was asked' cat calls <<'END'
issues
open-issue [attune: steps wait for an operator: contoso] {<!-- attune checklist contoso -->
When all is done: **attune apply --resume --tenant contoso**. This issue closes itself once nothing waits.

1. Open the page.}
edit-issue [5] {<!-- attune checklist fabrikam -->
When all is done: **attune apply --resume --tenant fabrikam**. This issue closes itself once nothing waits.

1. Save it.}
exit 0
END

# Of tailspin, 0 steps wait; of wingtip, nobody could look.
rm -rf verified calls
mkdir -p verified/tenants
cat >verified/index.json <<'END'
{"command": "verify", "tenants": [{"tenant": "contoso", "waiting": 0}, {"tenant": "tailspin", "waiting": 0}, {"tenant": "wingtip", "waiting": null}]}
END
expect 'closed' sh "$scripts/issues.sh" verified <<'END'
exit 0
END
expect 'what the forge was asked' cat calls <<'END'
issues
close-issue [8]
exit 0
END

rm verified/index.json
expect 'no index' sh "$scripts/checklist.sh" verified answers/issues <<'END'
jq: error: Could not open file verified/index.json: No such file or directory
exit 2
END

printf 'x\n' >'reports/tenants/a;id.checklist.md'
expect 'no name of a tenant' sh "$scripts/checklist.sh" reports answers/issues <<'END'
checklist.sh: reports/tenants/a;id.checklist.md is no checklist of a tenant
exit 1
END

# --- reviewed.sh, same.sh, merged.sh, chosen.sh, show.sh, tenants.sh

# plan FILE STEPS TIME
plan() { printf '{"digest": "%s", "content": {"made_at": "%s", "plan": {"steps": %s}}}' "$3" "$3" "$2" >"$1"; }

rm -rf plans calls
mkdir plans
plan plans/contoso.json '[1]' 2
plan plans/fabrikam.json '[1, 2]' 2
plan plans/tailspin.json '[]' 2
plan plans/wingtip.json '[3]' 2
mkdir reviewed
plan reviewed/contoso.json '[1]' 1
plan reviewed/fabrikam.json '[1]' 1
plan reviewed/tailspin.json '[]' 1
expect 'tenants with something to do' sh "$scripts/tenants.sh" plans <<'END'
["contoso","fabrikam","wingtip"]
exit 0
END
expect 'no plans, no tenants' sh "$scripts/tenants.sh" nowhere <<'END'
[]
exit 0
END
expect 'the same but for the time; steps that differ; never reviewed' sh "$scripts/same.sh" reviewed plans <<'END'
{"same":["contoso"],"other":["fabrikam","wingtip"]}
exit 0
END

# Another command for a secret, say, is shown by no report, and still another plan.
jq '.content.connection = {"exec": "evil"}' plans/contoso.json >reviewed/contoso.json
ln -s ../plans/wingtip.json reviewed/wingtip.json
expect 'what is forged, and a link' sh "$scripts/same.sh" reviewed plans <<'END'
{"same":[],"other":["contoso","fabrikam","wingtip"]}
exit 0
END
rm -r reviewed

expect 'pushed, not merged' sh "$scripts/reviewed.sh" abc reviewed <<'END'
Nothing was reviewed: abc was not merged from a pull request.
exit 0
END

printf '7 def\n' >answers/merged
expect 'never planned' sh "$scripts/reviewed.sh" abc reviewed <<'END'
Nothing was reviewed: no run planned the last commit of #7.
exit 0
END

printf '99\n' >answers/plan-run
printf 'attune-reports-7\nattune-plans-71\n' >answers/artifacts
expect 'no plans' sh "$scripts/reviewed.sh" abc reviewed <<'END'
Nothing was reviewed: the run 99 of #7 kept no plans, or no longer.
exit 0
END

printf 1 >answers/artifacts.exit
expect 'a forge that does not answer' sh "$scripts/reviewed.sh" abc reviewed <<'END'
exit 1
END
rm answers/artifacts.exit

rm plans/*.json
plan plans/contoso.json '[1]' 2
plan plans/fabrikam.json '[2]' 2
plan contoso.json '[1]' 1
printf 'attune-reports-7\nattune-plans-7\n' >answers/artifacts
: >output
OUTPUT=output expect 'merged' sh "$scripts/merged.sh" abc plans <<'END'
Reviewed with #7, run 99.

- As they were reviewed: contoso
- Otherwise, and not applied: fabrikam

<details><summary>contoso</summary>

attune [show] [--format] [markdown] [--] [plans/contoso.json]

</details>

<details><summary>fabrikam</summary>

attune [show] [--format] [markdown] [--] [plans/fabrikam.json]

</details>
exit 0
END
expect 'for the jobs that follow' cat output <<'END'
same=["contoso"]
other=["fabrikam"]
exit 0
END

STAND_IN_EXIT=1 expect 'no saved plan' sh "$scripts/show.sh" plans <<'END'

<details><summary>contoso</summary>

attune [show] [--format] [markdown] [--] [plans/contoso.json]
exit 1
END

printf '12\n' >answers/apply-run
rm calls
expect 'plans of a run on main' sh "$scripts/chosen.sh" 12 chosen <<'END'
exit 0
END
expect 'what the forge was asked' cat calls <<'END'
apply-run [12]
download [12] [attune-plans-main] [chosen]
exit 0
END
: >answers/apply-run
expect 'plans of another run' sh "$scripts/chosen.sh" 13 chosen <<'END'
chosen.sh: 13 is no run of attune apply on main
exit 4
END
expect 'no number' sh "$scripts/chosen.sh" 13/../14 chosen <<'END'
chosen.sh: the number of the run must be a whole number
exit 64
END

plan 'plans/$(id).json' '[1]' 1
expect 'no name of a tenant' sh "$scripts/tenants.sh" plans <<'END'
tenants.sh: plans/$(id).json is no plan of a tenant
exit 1
END

# --- gitlab-jobs.sh

rm plans/*.json
plan plans/contoso.json '[1]' 1
ATTUNE_IMAGE=debian:12 ATTUNE_PREPARE=true ATTUNE_SCRIPTS=ci/attune sh "$scripts/gitlab-jobs.sh" plans >jobs.gitlab-ci.yml
ATTUNE_IMAGE=debian:12 ATTUNE_PREPARE=true ATTUNE_SCRIPTS=ci/attune sh "$scripts/gitlab-jobs.sh" nowhere >no-jobs.gitlab-ci.yml
expect 'a lock for each tenant' jq --compact-output '.["apply contoso"] | [.resource_group, .environment.name, .variables.TENANT]' jobs.gitlab-ci.yml <<'END'
["attune/contoso","attune-apply","contoso"]
exit 0
END

all_as_expected
