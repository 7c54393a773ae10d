"""Runs the shell scripts that stand in the manifests, with a repository and a stand-in for curl of our own."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

from rendered import KUBERNETES, container, kustomize, one, pod, with_component

EXAMPLE = KUBERNETES / "overlays/example"
CURL = '#!/bin/sh\necho "$@" >> "$CALLS"\ncase "$*" in *broken*) exit 22 ;; esac\n'


def script(resources, name):
    return container(pod(one(resources, "CronJob", "attune-drift")), name)["args"][0]


def git(folder, *arguments):
    made = subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True)
    return made.stdout.strip()


def repository(folder):
    """A repository of two commits; the hash of the first."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "uploadpack.allowReachableSHA1InWant", "true")
    commits = []
    for content in ["first", "second"]:
        (folder / "attune.workspace.yaml").write_text(content)
        git(folder, "add", ".")
        git(folder, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", content)
        commits.append(git(folder, "rev-parse", "HEAD"))
    return commits[0]


def fetched(text, at, commit, protocol="file"):
    """The script with the pod's folders below `at`; how it ended."""
    text = text.replace("/git/", f"{at}/git/").replace("/credential/", f"{at}/credential/")
    variables = {
        "PATH": os.environ["PATH"],
        "REPOSITORY": f"file://{at}/repository",
        "COMMIT": commit,
        "GIT_ALLOW_PROTOCOL": protocol,
        "GIT_TERMINAL_PROMPT": "0",
    }
    return subprocess.run(["/bin/sh", "-euc", text], env=variables, capture_output=True, text=True)


def workspace(text):
    """One commit is fetched, by its hash alone, over what is allowed alone."""
    with tempfile.TemporaryDirectory() as temporary:
        at = pathlib.Path(temporary)
        commit = repository(at / "repository")
        for asked, protocol, ends_well in [
            (commit, "file", True),
            ("main", "file", False),
            ("0" * 40, "file", False),
            (commit, "https", False),
        ]:
            (at / "git").mkdir()
            ran = fetched(text, at, asked, protocol)
            assert (ran.returncode == 0) == ends_well, (asked, protocol, ran)
            file = at / "git/workspace/attune.workspace.yaml"
            assert file.exists() == ends_well, (asked, protocol, ran)
            if ends_well:
                assert file.read_text() == "first", ran
            subprocess.run(["rm", "-r", at / "git"], check=True)


def credential(text):
    """The helper tells user name and password to git, and nothing where there is no Secret."""
    helper = text.split("credential.helper='")[1].split("'")[0]
    with tempfile.TemporaryDirectory() as temporary:
        at = pathlib.Path(temporary)
        helper = helper.replace("/credential/", f"{at}/")
        command = ["git", "-c", f"credential.helper={helper}", "credential", "fill"]
        variables = {"PATH": os.environ["PATH"], "GIT_TERMINAL_PROMPT": "0", "HOME": temporary}
        question = "protocol=https\nhost=git.msp.example\n\n"

        def answer():
            ran = subprocess.run(command, env=variables, input=question, capture_output=True, text=True)
            return ran.stdout.splitlines()

        assert not any(line.startswith("password") for line in answer())
        (at / "username").write_text("reader\n")
        (at / "password").write_text("a token\n")
        assert answer()[2:] == ["username=reader", "password=a token"], answer()


def push(text):
    """Told to end, the sidecar pushes the numbers of every tenant, also after one that is refused."""
    with tempfile.TemporaryDirectory() as temporary:
        at = pathlib.Path(temporary)
        for name in ["broken", "contoso", "fabrikam"]:
            (at / f"{name}.prom").write_text("")
        (at / "curl").write_text(CURL)
        (at / "curl").chmod(0o700)
        # The script says that it listens, by a line that only the test adds.
        text = text.replace("/metrics/*", f"{at}/*").replace("while", "echo listens\nwhile", 1)
        calls = at / "calls"
        variables = {"PATH": f"{at}:{os.environ['PATH']}", "CALLS": str(calls), "PUSHGATEWAY": "http://gateway:9091"}
        command = ["/bin/sh", "-c", text]
        ran = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            assert ran.stdout.readline() == "listens\n"
            ran.send_signal(signal.SIGTERM)
            ran.wait(timeout=60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(ran.pid, signal.SIGKILL)
            ran.stdout.close()
        pushed = [line.split()[-3:] for line in calls.read_text().splitlines()]
        assert pushed == [
            ["--upload-file", f"{at}/{name}.prom", f"http://gateway:9091/metrics/job/attune/tenant/{name}"]
            for name in ["broken", "contoso", "fabrikam"]
        ], pushed


fetching = script(kustomize(EXAMPLE), "workspace")
workspace(fetching)
credential(fetching)
push(script(with_component(EXAMPLE, KUBERNETES / "components/pushgateway"), "push"))
print("the scripts in deploy/kubernetes do what they should", file=sys.stderr)
