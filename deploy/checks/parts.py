"""parts.py FOLDER: what the linters cannot take as it stands. For each template under deploy/:

- a component of GitLab becomes two files, its header and its jobs with the inputs' defaults in place;
- the shell text of every step becomes a file of its own, named after the template and the line.
"""

import re
import sys
from pathlib import Path

from ruamel.yaml import YAML

DEPLOY = Path(__file__).parent.parent
OUT = Path(sys.argv[1])
# Keys that hold shell text, and what runs it where the step does not say.
SHELLS = {"run": "bash", "bash": "bash", "script": "sh", "before_script": "sh"}


def components():
    for file in sorted(DEPLOY.glob("gitlab/templates/*.yml")):
        header, jobs = file.read_text().split("\n---\n")
        defaults = {
            name: spec["default"]
            for name, spec in YAML(typ="safe").load(header)["spec"]["inputs"].items()
        }
        (OUT / f"{file.stem}.header.gitlab-ci.yml").write_text(header + "\n")
        # As many lines as the file has, so that a finding names the right one.
        filled = re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda m: str(defaults[m[1]]), jobs)
        path = OUT / f"{file.stem}.jobs.gitlab-ci.yml"
        path.write_text("#\n" * (header.count("\n") + 2) + filled)
        yield path


def texts(node):
    """The shell texts below a node: line, shell, text."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in SHELLS and isinstance(value, (str, list)):
                text = value if isinstance(value, str) else "\n".join(value)
                yield node.lc.key(key)[0] + 1, node.get("shell", SHELLS[key]), text
            else:
                yield from texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)


def main():
    OUT.mkdir(parents=True)
    templates = [
        *sorted(DEPLOY.glob("github/**/*.yml")),
        *sorted(DEPLOY.glob("azure-devops/*.yml")),
        *components(),
    ]
    count = 0
    for template in templates:
        for line, shell, text in texts(YAML().load(template)):
            # What the forge puts in place is one word of unknown content.
            text = re.sub(r"\$\{\{.*?\}\}|\$\([A-Za-z]+\.[A-Za-z.]+\)", "forge", text)
            name = f"{template.stem}-{line}.{shell}"
            (OUT / name).write_text(f"#!/usr/bin/env {shell}\n{text}\n")
            count += 1
    if count < 20:
        sys.exit(f"parts.py: only {count} shell texts were found")


main()
