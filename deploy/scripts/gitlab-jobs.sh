#!/bin/sh
# gitlab-jobs.sh PLANS: a pipeline for GitLab on stdout with a job for each saved plan, so that each tenant has a lock of its own. Wants jq.
# ATTUNE_IMAGE, ATTUNE_PREPARE and ATTUNE_SCRIPTS are those of the component.
set -eu

tenants=$(sh "$(dirname -- "$0")/tenants.sh" "${1:?usage: gitlab-jobs.sh PLANS}")
# JSON is YAML.
printf '%s\n' "$tenants" | jq \
    --arg image "${ATTUNE_IMAGE:?}" --arg prepare "${ATTUNE_PREPARE:?}" --arg scripts "${ATTUNE_SCRIPTS:?}" '
    def job: {
        image: $image,
        before_script: [$prepare],
        variables: {ATTUNE_SCRIPTS: $scripts},
        needs: [{pipeline: "$PARENT_PIPELINE_ID", job: "attune-plan-main", artifacts: true}]
    };
    def apply: . as $tenant | job | . * {
        stage: "apply",
        when: "manual",
        allow_failure: false,
        environment: {name: "attune-apply"},
        resource_group: "attune/\($tenant)",
        variables: {TENANT: $tenant, ATTUNE_REPORTS: "applied-\($tenant)"},
        script: [
            "BIN=$(mktemp -d)",
            "env -u ATTUNE_ENV_FILE sh \"$ATTUNE_SCRIPTS/install.sh\" \"$BIN\"",
            "ATTUNE=\"$BIN/attune\" sh \"$ATTUNE_SCRIPTS/environment.sh\" sh \"$ATTUNE_SCRIPTS/apply.sh\" \"$TENANT\""
        ],
        artifacts: {when: "always", access: "developer", expire_in: "30 days", paths: ["applied-\($tenant)/"]}
    };
    def operators: . as $tenants | job | del(.needs) | . * {
        stage: "operators",
        when: "always",
        environment: {name: "attune-comment", action: "access"},
        resource_group: "attune/checklists",
        variables: {FORGE: "\($scripts)/gitlab.sh"},
        script: ["sh \"$ATTUNE_SCRIPTS/issues.sh\" applied-*"]
    };
    if length == 0 then
        {"no tenant changed": {image: $image, script: ["echo \"No tenant changed.\""]}}
    else
        {stages: ["apply", "operators"]}
        + (map({key: "apply \(.)", value: apply}) | from_entries)
        + {"tell the operators": operators}
    end'
