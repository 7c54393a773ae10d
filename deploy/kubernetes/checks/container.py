"""The Containerfile: hadolint's rules, and what its README says of it."""

import json
import pathlib
import re
import subprocess
import sys

from rendered import ROOT, TOOLS, everything, pod

FILE = ROOT / "deploy/container/Containerfile"
TEXT = FILE.read_text()
# An instruction may go on over several lines; comments stand alone.
LINES = re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE).replace("\\\n", " ").splitlines()

found = []


def demand(holds, what):
    if not holds:
        found.append(f"{FILE.relative_to(ROOT)}: {what}")


def stages():
    """The instructions of each stage, by its name."""
    stages = {}
    for line in filter(None, LINES):
        if line.startswith("FROM "):
            current = stages[line.split(" AS ")[1]] = []
        current.append(line)
    return stages


def copied(build):
    """The files and folders of the project that a build gets."""
    return {source for line in build if line.startswith("COPY ") for source in line.split()[1:-1]}


def read_by_the_build():
    """What attune and all that it is made of are compiled from, seen from the project's folder."""
    cargo = ["cargo", "metadata", "--no-deps", "--offline", "--locked", "--format-version=1"]
    packages = json.loads(subprocess.run(cargo, cwd=ROOT, check=True, capture_output=True).stdout)["packages"]
    paths = [ROOT / "Cargo.toml", ROOT / "Cargo.lock"]
    for folder in (pathlib.Path(package["manifest_path"]).parent for package in packages):
        paths.append(folder)
        for source in folder.glob("src/**/*.rs"):
            included = re.findall(r'include_(?:str|bytes)!\("([^"]+)"\)', source.read_text())
            paths.extend(source.parent / path for path in included)
        for script in folder.glob("build.rs"):
            paths.extend(folder / path for path in re.findall(r'"/?(\.\./[^"]+)"', script.read_text()))
    return sorted({str(path.resolve().relative_to(ROOT.resolve())) for path in paths})


lint = subprocess.run([TOOLS / "hadolint", "--failure-threshold=style", FILE], capture_output=True, text=True)
demand(lint.returncode == 0, lint.stdout + lint.stderr)

by_name = stages()
demand(list(by_name) == ["build", "attune-git", "attune"], "the last stage is what is built where none is named")
toolchain = re.search(r'channel = "(.*)"', (ROOT / "rust-toolchain.toml").read_text()).group(1)
demand(by_name["build"][0].startswith(f"FROM rust:{toolchain}-"), f"Rust is {toolchain} in rust-toolchain.toml")
demand(f"ENV RUSTUP_TOOLCHAIN={toolchain}" in by_name["build"], f"Rust is {toolchain} in rust-toolchain.toml")
demand(any(line.startswith("RUN cargo build --release --locked ") for line in by_name["build"]), "versions are those of Cargo.lock")
for path in read_by_the_build():
    demand(any(f"{path}/".startswith(f"{it}/") for it in copied(by_name["build"])), f"{path} is not copied")
demand(by_name["attune"][0] == "FROM scratch AS attune", "nothing but what is copied")
demand(not any(line.startswith("RUN ") for line in by_name["attune"]), "nothing but what is copied")
for name in ["attune-git", "attune"]:
    stage = by_name[name]
    demand("USER 65532:65532" in stage, f"{name}: a number, so that Kubernetes can tell it from root")
    demand('ENTRYPOINT ["/usr/local/bin/attune"]' in stage, f"{name}: no shell between")
    labels = [line for line in stage if line.startswith("LABEL ")]
    for label in ["title", "description", "licenses"]:
        demand(any(f"org.opencontainers.image.{label}=" in line for line in labels), f"{name}: a label {label}")
for name, resources in everything().items():
    for cron in (it for it in resources if it["kind"] == "CronJob"):
        user = pod(cron)["securityContext"]["runAsUser"]
        demand(user == 65532, f"{name}: pods run as {user}, images as 65532")

if found:
    sys.exit("\n".join(found))
print("deploy/container is as its README says", file=sys.stderr)
