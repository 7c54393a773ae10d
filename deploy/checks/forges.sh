#!/bin/sh
# forges.sh FOLDER: runs the scripts that talk to forges with stand-ins for gh and curl. FOLDER must not be there; it is left for looking at.
# The answers of the stand-ins have the fields that the forges' documents name. No forge was asked.
set -eu

folder=${1:?usage: forges.sh FOLDER}
here=$(dirname -- "$0")
# shellcheck source-path=SCRIPTDIR source=expect.sh
. "$here/expect.sh"

mkdir tools
cat >tools/gh <<'END'
#!/bin/sh
# Tells its arguments; with --jq, filters the file `answer` in place of what GitHub would answer.
printf 'gh' >>calls
printf ' [%s]' "$@" >>calls
printf '\n' >>calls
while [ "$#" -gt 0 ]; do
    if [ "$1" = --jq ]; then exec jq --raw-output "$2" answer; fi
    shift
done
END
cat >tools/curl <<'END'
#!/bin/sh
# Tells its method, address and body, and whether that is a patch; answers a list from answer-PAGE, what is asked of work items from a file of
# its own, anything else from `answer`.
method=GET
body=
patch=
for argument; do
    case $argument in
    *sesame*) printf 'the token is an argument\n' >>calls ;;
    *json-patch+json) patch=' as a patch' ;;
    @*/token) token=$(cat "${argument#@}") ;;
    esac
done
while [ "$1" != -- ]; do
    case $1 in
    --request) method=$2; shift ;;
    --data-binary) case $2 in @-) body=$(cat) ;; @*) body=$(cat "${2#@}") ;; esac; shift ;;
    esac
    shift
done
printf '%s %s %s (%s)%s\n' "$method" "$2" "$body" "$token" "$patch" >>calls
case $2 in
*page=*) cat "answer-${2##*page=}" ;;
*/wit/wiql*) cat answer-wiql ;;
*/wit/workitemsbatch*) cat answer-batch ;;
*/states*) cat answer-states ;;
*/user) printf '{"id": 5}' ;;
*) cat answer ;;
esac
END
chmod +x tools/gh tools/curl
PATH=$PWD/tools:$PATH
printf 'One\n"two"\n' >text.md

# --- GitHub

GITHUB_REPOSITORY=msp/tenants
export GITHUB_REPOSITORY
cat >answer <<'END'
[{"id": 1, "user": {"login": "mallory"}, "body": "<!-- attune fleet plan -->"},
 {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "<!-- attune fleet plan -->\r\nOne"},
 {"id": 3, "user": {"login": "github-actions[bot]"}, "body": null}]
END
expect 'comments: of the bot, by their first line' sh "$scripts/github.sh" comments 7 <<'END'
2 <!-- attune fleet plan -->
3 
exit 0
END

cat >answer <<'END'
[{"number": 4, "user": {"login": "github-actions[bot]"}, "body": "<!-- attune checklist contoso -->\nOne"},
 {"number": 5, "user": {"login": "github-actions[bot]"}, "body": "x", "pull_request": {}}]
END
expect 'issues: no pull requests' sh "$scripts/github.sh" issues <<'END'
4 <!-- attune checklist contoso -->
exit 0
END

cat >answer <<'END'
[{"number": 6, "merged_at": null, "merge_commit_sha": "abc", "head": {"sha": "111"}},
 {"number": 7, "merged_at": "2026-11-22T00:00:00Z", "merge_commit_sha": "abc", "head": {"sha": "def"}}]
END
expect 'the pull request that was merged' sh "$scripts/github.sh" merged abc <<'END'
7 def
exit 0
END
expect 'none' sh "$scripts/github.sh" merged abd <<'END'
exit 0
END

printf '{"workflow_runs": [{"id": 1, "head_repository": {"full_name": "mallory/tenants"}}, {"id": 2, "head_repository": {"full_name": "msp/tenants"}}]}' >answer
expect 'a run of this repository, not of a fork' sh "$scripts/github.sh" plan-run def <<'END'
2
exit 0
END

printf '{"id": 12, "path": ".github/workflows/attune-apply.yml", "head_branch": "main", "event": "push"}' >answer
expect 'a run on main' sh "$scripts/github.sh" apply-run 12 <<'END'
12
exit 0
END
for field in '.path = ".github/workflows/evil.yml"' '.head_branch = "evil"' '.event = "pull_request"'; do
    printf '{"id": 12, "path": ".github/workflows/attune-apply.yml", "head_branch": "main", "event": "push"}' | jq "$field" >answer
    expect "$field" sh "$scripts/github.sh" apply-run 12 <<'END'
exit 0
END
done

printf '{"artifacts": [{"name": "a", "expired": true}, {"name": "b", "expired": false}]}' >answer
expect 'artefacts that are still there' sh "$scripts/github.sh" artifacts 2 <<'END'
b
exit 0
END

rm calls
sh "$scripts/github.sh" add-comment 7 text.md
sh "$scripts/github.sh" edit-comment 7 2 text.md
sh "$scripts/github.sh" open-issue '@me' text.md
sh "$scripts/github.sh" edit-issue 4 text.md
sh "$scripts/github.sh" close-issue 4
sh "$scripts/github.sh" download 2 attune-plans-7 plans
sh "$scripts/github.sh" download-all 2 'attune-applied-*' applied
expect 'what is written' cat calls <<'END'
gh [api] [--silent] [--method] [POST] [repos/msp/tenants/issues/7/comments] [--field] [body=@text.md]
gh [api] [--silent] [--method] [PATCH] [repos/msp/tenants/issues/comments/2] [--field] [body=@text.md]
gh [api] [--silent] [--method] [POST] [repos/msp/tenants/issues] [--raw-field] [title=@me] [--field] [body=@text.md]
gh [api] [--silent] [--method] [PATCH] [repos/msp/tenants/issues/4] [--field] [body=@text.md]
gh [api] [--silent] [--method] [PATCH] [repos/msp/tenants/issues/4] [--raw-field] [state=closed] [--raw-field] [state_reason=completed]
gh [run] [download] [2] [--repo] [msp/tenants] [--name] [attune-plans-7] [--dir] [plans]
gh [run] [download] [2] [--repo] [msp/tenants] [--pattern] [attune-applied-*] [--dir] [applied]
exit 0
END

# --- GitLab

CI_API_V4_URL=https://gitlab.example/api/v4 CI_PROJECT_ID=3 ATTUNE_GITLAB_TOKEN=sesame
export CI_API_V4_URL CI_PROJECT_ID ATTUNE_GITLAB_TOKEN
printf '[{"id": 1, "author": {"id": 4}, "body": "<!-- attune fleet plan -->"}]' >answer-1
printf '[{"id": 2, "author": {"id": 5}, "body": "<!-- attune fleet plan -->\\nOne"}]' >answer-2
printf '[]' >answer-3
rm calls
expect 'notes of its own user, from all pages' sh "$scripts/gitlab.sh" comments 7 <<'END'
2 <!-- attune fleet plan -->
exit 0
END
printf '[{"iid": 8, "description": "<!-- attune checklist contoso -->\\nOne"}, {"iid": 9, "description": null}]' >answer-1
printf '[]' >answer-2
expect 'issues' sh "$scripts/gitlab.sh" issues <<'END'
8 <!-- attune checklist contoso -->
9 
exit 0
END
sh "$scripts/gitlab.sh" add-comment 7 text.md
sh "$scripts/gitlab.sh" edit-comment 7 2 text.md
sh "$scripts/gitlab.sh" open-issue 'A "title"' text.md
sh "$scripts/gitlab.sh" edit-issue 8 text.md
sh "$scripts/gitlab.sh" close-issue 8
expect 'what is asked and written' cat calls <<'END'
GET https://gitlab.example/api/v4/user  (PRIVATE-TOKEN: sesame)
GET https://gitlab.example/api/v4/projects/3/merge_requests/7/notes?sort=asc&per_page=100&page=1  (PRIVATE-TOKEN: sesame)
GET https://gitlab.example/api/v4/projects/3/merge_requests/7/notes?sort=asc&per_page=100&page=2  (PRIVATE-TOKEN: sesame)
GET https://gitlab.example/api/v4/projects/3/merge_requests/7/notes?sort=asc&per_page=100&page=3  (PRIVATE-TOKEN: sesame)
GET https://gitlab.example/api/v4/projects/3/issues?state=opened&scope=created_by_me&per_page=100&page=1  (PRIVATE-TOKEN: sesame)
GET https://gitlab.example/api/v4/projects/3/issues?state=opened&scope=created_by_me&per_page=100&page=2  (PRIVATE-TOKEN: sesame)
POST https://gitlab.example/api/v4/projects/3/merge_requests/7/notes {"body":"One\n\"two\"\n"} (PRIVATE-TOKEN: sesame)
PUT https://gitlab.example/api/v4/projects/3/merge_requests/7/notes/2 {"body":"One\n\"two\"\n"} (PRIVATE-TOKEN: sesame)
POST https://gitlab.example/api/v4/projects/3/issues {"title":"A \"title\"","description":"One\n\"two\"\n"} (PRIVATE-TOKEN: sesame)
PUT https://gitlab.example/api/v4/projects/3/issues/8 {"description":"One\n\"two\"\n"} (PRIVATE-TOKEN: sesame)
PUT https://gitlab.example/api/v4/projects/3/issues/8 {"state_event":"close"} (PRIVATE-TOKEN: sesame)
exit 0
END

# --- Azure DevOps

SYSTEM_COLLECTIONURI=https://dev.azure.example/msp/ SYSTEM_TEAMPROJECTID=p BUILD_REPOSITORY_ID=r SYSTEM_ACCESSTOKEN=sesame
export SYSTEM_COLLECTIONURI SYSTEM_TEAMPROJECTID BUILD_REPOSITORY_ID SYSTEM_ACCESSTOKEN
printf '{"value": [{"id": 1, "isDeleted": true, "comments": [{"content": "<!-- attune fleet plan -->"}]}, {"id": 2, "isDeleted": false, "comments": [{"content": "<!-- attune fleet plan -->\\nOne"}]}, {"id": 3, "comments": [{}]}]}' >answer
rm calls
expect 'threads' sh "$scripts/azure-devops.sh" comments 7 <<'END'
2 <!-- attune fleet plan -->
3 
exit 0
END
sh "$scripts/azure-devops.sh" add-comment 7 text.md
sh "$scripts/azure-devops.sh" edit-comment 7 2 text.md
expect 'what is asked and written' cat calls <<'END'
GET https://dev.azure.example/msp/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1  (Authorization: Bearer sesame)
POST https://dev.azure.example/msp/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1 {"status":"closed","comments":[{"parentCommentId":0,"commentType":"text","content":"One\n\"two\"\n"}]} (Authorization: Bearer sesame)
PATCH https://dev.azure.example/msp/p/_apis/git/repositories/r/pullRequests/7/threads/2/comments/1?api-version=7.1 {"content":"One\n\"two\"\n"} (Authorization: Bearer sesame)
exit 0
END

# The names of states are those of the project's process; a quote in one is doubled.
printf '{"value": [{"name": "To Do", "category": "Proposed"}, {"name": "It'"'"'s done", "category": "Completed"}, {"name": "Removed", "category": "Removed"}]}' >answer-states
printf '{"workItems": [{"id": 8, "url": "u"}, {"id": 9, "url": "u"}]}' >answer-wiql
printf '{"value": [{"id": 8, "fields": {"System.Tags": "attune-checklist; attune-checklist-contoso"}}, {"id": 9, "fields": {"System.Tags": "attune-checklist"}}]}' >answer-batch
printf '<!-- attune checklist contoso -->\nOne <b>"two"</b>\n' >checklist.md
rm calls
expect 'work items' sh "$scripts/azure-devops.sh" issues <<'END'
8 <!-- attune checklist contoso -->
exit 0
END
printf '{"workItems": []}' >answer-wiql
expect 'no work items' sh "$scripts/azure-devops.sh" issues <<'END'
exit 0
END
sh "$scripts/azure-devops.sh" open-issue 'A "title"' checklist.md
sh "$scripts/azure-devops.sh" edit-issue 8 checklist.md
sh "$scripts/azure-devops.sh" close-issue 8
ATTUNE_WORK_ITEM_TYPE='User Story' sh "$scripts/azure-devops.sh" open-issue title checklist.md
expect 'what is asked and written of work items' cat calls <<'END'
GET https://dev.azure.example/msp/p/_apis/wit/workitemtypes/Task/states?api-version=7.1  (Authorization: Bearer sesame)
POST https://dev.azure.example/msp/p/_apis/wit/wiql?api-version=7.1 {"query":"SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'attune-checklist' AND [System.State] <> 'It''s done' AND [System.State] <> 'Removed' ORDER BY [System.Id]"} (Authorization: Bearer sesame)
POST https://dev.azure.example/msp/p/_apis/wit/workitemsbatch?api-version=7.1 {"ids":[8,9],"fields":["System.Id","System.Tags"]} (Authorization: Bearer sesame)
GET https://dev.azure.example/msp/p/_apis/wit/workitemtypes/Task/states?api-version=7.1  (Authorization: Bearer sesame)
POST https://dev.azure.example/msp/p/_apis/wit/wiql?api-version=7.1 {"query":"SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Tags] CONTAINS 'attune-checklist' AND [System.State] <> 'It''s done' AND [System.State] <> 'Removed' ORDER BY [System.Id]"} (Authorization: Bearer sesame)
POST https://dev.azure.example/msp/p/_apis/wit/workitems/$Task?api-version=7.1 [{"op":"add","path":"/fields/System.Title","value":"A \"title\""},{"op":"add","path":"/fields/System.Description","value":"<pre>One &lt;b&gt;&quot;two&quot;&lt;/b&gt;\n</pre>"},{"op":"add","path":"/fields/System.Tags","value":"attune-checklist; attune-checklist-contoso"}] (Authorization: Bearer sesame) as a patch
PATCH https://dev.azure.example/msp/p/_apis/wit/workitems/8?api-version=7.1 [{"op":"add","path":"/fields/System.Description","value":"<pre>One &lt;b&gt;&quot;two&quot;&lt;/b&gt;\n</pre>"}] (Authorization: Bearer sesame) as a patch
GET https://dev.azure.example/msp/p/_apis/wit/workitemtypes/Task/states?api-version=7.1  (Authorization: Bearer sesame)
PATCH https://dev.azure.example/msp/p/_apis/wit/workitems/8?api-version=7.1 [{"op":"add","path":"/fields/System.State","value":"It's done"}] (Authorization: Bearer sesame) as a patch
POST https://dev.azure.example/msp/p/_apis/wit/workitems/$User%20Story?api-version=7.1 [{"op":"add","path":"/fields/System.Title","value":"title"},{"op":"add","path":"/fields/System.Description","value":"<pre>One &lt;b&gt;&quot;two&quot;&lt;/b&gt;\n</pre>"},{"op":"add","path":"/fields/System.Tags","value":"attune-checklist; attune-checklist-contoso"}] (Authorization: Bearer sesame) as a patch
exit 0
END
expect 'no checklist' sh "$scripts/azure-devops.sh" open-issue title text.md <<'END'
azure-devops.sh: text.md is no checklist
exit 1
END

all_as_expected
