#!/usr/bin/env python3
"""An independent computation of what the acceptance tests compare Hakaru with.

usage: reference.py PULLS.jsonl   prints one JSON object

It shares no code with Hakaru and reads the data set itself, not the API. `first_commit_to_merge` is merged_at - the
earliest author date of a commit with fewer than two parents; `clamped` follows definitions.md section 3 (a first commit
dated after the opening counts as the opening), `unclamped` is the plain difference over all commits, which the data
set's expected.json has too. The data set does not say how many parents a commit has; as the simulator does, a message
that starts with "Merge " stands for two.
"""
import json
import sys
from datetime import datetime
from fractions import Fraction


def seconds(text):
    return int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").timestamp())


def percentile(values, q):
    """Hyndman-Fan type 7 in exact arithmetic."""
    position = (len(values) - 1) * Fraction(q, 100)
    low = int(position)
    high = min(low + 1, len(values) - 1)
    return round(float(values[low] + (position - low) * (values[high] - values[low])), 3)


def distribution(values):
    values = sorted(values)
    if not values:
        return {"n": 0, "p50": None, "p75": None, "p90": None, "mean": None}
    return {
        "n": len(values),
        "p50": percentile(values, 50),
        "p75": percentile(values, 75),
        "p90": percentile(values, 90),
        "mean": round(float(Fraction(sum(values), len(values))), 3),
    }


def main():
    clamped, unclamped, opened_to_merge = [], [], []
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            pull = json.loads(line)
            if not pull["merged_at"]:
                continue
            merged = seconds(pull["merged_at"])
            created = seconds(pull["created_at"])
            opened_to_merge.append(merged - created)
            every = [seconds(commit["authored_at"]) for commit in pull["commits"] if commit["authored_at"]]
            own = [
                seconds(commit["authored_at"])
                for commit in pull["commits"]
                if commit["authored_at"] and not (commit["message"] or "").startswith("Merge ")
                and len(commit.get("parents") or [1]) < 2
            ]
            if every:
                unclamped.append(merged - min(every))
            if own:
                clamped.append(merged - min(min(own), created))
    json.dump(
        {
            "open_to_merge": distribution(opened_to_merge),
            "first_commit_to_merge": {"clamped": distribution(clamped), "unclamped": distribution(unclamped)},
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
