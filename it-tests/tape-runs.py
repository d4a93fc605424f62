#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records a program once and replays it many times without a network; says which replays differ.

    tape-runs.py --agent clew-agent.jar --work DIR [--runs 100] [--parallel] [--mask REGEX]... -- java ...

The command is run with the agent, first to record (only if DIR has no tape yet), then for each replay that
DIR/results.jsonl does not have yet, in a network namespace of its own, where nothing but an empty loopback device exists; its TCP and UDP
counters show whether the program tried to connect. Compared with the recording: exit code, standard
output byte for byte, and the span tree with all texts, without ids and times. Siblings are compared in
their order, with --parallel in any. What a mask matches on standard output is left out of the
comparison. Prints one JSON object; exits with 1 if a replay differs. Needs Linux, root, unshare and ip.
"""
import argparse
import difflib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

# Ids and times, and what depends on them or only on the host.
IGNORED = re.compile(
    r"^(id|.*_id|.*_at|.*_nanos?|server_address|start_.*|end_.*|.*_ms|ttfc|.*first_chunk.*|chunks|"
    r"stack_trace|clew\.(steered|replay|cost\.source))$")
COUNTED = re.compile(r"clew: replay: (\d+) of (\d+) calls played, (\d+) after normalising, (\d+) live")
ISOLATED = ["unshare", "-n", "sh", "-c",
            'counters=$1; shift; ip link set lo up; "$@"; code=$?; cat /proc/net/snmp > "$counters"; exit $code',
            "sh"]


def comparable(value):
    if isinstance(value, dict):
        kept = {k: comparable(v) for k, v in value.items() if not IGNORED.match(k)}
        return {k: v for k, v in kept.items() if v != {}}
    return [comparable(v) for v in value] if isinstance(value, list) else value


def tree(home, parallel):
    """All traces of a run, as text with one line for each span and its fields."""
    spans = []
    for file in sorted((home / "traces").glob("*.jsonl")):
        spans += [s for s in map(json.loads, file.read_text().splitlines()) if s["object"] == "trace.span"]
    spans.sort(key=lambda s: s["clew"]["start_unix_nano"].rjust(20))
    known = {s["id"] for s in spans}
    children = {}
    for span in spans:
        parent = span["parent_id"]
        children.setdefault(parent if parent in known else None, []).append(span)

    def describe(span, indent):
        own = {k: span[k] for k in ("span_data", "error", "clew")}
        lost = "ORPHAN " if span["parent_id"] and not indent else ""
        line = indent + lost + json.dumps(comparable(own), sort_keys=True, ensure_ascii=False)
        return [line] + below(span["id"], indent + "  ")

    def below(key, indent):
        parts = [describe(span, indent) for span in children.get(key, [])]
        return sum(sorted(parts) if parallel else parts, [])

    return below(None, "")


def connections(counters):
    """Connections begun and datagrams sent, of the kernel's counters in the run's own network."""
    tables = {}
    for line in counters.read_text().splitlines():
        name, values = line.split(":")
        tables.setdefault(name, []).append(values.split())
    tcp, udp = (dict(zip(*tables[name])) for name in ("Tcp", "Udp"))
    return int(tcp["ActiveOpens"]) + int(udp["OutDatagrams"])


class Program:
    def __init__(self, options):
        self.options = options
        self.work = options.work
        self.tape = self.work / "run.tape"

    def run(self, mode, prefix=()):
        home = self.work / "home"
        shutil.rmtree(home / "traces", ignore_errors=True)
        java, *rest = self.options.command
        command = [*prefix, java, f"-javaagent:{self.options.agent}={mode}={self.tape}{self.options.settings}", *rest]
        stdin = open(self.options.stdin or os.devnull, "rb")
        started = time.monotonic()
        done = subprocess.run(command, stdin=stdin, capture_output=True, timeout=300,
                              env={**os.environ, "CLEW_HOME": str(home)}, check=False)
        seconds = time.monotonic() - started
        out = done.stdout
        for mask in self.options.mask:
            out = re.sub(mask.encode(), b"*", out)
        return {"exit": done.returncode, "stdout": out.decode("utf-8", "replace").splitlines(),
                "tree": tree(home, self.options.parallel),
                "stderr": done.stderr.decode("utf-8", "replace"), "seconds": seconds}

    def record(self):
        file = self.work / "recorded.json"
        if not (self.tape.exists() and file.exists()):
            file.write_text(json.dumps(self.run("record"), ensure_ascii=False))
        return json.loads(file.read_text())

    def replay(self):
        counters = self.work / "counters"
        counters.unlink(missing_ok=True)
        result = self.run("replay", [*ISOLATED, str(counters)])
        result["connections"] = connections(counters)
        return result


def difference(recorded, replayed):
    found = []
    if recorded["exit"] != replayed["exit"]:
        found.append(f"exit {recorded['exit']} -> {replayed['exit']}")
    for what in ("stdout", "tree"):
        if recorded[what] != replayed[what]:
            found.append(what + ":\n" + "\n".join(
                list(difflib.unified_diff(recorded[what], replayed[what], lineterm="", n=0))[:12]))
    counted = COUNTED.search(replayed["stderr"])
    if not counted or counted[1] != counted[2] or counted[4] != "0":
        found.append("report: " + (counted[0] if counted else replayed["stderr"][-2000:]))
    if replayed["connections"] or "refused by Clew" in replayed["stderr"]:
        found.append(f"{replayed['connections']} connections")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agent", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--parallel", action="store_true")
    parser.add_argument("--mask", action="append", default=[])
    parser.add_argument("--stdin")
    parser.add_argument("--settings", default="", help="of the agent, such as ,replay.tools=check")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    program = Program(options)
    recorded = program.record()
    results = options.work / "results.jsonl"
    done = [json.loads(line) for line in results.read_text().splitlines()] if results.exists() else []
    while len(done) < options.runs:
        replayed = program.replay()
        counted = COUNTED.search(replayed["stderr"])
        done.append({"different": difference(recorded, replayed), "connections": replayed["connections"],
                     "after_normalising": int(counted[3]) if counted else 0, "seconds": replayed["seconds"]})
        with results.open("a") as out:
            out.write(json.dumps(done[-1]) + "\n")
        for each in done[-1]["different"]:
            print(f"replay {len(done)}: {each}", file=sys.stderr, flush=True)
    equal = sum(not each["different"] for each in done)
    print(json.dumps({
        "sample": options.work.name, "calls": sum(1 for _ in open(program.tape)) - 2,
        "spans": len(recorded["tree"]), "lines": len(recorded["stdout"]), "exit": recorded["exit"],
        "replays": len(done), "equal": equal, "connections": sum(each["connections"] for each in done),
        "after_normalising": sum(each["after_normalising"] for each in done),
        "recorded_seconds": round(recorded["seconds"], 2),
        "replay_seconds": round(statistics.median([each["seconds"] for each in done] or [0]), 2)}), flush=True)
    sys.exit(0 if equal == len(done) else 1)


if __name__ == "__main__":
    main()
