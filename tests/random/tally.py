"""Counts of a run: one record per service, as lines of JSON, so that a run that was cut off keeps what it found, and several can be added."""

import collections
import json
import re


def general(reason):
    """A reason without its names and numbers, so that equal ones are counted together."""
    return re.sub(r"`[^`]*\d[^`]*`", "`…`", re.sub(r"^line \d+: ", "", re.sub(r"\s+", " ", reason)))


def record(found, target):
    """What is kept of one service."""
    refused = {index: reason for index, reason in found.reasons.items() if index not in found.broken}
    return {"seed": found.seed, "target": target, "programs": len(found.functions), "native": len(found.native), "refused": len(refused),
            "requests": found.requests, "slow": sorted(found.slow), "differs": sorted(found.differs), "beyond": sorted(found.beyond),
            "broken": sorted(found.broken, key=str), "failed": bool(found.failed),
            "reasons": collections.Counter(general(reason) for reason in refused.values()), "nodes": found.nodes}


class Tally:
    def __init__(self):
        self.counts, self.reasons, self.nodes = collections.Counter(), collections.Counter(), collections.Counter()

    def add(self, of):
        for name in ["programs", "native", "refused", "requests"]:
            self.counts[name] += of[name]
        for name in ["slow", "differs", "beyond", "broken"]:
            self.counts[name] += len(of[name])
        self.counts["services"] += 1
        self.counts["failed"] += of["failed"]
        self.reasons.update(of["reasons"])
        self.nodes.update(of.get("nodes", {}))

    def line(self):
        """The counts, in one line."""
        c = self.counts
        share = 100 * c["refused"] / max(1, c["programs"])
        return (f"{c['programs']} programs, {c['native']} native, {c['refused']} refused ({share:.1f} %), {c['requests']} requests: {c['differs']} differ, "
                f"{c['beyond']} beyond, {c['broken']} broken, {c['slow']} too slow, {c['failed']} of {c['services']} services failed")

    def show(self):
        """The counts and the ten most frequent reasons."""
        return "\n".join([self.line(), *(f"{count:5} {reason}" for reason, count in self.reasons.most_common(10)), *self.reached()])

    def reached(self):
        """Which nodes of the ir the programs have, with how many types, if it was asked for. A node that no program has is kept with the count 0."""
        types = collections.Counter(node.split("\t")[0] for node, count in self.nodes.items() if count)
        missing = sorted({node.split("\t")[0] for node in self.nodes} - set(types))
        if not self.nodes:
            return []
        return [f"{len(types)} kinds of nodes, {sum(types.values())} pairs of node and type; none of: {', '.join(missing) or '-'}"]


def of_files(files):
    """One tally for each target of these records."""
    tallies = collections.defaultdict(Tally)
    for file in files:
        for line in file.read_text().splitlines():
            of = json.loads(line)
            tallies[of["target"]].add(of)
    return tallies
