"""Scores answers to the questions of the kit: python3 score.py challenge (or practice). Python 3.8 or later, nothing else.

Reads <part>/<world>/answers.csv, with the columns id, answer and, for hidden figures, sure.
"""
import csv
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def promised(folder, what):
    """The share of right guesses that the publisher admits, from the metadata of the published tables."""
    shares = []
    for path in sorted(folder.glob("published/*/datapackage.json")):
        for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]:
            disclosure = resource.get("comptage", {}).get("disclosure", {})
            if resource.get("comptage", {}).get("protection", {}).get("level") == "cell-key":
                shares.append(disclosure[what])
    return max(shares)


def luck(right, of, blind):
    """The chance that of so many blind guesses so many are right, or more: the tail of the binomial distribution."""
    if blind == 1:
        return 1

    def chance(i):
        ways = math.lgamma(of + 1) - math.lgamma(i + 1) - math.lgamma(of - i + 1)
        return math.exp(ways + i * math.log(blind) + (of - i) * math.log(1 - blind))

    return sum(chance(i) for i in range(right, of + 1))


def score(part, world):
    folder = HERE / part / world
    if not (folder / "answers.csv").exists():
        return f"{world}: no answers.csv yet"
    sealed = HERE / "sealed" / world if part == "challenge" else folder / "truth"
    truth = {row["id"]: row["answer"] for row in rows(sealed / "answers.csv")}
    given = {row["id"]: row for row in rows(folder / "answers.csv") if row["id"] in truth}
    if not given:
        return f"{world}: no answer to any question"
    right = {name: row["answer"].strip() == truth[name] for name, row in given.items()}
    share = sum(right.values()) / len(right)
    text = f"{world}: {len(given)} of {len(truth)} answered, {100 * share:.1f} % right"
    if world == "hidden":
        sure = [right[name] for name, row in given.items() if (row.get("sure") or "").strip()]
        blind = max(list(truth.values()).count(one) for one in set(truth.values())) / len(truth)
        text += f" (always the commonest figure: {100 * blind:.1f} %); {sum(sure)} right of {len(sure)} sure"
        return text + (": BROKEN, they follow" if luck(sum(sure), len(sure), blind) < 0.001 else ": none follows")
    limit = promised(folder, "presence" if world == "presence" else "profile")
    error = 0.5 / math.sqrt(len(given))
    text += f"; promised: {100 * limit:.1f} % at most, three standard errors: {300 * error:.1f}"
    return text + (": BROKEN" if share > limit + 3 * error else ": holds")


if __name__ == "__main__":
    part = sys.argv[1] if len(sys.argv) > 1 else "challenge"
    for world in ("presence", "category", "hidden"):
        print(score(part, world))
