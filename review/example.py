"""Attacks to begin with: python3 example.py practice (or challenge) writes answers.csv of each world; then score.py.

The first two know the noise but for the key, and take the likelier of two worlds by the cells alone: `(other)` says more.
The third subtracts the shown days from their month. Do better.
"""
import csv
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
K, VIEWS, REACH = 11, 2, 7
DEVICE = {"windows": "desktop", "linux": "desktop", "iphone": "mobile", "ipad": "tablet"}
SYSTEM = {"windows": "windows", "linux": "linux", "iphone": "ios", "ipad": "ios"}


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def noise(count):
    """Chances of each noise of a count: maximum entropy, variance 2T, at most 0.6 of the uniform one, never below zero."""
    reach = min(count, REACH)
    if reach == 0:
        return {0: 1.0}
    variance = min(2 * VIEWS, 0.6 * reach * (reach + 1) / 3)
    low, high = -20.0, 0.0
    for _ in range(100):
        middle = (low + high) / 2
        weights = {v: math.exp(middle * v * v) for v in range(-reach, reach + 1)}
        total = sum(weights.values())
        low, high = (middle, high) if sum(w * v * v for v, w in weights.items()) / total < variance else (low, middle)
    return {v: w / total for v, w in weights.items()}


NOISE = {count: noise(count) for count in range(REACH + 1)}


def chance(count, shown):
    chances = NOISE[min(count, REACH)]
    if shown is not None:
        return chances.get(shown - count, 0.0)
    return sum(p for v, p in chances.items() if count + v < K)


def published(folder):
    cells = {}
    for table, column in (("month-feature-device", "device"), ("month-feature-os", "os")):
        for path in folder.glob(f"published/*/data/{table}.csv"):
            for row in rows(path):
                figure = row["requests"]
                cells[row["feature"], column, row[column]] = int(figure) if figure else None
    return cells


def likelihood(cells, feature, known, more):
    """Of the world in which `more` sent one more request."""
    total = 0.0
    for column, classes in (("device", DEVICE), ("os", SYSTEM)):
        for category in sorted(set(classes.values())):
            agents = [agent for agent in classes if classes[agent] == category]
            count = sum(int(known[agent]) + (agent == more) for agent in agents)
            total += math.log(max(chance(count, cells.get((feature, column, category))), 1e-12))
    return total


def guess(folder, worlds):
    cells = published(folder)
    for known in rows(folder / "known.csv"):
        feature = known["feature"]
        best = max(worlds, key=lambda answer: likelihood(cells, feature, known, worlds[answer]))
        yield {"id": feature, "answer": best}


def subtract(folder):
    """The latest edition: a month above a single hidden day would be that day."""
    data = next((folder / "editions" / "2").glob("*/data"))
    months = {(row["feature"], row["month"]): row["requests"] for row in rows(data / "month-feature.csv")}
    days = {}
    for row in rows(data / "day-feature.csv"):
        days.setdefault((row["feature"], row["day"][:7]), {})[row["day"]] = row["requests"]
    for question in rows(folder / "questions.csv"):
        feature, day = question["feature"], question["period"]
        month = days[feature, day[:7]]
        hidden = [one for one, figure in month.items() if not figure]
        total = months.get((feature, day[:7]))
        rest = int(total) - sum(int(figure) for figure in month.values() if figure) if total else None
        if rest is not None and len(hidden) == 1:
            yield {"id": question["id"], "answer": rest, "sure": "yes"}
        else:
            yield {"id": question["id"], "answer": 5 if rest is None else min(10, rest // len(hidden)), "sure": ""}


def write(folder, answers):
    answers = list(answers)
    with open(folder / "answers.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(answers[0]))
        writer.writeheader()
        writer.writerows(answers)


if __name__ == "__main__":
    part = HERE / (sys.argv[1] if len(sys.argv) > 1 else "practice")
    write(part / "presence", guess(part / "presence", {"yes": "iphone", "no": None}))
    write(part / "category", guess(part / "category", {"iphone": "iphone", "windows": "windows"}))
    write(part / "hidden", subtract(part / "hidden"))
