"""What the Prometheus project's own reader makes of metrics on stdin: one line a sample.

Usage: prometheus.py < metrics
"""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

for family in text_string_to_metric_families(sys.stdin.read()):
    assert family.documentation, family
    for sample in family.samples:
        print(family.type, sample.name, json.dumps(sample.labels, sort_keys=True), sample.value)
