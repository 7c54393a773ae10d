"""Serves S3 on a free port of this machine, with moto; says the port on stdout, then serves until stdin ends.

argv: the names of the buckets to make. One request after the other: moto looks whether a condition holds and writes afterwards, where
S3 does both at once.
"""

import sys
import threading

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

moto = DomainDispatcherApplication(create_backend_app)
one_at_a_time = threading.Lock()


def application(environ, start_response):
    with one_at_a_time:
        return list(moto(environ, start_response))


server = make_server("127.0.0.1", 0, application, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = boto3.client(
    "s3",
    endpoint_url=f"http://127.0.0.1:{server.port}",
    region_name="us-east-1",
    aws_access_key_id="key",
    aws_secret_access_key="secret",
)
for bucket in sys.argv[1:]:
    client.create_bucket(Bucket=bucket)
print(server.port, flush=True)
sys.stdin.read()
