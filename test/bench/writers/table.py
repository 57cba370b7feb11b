"""Reads the table that a contender is to write, and measures the writing of it.

The Python twin of `store.ts` and `write.ts`: `table.json` says what every cell holds,
`values.bin` holds the numbers as doubles, column after column.
"""

import array
import json
import os
import resource
import sys
import time


class Table:
    def __init__(self, folder):
        with open(os.path.join(folder, "table.json"), encoding="utf-8") as file:
            table = json.load(file)
        self.sheet = table["sheet"]
        self.settings = [(item["row"], item["value"]) for item in table["settings"]]
        self.header_row = table["headerRow"]
        self.first_row = table["firstRow"]
        self.rows = table["rows"]
        self.columns = table["columns"]
        with open(os.path.join(folder, "values.bin"), "rb") as file:
            for column in self.columns:
                column["values"] = array.array("d")
                column["values"].fromfile(file, self.rows)

    def content(self, column, row):
        """The formula of a cell, or None for a constant; rows count from 0."""
        pieces = column.get("first", column["rest"]) if row == 0 else column["rest"]
        if pieces == "constant":
            return None
        sheet_row = self.first_row + row
        texts = [str(sheet_row + p) if isinstance(p, int) else p for p in pieces]
        return "=" + "".join(texts)


def peak_memory():
    """In bytes. VmHWM starts anew with each program, the peak of getrusage does not."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            line = next(line for line in file if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def measure(write):
    """Runs `write(table, path)` on the folder and the path of the command line."""
    table = Table(sys.argv[1])
    start = time.perf_counter()
    write(table, sys.argv[2])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak": peak_memory()}))
