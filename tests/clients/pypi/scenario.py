"""What an integration does, through a client that is not ours: another casing, another way to ask.

Usage: scenario.py REST_URL USER_NAME SECRET INTEGRATION_CODE CONSOLE_URL
"""

import base64
import sys

import requests
from atrest.client import Client

rest, user_name, secret, integration_code, console = sys.argv[1:]
base = rest + "V1.0"
client = Client(base, integration_code, user_name, secret)
done = []


def refused(work, words):
    """The client turns statuses into words of its own."""
    try:
        work()
    except requests.exceptions.HTTPError as error:
        assert words in str(error), error
        return
    raise AssertionError(f"not refused with {words}")


# A body in PascalCase, and a query in the address whose value is text where the field is a number.
ticket = client.create_ticket("From Python", "A description", 1, 2, 0, 8)
assert isinstance(ticket, int)
answer = client.query_tickets(ticket).json()
assert answer["pageDetails"]["count"] == 1, answer["pageDetails"]
(found,) = answer["items"]
assert (found["title"], found["queueID"], found["companyID"]) == ("From Python", 8, 0), found
done.append("a ticket is created and found")

file = base64.b64encode(b"hello")
client.create_ticket_with_attachment("With a file", "x", 1, 2, 0, 8, "A file", "hello.txt", file)
attachments = requests.post(
    base + "/TicketAttachments/query",
    headers=client.api.headers,
    json={"filter": [{"op": "eq", "field": "title", "value": "A file"}]},
).json()["items"]
assert len(attachments) == 1 and attachments[0]["parentID"] == ticket + 1, attachments
done.append("an attachment goes below its ticket")

# The client escapes nothing itself; pages of a GET query are asked for with GET.
search = '{"filter":[{"op":"gte","field":"id","value":0}],"MaxRecords":400}'
url = base + "/Resources/query?search=" + search
ids = set()
while url:
    page = requests.get(url, headers=client.api.headers).json()
    fresh = {item["id"] for item in page["items"]}
    assert not ids & fresh
    ids |= fresh
    url = page["pageDetails"]["nextPageUrl"]
assert len(ids) > 1000, len(ids)
done.append("pages of a GET query")

patched = requests.patch(base + "/Tickets", headers=client.api.headers, json={"id": ticket, "Title": "Renamed"})
assert patched.json() == {"itemId": ticket}, patched.text
assert client.query_tickets(ticket).json()["items"][0]["title"] == "Renamed"
done.append("a sparse update in PascalCase")

refused(lambda: client.create_ticket("x", "x", 77, 2, 0, 8), "bad query parameters")
refused(lambda: client.create_ticket("x", "x", 1, 2, 4711, 8), "bad query parameters")
refused(lambda: Client(base, integration_code, user_name, "wrong").create_ticket("x", "x", 1, 2, 0, 8), "Invalid Autotask credentials")
refused(lambda: Client(base + "5", integration_code, user_name, secret).create_ticket("x", "x", 1, 2, 0, 8), "Bad Autotask URL")
done.append("refusals")

fields = requests.get(base + "/Resources/entityInformation/fields", headers=client.api.headers).json()["fields"]
(levels,) = [field["picklistValues"] for field in fields if field["name"] == "userType"]
assert {"24", "52"} <= {level["value"] for level in levels}, levels
done.append("fields")


def visit(call):
    """What an administrator does at the pages."""
    response = requests.post(console + "simulator/operator", json=call)
    assert response.status_code == 200, response.text
    return response.json()


client.api.headers["ImpersonationResourceId"] = "29682891"
refused(lambda: client.create_ticket("As Priya", "x", 1, 2, 0, 8), "bad query parameters")
level = visit({"do": "copyLevel", "base": 24})["level"]
cells = {"webServicesApi.resourceImpersonation.serviceDesk.tickets.add": True}
visit({"do": "saveLevel", "level": level, "name": "May impersonate", "cells": cells})
visit({"do": "saveLevel", "level": 52, "cells": {"webServicesApi.allowImpersonation": True}})
visit({"do": "assignLevel", "resource": 29682897, "level": level})
theirs = client.create_ticket("As Priya", "x", 1, 2, 0, 8)
# The header is for writes: with it a query needs the right to view as somebody else.
refused(lambda: client.query_tickets(theirs), "bad query parameters")
del client.api.headers["ImpersonationResourceId"]
assert client.query_tickets(theirs).json()["items"][0]["creatorResourceID"] == 29682891
done.append("impersonated writes")

zone = requests.get(rest + "v1.0/zoneInformation", params={"user": user_name}).json()
assert zone["url"] == rest, zone
unknown = requests.get(rest + "v1.0/zoneInformation", params={"user": "nobody@example.org"})
assert (unknown.status_code, unknown.json()) == (500, {"errors": ["Zone information could not be determined"]})
done.append("zones")

print("\n".join(done))
