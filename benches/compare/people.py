"""attune's side: `people` blocks that say of everyone in the tenant which level they are to hold.

    people.py level   >> attune.yaml     a block for each level, that chooses its people by the level
    people.py address >> attune.yaml     a block for each level, that names its people one by one

The environment names the simulator, as for attune. What a level is called and who holds it is read from the tenant.
"""

import json
import os
import sys
import urllib.request

BASE = os.environ["AUTOTASK_ZONE_URL"] + "V1.0/"
HEADERS = {
    "Content-Type": "application/json",
    "UserName": os.environ["AUTOTASK_USERNAME"],
    "Secret": os.environ["AUTOTASK_SECRET"],
    "ApiIntegrationCode": os.environ["AUTOTASK_INTEGRATION_CODE"],
}
API_USER = 7  # as licenseType


def ask(address, body=None):
    request = urllib.request.Request(address, body and json.dumps(body).encode(), HEADERS)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def people():
    """Everyone but API users, page by page."""
    address = BASE + "Resources/query"
    while address:
        page = ask(address, {"filter": [{"op": "noteq", "field": "licenseType", "value": API_USER}]})
        yield from page["items"]
        address = page["pageDetails"]["nextPageUrl"]


def levels():
    """Names of levels by number."""
    fields = ask(BASE + "Resources/entityInformation/fields")["fields"]
    values = next(field["picklistValues"] for field in fields if field["name"] == "userType")
    return {int(value["value"]): value["label"] for value in values}


def main(by):
    names, addresses = levels(), {}
    for person in people():
        addresses.setdefault(int(person["userType"]), []).append(person["email"])
    print("\npeople:")
    for level in sorted(addresses):
        name = json.dumps(names[level])
        who = {"level": ("levels", [name]), "address": ("emails", addresses[level])}
        key, items = who[by]
        print(f"  level-{level}:\n    who:\n      {key}:")
        for item in items:
            print(f"        - {item}")
        print(f"    securityLevel: {{name: {name}}}")


main(sys.argv[1])
