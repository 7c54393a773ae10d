"""Pages through all people of the simulator and prints how long each round took, in milliseconds."""

import http.client
import json
import os
import time
from urllib.parse import urlparse

base = urlparse(os.environ["AUTOTASK_ZONE_URL"])
headers = {
    "Content-Type": "application/json",
    "UserName": os.environ["AUTOTASK_USERNAME"],
    "Secret": os.environ["AUTOTASK_SECRET"],
    "ApiIntegrationCode": os.environ["AUTOTASK_INTEGRATION_CODE"],
}
body = json.dumps({"MaxRecords": 500, "filter": [{"op": "gte", "field": "id", "value": 0}]})


def round_trip(connection):
    """Reads every page; the bodies are not decoded, so that the server is measured and not this client."""
    path, pages, size = base.path + "V1.0/Resources/query", 0, 0
    while path:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        answer = response.read()
        assert response.status == 200, answer[:200]
        pages, size = pages + 1, size + len(answer)
        # The details come last: `..., "pageDetails": {...}}`.
        details = json.loads(answer[answer.rindex(b'"pageDetails":') + 14 : -1])
        url = urlparse(details["nextPageUrl"]) if details["nextPageUrl"] else None
        path = f"{url.path}?{url.query}" if url else None
    return pages, size


connection = http.client.HTTPConnection(base.hostname, base.port)
rounds = []
for _ in range(20):
    start = time.perf_counter()
    pages, size = round_trip(connection)
    rounds.append((time.perf_counter() - start) * 1000)
rounds.sort()
print(f"{pages} pages, {size / 1e6:.1f} MB: median {rounds[len(rounds) // 2]:.1f} ms, best {rounds[0]:.1f} ms")
