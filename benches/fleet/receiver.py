"""A webhook on this machine. The first line that it prints is its port; after that a line for each notice that it gets:
how many tenants it tells of, by how they stand, as JSON."""

import http.server
import json


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        notice = json.loads(self.rfile.read(int(self.headers["content-length"])))
        print(json.dumps(notice["counts"]), flush=True)
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
print(server.server_port, flush=True)
server.serve_forever()
