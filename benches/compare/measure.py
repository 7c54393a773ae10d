"""Runs every side in turn, a number of rounds, and holds the medians against the bars.

    measure.py ROUNDS FOLDER

Below FOLDER each side has a folder with a program `noop`, which turns into the tool: what is measured is the tool alone, its user
and system time and the most memory it held, as the kernel counts them when it ends. A side that finds something to change, or
fails, ends the run. Exit 1 where a bar is missed.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

# Ours, theirs, what is compared, and how many times as much theirs takes at least.
BARS = [
    (ours, theirs, what, times)
    for ours in ("attune", "attune-once", "attune-addresses")
    for theirs, what, times in (("terraform", "CPU", 50), ("terraform", "memory", 20), ("deck", "CPU", 5))
]


def once(side):
    """CPU seconds and MiB of one run."""
    with open(side / "output.txt", "wb") as output:
        child = subprocess.Popen(["./noop"], cwd=side, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{side.name}: exit {child.returncode}, not 0: see {side / 'output.txt'}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024  # Linux counts KiB


def main(rounds, folder):
    sides = sorted(noop.parent for noop in folder.glob("*/noop"))
    runs = {side.name: [] for side in sides}
    for _ in range(rounds):
        # In turn, so that other work on the machine meets all of them.
        for side in sides:
            runs[side.name].append(once(side))
    medians = {
        name: {"CPU": statistics.median(cpu for cpu, _ in all), "memory": statistics.median(memory for _, memory in all)}
        for name, all in runs.items()
    }
    print(f"{'no-op plan, median of ' + str(rounds):28} {'CPU s':>8} {'(least to most)':>17} {'memory MiB':>11}")
    for name, median in medians.items():
        least, most = min(runs[name])[0], max(runs[name])[0]
        spread = f"({least:.3f} to {most:.3f})"
        print(f"{name:28} {median['CPU']:8.3f} {spread:>17} {median['memory']:11.1f}")
    print(f"\n{'times as much':40} {'measured':>9} {'bar':>5}")
    missed = False
    for ours, theirs, what, bar in BARS:
        times = medians[theirs][what] / medians[ours][what]
        missed |= times < bar
        print(f"{theirs + ' / ' + ours + ', ' + what:40} {times:9.1f} {bar:5}{'' if times >= bar else '  missed'}")
    return missed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))
