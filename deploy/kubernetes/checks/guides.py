"""The commands in the guides can be read by the shells that they are for, and name what is there."""

import re
import subprocess
import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser

from rendered import ROOT, everything, pod

found = []


def blocks(name, language):
    """The fenced blocks of a language, each with its first line; those in lists without their indentation."""
    text = (ROOT / "docs/guides" / name).read_text()
    for block in re.finditer(rf"^( *)```{language}\n(.*?)^ *```$", text, flags=re.MULTILINE | re.DOTALL):
        line = text[: block.start()].count("\n") + 2
        yield line, re.sub(rf"^{block.group(1)}", "", block.group(2), flags=re.MULTILINE)


def wrong(node):
    """The places that a grammar cannot read."""
    if node.is_error or node.is_missing:
        yield node.start_point.row
    for child in node.children:
        yield from wrong(child)


def powershell(name):
    parser = Parser(Language(tree_sitter_powershell.language()))
    # The grammar reads what is wrong as wrong.
    assert list(wrong(parser.parse(b"if (1 { Get-Item }").root_node))
    prompted = [
        (line + row, text.removeprefix("PS> "))
        for line, block in blocks(name, "console")
        for row, text in enumerate(block.splitlines())
        if text.startswith("PS> ")
    ]
    all_of = list(blocks(name, "powershell"))
    assert all_of and prompted, name
    for line, text in all_of + prompted:
        for row in wrong(parser.parse(text.encode()).root_node):
            found.append(f"docs/guides/{name}:{line + row}: PowerShell cannot read this")


def shell(name):
    all_of = list(blocks(name, "sh"))
    assert all_of, name
    for line, text in all_of:
        read = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
        if read.returncode != 0:
            found.append(f"docs/guides/{name}:{line}: {read.stderr}")
    return "\n".join(text for _, text in all_of)


def secrets():
    """The Secrets that pods cannot do without."""
    for resources in everything().values():
        for spec in (pod(it) for it in resources if it["kind"] == "CronJob"):
            yield from (it["secret"]["secretName"] for it in spec["volumes"] if "secret" in it)
            for container in spec["containers"]:
                yield from (it["secretRef"]["name"] for it in container.get("envFrom", []))


commands = shell("kubernetes.md")
for secret in sorted(set(secrets())):
    if f"create secret generic {secret} " not in commands:
        found.append(f"docs/guides/kubernetes.md: the Secret {secret} is not made")
powershell("windows.md")
if found:
    sys.exit("\n".join(found))
print("the commands in the guides can be read", file=sys.stderr)
