"""What kustomize, as kubectl has it, makes of the folders here."""

import pathlib
import subprocess
import sys

import yaml

KUBERNETES = pathlib.Path(__file__).resolve().parent.parent
ROOT = KUBERNETES.parent.parent
TOOLS = pathlib.Path(sys.executable).parent


def kustomize(folder):
    """The resources of a folder."""
    made = subprocess.run([TOOLS / "kubectl", "kustomize", folder], capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(f"{folder}: {made.stderr}")
    return list(yaml.safe_load_all(made.stdout))


def with_component(overlay, component):
    """An overlay with a component, which is a line more in its kustomization."""
    folder = ROOT / "target/kubernetes" / component.name
    folder.mkdir(parents=True, exist_ok=True)
    up = pathlib.Path(*[".."] * len(folder.relative_to(ROOT).parts))
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [str(up / overlay.relative_to(ROOT))],
        "components": [str(up / component.relative_to(ROOT))],
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(kustomization))
    return kustomize(folder)


def everything():
    """By a name for each: base and apply alone, each overlay, and each overlay with each component."""
    all_of = {name: kustomize(KUBERNETES / name) for name in ["base", "apply"]}
    for overlay in sorted((KUBERNETES / "overlays").iterdir()):
        all_of[overlay.name] = kustomize(overlay)
        for component in sorted((KUBERNETES / "components").iterdir()):
            all_of[f"{overlay.name} with {component.name}"] = with_component(overlay, component)
    return all_of


def one(resources, kind, name):
    """The resource of a kind and a name."""
    return next(it for it in resources if (it["kind"], it["metadata"]["name"]) == (kind, name))


def pod(cron_job):
    """The pod of a CronJob."""
    return cron_job["spec"]["jobTemplate"]["spec"]["template"]["spec"]


def container(pod_spec, name):
    """A container of a pod, of either kind."""
    return next(it for it in pod_spec["initContainers"] + pod_spec["containers"] if it["name"] == name)
