"""Every resource fits the schemas that Kubernetes publishes, and the rules that no schema has."""

import copy
import re
import sys

from kubernetes_validate.utils import ValidationError, all_versions, validate

from rendered import ROOT, everything, pod

# From here on all that is used is stable, or on by default.
FIRST = (1, 29)
VERSIONS = [it for it in dict.fromkeys(all_versions()) if tuple(map(int, it.split(".")[:2])) >= FIRST]
RESTRICTED_VOLUMES = {"configMap", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}

found = []


def demand(holds, where, what):
    if not holds:
        found.append(f"{where}: {what}")


def fits(resource, version):
    try:
        validate(resource, version, strict=True)
    except ValidationError as error:
        return f"{'.'.join(map(str, error.path))}: {error.message}"
    return None


def schemas(where, resource):
    for version in VERSIONS:
        wrong = fits(resource, version)
        demand(wrong is None, where, f"Kubernetes {version}: {wrong}")
    # A validator that says yes to all would go unnoticed otherwise.
    strange = copy.deepcopy(resource)
    strange["metadata"]["colour"] = "blue"
    demand(fits(strange, VERSIONS[0]), where, "a key that there is not is let pass")


def results():
    """The codes that say how a run ended, by attune's own list; a run that was told to stop is none of them."""
    text = (ROOT / "crates/attune/src/exit.rs").read_text()
    arms = re.findall(r"Self::(\w+) => (\d+),", text[text.index("fn code(") :])
    return sorted(int(code) for name, code in arms if name not in ("Done", "Interrupted", "Terminated"))


def options(command):
    """The long options of a command of attune, by the fields that they are read into."""
    text = "".join(file.read_text() for file in (ROOT / "crates/attune/src/cli").glob("*.rs"))
    fields = re.search(rf"struct {command} \{{\n(.*?)\n\}}", text, flags=re.DOTALL).group(1)
    for flat, field, kind in re.findall(r"(#\[command\(flatten\)\]\n *)?pub\(crate\) (\w+): (.*),", fields):
        if flat:
            yield from options(kind)
        else:
            yield "--" + field.replace("_", "-")


def cron_job(where, cron):
    job = cron["spec"]["jobTemplate"]["spec"]
    spec = pod(cron)
    (attune,) = [it for it in spec["containers"] if it["name"] == "attune"]
    environment = {it["name"]: it.get("value") for it in attune["env"]}
    demand(
        job["completions"] == job["parallelism"] == int(environment["SHARDS"]),
        where,
        "completions, parallelism and SHARDS are one number",
    )
    demand("--shard=$(JOB_COMPLETION_INDEX)/$(SHARDS)" in attune["args"], where, "each pod looks at its shard")
    command, *given = attune["args"]
    for option in given:
        known = option.split("=")[0] in options(f"{command.title()}Args")
        demand(known, where, f"attune {command} has no {option}")
    # The API server refuses these; no schema does.
    demand(job["completionMode"] == "Indexed" and "backoffLimitPerIndex" in job, where, "FailIndex needs both")
    demand(spec["restartPolicy"] == "Never", where, "a podFailurePolicy needs it")
    first, second = job["podFailurePolicy"]["rules"]
    demand(first["action"] == "FailIndex", where, "a result comes before what happened to the node")
    demand(first["onExitCodes"]["containerName"] == "attune", where, "only attune's exit codes are results")
    demand(first["onExitCodes"]["values"] == results(), where, f"attune's results are {results()}")
    demand(second["action"] == "Ignore", where, "a disruption is not counted")
    demand(cron["spec"]["concurrencyPolicy"] == "Forbid", where, "one run after the other")
    demand("activeDeadlineSeconds" in job, where, "a run ends")
    for other in (it for it in spec["initContainers"] if it["name"] != "workspace"):
        demand(other.get("restartPolicy") == "Always", where, f"attune waits for the end of {other['name']}")
    if command == "apply":
        demand(cron["spec"].get("suspend") is True, where, "nothing is applied by a schedule")
    else:
        demand(command == "drift", where, "what a schedule starts only looks")


def restricted(where, spec):
    """The pod security standard `restricted`, and what is beyond it."""
    security = spec["securityContext"]
    demand(security["runAsNonRoot"] is True and security["runAsUser"] > 0, where, "not root")
    demand(security["seccompProfile"] == {"type": "RuntimeDefault"}, where, "the runtime's seccomp profile")
    demand(spec["automountServiceAccountToken"] is False, where, "no token of the cluster")
    demand(not any(spec.get(key) for key in ("hostNetwork", "hostPID", "hostIPC")), where, "nothing of the node")
    for volume in spec["volumes"]:
        kinds = set(volume) - {"name"}
        demand(kinds <= RESTRICTED_VOLUMES, where, f"the volume {volume['name']}")
        if "secret" in volume:
            # With fsGroup, Kubernetes lets the group read these too.
            demand(volume["secret"]["defaultMode"] == 0o400 and "fsGroup" in security, where, "secrets are for the pod alone")
        if "emptyDir" in volume:
            demand("sizeLimit" in volume["emptyDir"], where, f"{volume['name']} has a size")
    for one in spec["initContainers"] + spec["containers"]:
        place = f"{where}, container {one['name']}"
        own = one["securityContext"]
        demand(own["allowPrivilegeEscalation"] is False, place, "no more privileges")
        demand(own["readOnlyRootFilesystem"] is True, place, "a read-only root")
        demand(own["capabilities"] == {"drop": ["ALL"]}, place, "no capability")
        demand(not own.get("privileged"), place, "not privileged")
        limits, requests = one["resources"]["limits"], one["resources"]["requests"]
        demand(limits["memory"] == requests["memory"], place, "memory that is there")
        mounts = {it["name"]: it for it in one["volumeMounts"]}
        demand(mounts.keys() <= {it["name"] for it in spec["volumes"]}, place, "a volume that there is not")
        for name in ("secrets", "credential"):
            demand(name not in mounts or mounts[name].get("readOnly") is True, place, f"{name} are read")
    secrets = [it["name"] for it in spec["initContainers"] if any(m["name"] == "secrets" for m in it["volumeMounts"])]
    demand(not secrets, where, f"{secrets} see what only attune needs")


def network(where, resources):
    policies = [it["spec"] for it in resources if it["kind"] == "NetworkPolicy"]
    pods = [it["spec"]["jobTemplate"]["spec"]["template"] for it in resources if it["kind"] == "CronJob"]
    for policy in policies:
        wanted = policy["podSelector"]["matchLabels"].items()
        for template in pods:
            demand(wanted <= template["metadata"]["labels"].items(), where, "a policy means other pods")
    open_ports = [rule for policy in policies for rule in policy["egress"] if "to" not in rule]
    ports = {(port["protocol"], port["port"]) for rule in open_ports for port in rule["ports"]}
    demand(ports == {("TCP", 443), ("TCP", 53), ("UDP", 53)}, where, f"out to anywhere are {sorted(ports)}")
    demand(not any(policy.get("ingress") for policy in policies), where, "nobody comes in")
    demand(any("Ingress" in policy["policyTypes"] for policy in policies), where, "nobody comes in")


demand(len(VERSIONS) > 1, "kubernetes-validate", "it has schemas of several versions")
for name, resources in everything().items():
    for resource in resources:
        where = f"{name}, {resource['kind']} {resource['metadata']['name']}"
        schemas(where, resource)
        if name in ("base", "apply"):
            demand("namespace" not in resource["metadata"], where, "overlays name the namespace")
        if resource["kind"] == "CronJob":
            cron_job(where, resource)
            restricted(where, pod(resource))
    if name != "apply":
        network(name, resources)
if found:
    sys.exit("\n".join(found))
print(f"deploy/kubernetes fits Kubernetes {VERSIONS[0]} to {VERSIONS[-1]}", file=sys.stderr)
