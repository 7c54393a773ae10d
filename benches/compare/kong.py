"""decK's side: its file of COUNT services, and as much of Kong's admin API as decK needs to keep them.

    kong.py file COUNT > kong.yaml
    kong.py serve              prints its address, then serves until it is stopped

Services are kept in memory and handed out in pages; of every other kind there are none.
"""

import json
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

ROOT = {"version": "2.8.1", "configuration": {"database": "postgres"}, "plugins": {"available_on_server": {}}}
DEFAULTS = {"connect_timeout": 60000, "write_timeout": 60000, "read_timeout": 60000, "protocol": "http", "port": 80,
            "enabled": True, "created_at": 1700000000, "updated_at": 1700000000}
SERVICES = {}


class Admin(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer leaves in one piece.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def do_GET(self):
        url = urlparse(self.path)
        match url.path.strip("/").split("/"):
            case [""]:
                self.answer(200, ROOT)
            case ["services"]:
                self.answer(200, page(parse_qs(url.query)))
            case ["services", name]:
                found = (one for one in SERVICES.values() if name in (one["id"], one["name"]))
                one = next(found, None)
                self.answer(200, one) if one else self.answer(404, {"message": "Not found"})
            case _:
                self.answer(200, {"data": [], "next": None})

    def do_PUT(self):
        self.write()

    def do_POST(self):
        self.write()

    def write(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        parts = urlparse(self.path).path.strip("/").split("/")
        number = parts[1] if len(parts) > 1 else sent.get("id") or str(uuid.uuid4())
        SERVICES[number] = DEFAULTS | sent | {"id": number}
        self.answer(200, SERVICES[number])

    def answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def page(query):
    size, start = (int(query.get(key, [usual])[0]) for key, usual in (("size", 100), ("offset", 0)))
    rest = list(SERVICES.values())[start:]
    more = {"offset": str(start + size), "next": f"/services?offset={start + size}"}
    return {"data": rest[:size], "next": None} | (more if len(rest) > size else {})


def file(count):
    print('_format_version: "1.1"\nservices:')
    for number in range(count):
        print(f"- {{name: svc-{number:06}, host: h{number}.contoso.example, port: 80, protocol: http, path: /a{number}}}")


def serve():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Admin)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    {"file": lambda: file(int(sys.argv[2])), "serve": serve}[sys.argv[1]]()
