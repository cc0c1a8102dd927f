"""How a check ends: one line for each problem, then one for the whole, and the exit code."""

import sys


def finish(check: str, problems: list[str], warnings: list[str] = (), checked: str = "") -> int:
    for warning in warnings:
        print(f"warning: {warning}")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        print(f"{check}: {len(problems)} problem{'s' if len(problems) > 1 else ''}", file=sys.stderr)
        return 1
    print(f"{check}: ok" + (f" ({checked})" if checked else ""))
    return 0
