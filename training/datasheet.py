"""Print the counts of the training corpus as Markdown: `python training/datasheet.py training/corpus/*.jsonl`."""

import json
import sys
from collections import Counter
from pathlib import Path


def main(paths: list[str]) -> None:
    """Print one row a file, and the counts of styles, kinds, statuses and stances over all."""
    print("| file | reports | without incidents | incidents | told in passing | relations | context |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("style", "kind", "status", "stance", "decade")}
    for path in paths:
        reports = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
        incidents = [i for r in reports for i in r["incidents"]]
        print(
            f"| `{Path(path).name}` | {len(reports)} | {sum(not r['incidents'] for r in reports)} | {len(incidents)} | "
            f"{sum(not i['main'] for i in incidents)} | {sum(len(r['relations']) for r in reports)} | "
            f"{sum(len(r['context']) for r in reports)} |"
        )
        counts["style"].update(r["style"] for r in reports)
        counts["decade"].update(f"{r['published'][:3]}0s" if r["published"] else "no date" for r in reports)
        counts["kind"].update(i["kind"] for i in incidents)
        counts["status"].update(i["status"] for i in incidents)
        counts["stance"].update(p["stance"] for i in incidents for p in i["perpetrators"])
    for name, counter in counts.items():
        print(f"\n{name}: " + ", ".join(f"{value} {count}" for value, count in counter.most_common()))


if __name__ == "__main__":
    main(sys.argv[1:])
