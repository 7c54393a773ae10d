"""Terraform's side: COUNT built-in resources, and the state that applying them leaves.

    terraform.py blocks COUNT > main.tf
    terraform.py state COUNT FROM_STATE > terraform.tfstate

Applying 10,000 resources takes Terraform more than an hour, for it writes its whole state after each one. So a few are really
applied, and their state is written out for as many as wanted: the same entry under another name, number and value. That
Terraform takes it for its own is proven by the plan that is measured, which must find nothing to change.
"""

import copy
import json
import sys
import uuid


def value(number):
    """What a resource holds: as much as a decK service or an Autotask API user does."""
    return {"name": f"level-{number}", "description": f"security level {number}", "active": True}


def blocks(count):
    for number in range(count):
        fields = ", ".join(f"{key} = {json.dumps(item)}" for key, item in value(number).items())
        print(f'resource "terraform_data" "r{number}" {{\n  input = {{ {fields} }}\n}}\n')


def state(count, path):
    with open(path, encoding="utf-8") as file:
        whole = json.load(file)
    pattern = whole["resources"][0]

    def resource(number):
        entry = copy.deepcopy(pattern)
        attributes = entry["instances"][0]["attributes"]
        attributes["id"] = str(uuid.UUID(int=number))
        for side in ("input", "output"):
            attributes[side]["value"] = value(number)
        return entry | {"name": f"r{number}"}

    whole["resources"] = [resource(number) for number in range(count)]
    json.dump(whole, sys.stdout, indent=2)


if __name__ == "__main__":
    {"blocks": lambda: blocks(int(sys.argv[2])), "state": lambda: state(int(sys.argv[2]), sys.argv[3])}[sys.argv[1]]()
