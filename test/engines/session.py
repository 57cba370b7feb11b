"""Works in LibreOffice as a person does: opens workbooks, types into cells, saves.

usage: session.py <plan.json>, where the plan holds
  profile   the folder of the user profile, as a URL
  pipe      a name that no other LibreOffice listens to
  jobs      a list of {source, opened, edited, seen, actions}: the paths of the workbook, of what it
            is to be saved as untouched and as edited, of what was read, and what is to be done:
              {sheet, cell, value}      types a number or a text, or empties the cell (null)
              {sheet, deleteRow}        deletes a row (from 1)
              {sheet, sort, descending} sorts the rows of a range (`A8:F20`) by its first column
              {sheet, read}             reads a range, a list a row; null for an error
              {sheet, column, times}    makes a column (`K`) so many times as wide
              {sheet, row, times}       makes a row (from 1) so many times as high
              {sheet, shapes}           reads the shapes that lie before row `shapes`: the name of each,
                                        then for its upper left and its lower right corner the column
                                        and row (from 1) and how far it is inside, in 1/100 mm

One start of the program serves all jobs. Needs the Python that has `uno` (Debian: python3-uno).
"""

import bisect
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

EVERYTHING_TYPED = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas; formats stay
HALF_A_PIXEL = 13  # in 1/100 mm; what lies on an edge may be rounded to just before it
SECONDS_TO_START = 90
SECONDS_TO_END = 60


def prop(name, value):
    return PropertyValue(name, 0, value, 0)


def start(profile, pipe):
    return subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            f"--accept=pipe,name={pipe};urp",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def connect(pipe):
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)


def act(book, action, seen):
    sheet = book.Sheets.getByName(action["sheet"])
    if "read" in action:
        seen.append(sheet.getCellRangeByName(action["read"]).getDataArray())
    elif "column" in action:
        column = sheet.Columns.getByName(action["column"])
        column.Width = round(column.Width * action["times"])
    elif "times" in action:
        row = sheet.Rows.getByIndex(action["row"] - 1)
        row.Height = round(row.Height * action["times"])
    elif "shapes" in action:
        seen.append(shapes_of(sheet, action["shapes"]))
    elif "deleteRow" in action:
        sheet.Rows.removeByIndex(action["deleteRow"] - 1, 1)
    elif "sort" in action:
        by = uno.createUnoStruct("com.sun.star.table.TableSortField")
        by.Field = 0
        by.IsAscending = not action["descending"]
        fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
        sheet.getCellRangeByName(action["sort"]).sort(
            (prop("SortFields", fields), prop("ContainsHeader", False))
        )
    else:
        cell = sheet.getCellRangeByName(action["cell"]).getCellByPosition(0, 0)
        value = action["value"]
        if value is None:
            cell.clearContents(EVERYTHING_TYPED)
        elif isinstance(value, str):
            cell.setString(value)
        else:
            cell.setValue(value)


def shapes_of(sheet, last_row):
    lefts = edges(sheet.Columns, "Width", 200)
    tops = edges(sheet.Rows, "Height", last_row)
    seen = []
    for shape in sheet.DrawPage:
        at, size = shape.Position, shape.Size
        if at.Y >= tops[-1]:
            continue
        corners = ((at.X, at.Y), (at.X + size.Width, at.Y + size.Height))
        seen.append([shape.Name] + [n for x, y in corners for n in (*inside(lefts, x), *inside(tops, y))])
    return seen


def edges(lines, side, count):
    at = [0]
    for i in range(count):
        at.append(at[-1] + getattr(lines.getByIndex(i), side))
    return at


def inside(at, x):
    number = bisect.bisect_right(at, x + HALF_A_PIXEL)
    return number, x - at[number - 1]


def save(book, path):
    book.storeToURL(Path(path).as_uri(), (prop("FilterName", "Calc MS Excel 2007 XML"),))


def work(desktop, job):
    source = Path(job["source"]).as_uri()
    book = desktop.loadComponentFromURL(source, "_blank", 0, (prop("Hidden", True),))
    try:
        save(book, job["opened"])
        seen = []
        for action in job["actions"]:
            act(book, action, seen)
        Path(job["seen"]).write_text(json.dumps(seen), "utf-8")
        save(book, job["edited"])
    finally:
        book.close(True)


def main(path):
    plan = json.loads(Path(path).read_text("utf-8"))
    office = start(plan["profile"], plan["pipe"])
    try:
        desktop = connect(plan["pipe"])
        for job in plan["jobs"]:
            work(desktop, job)
        desktop.terminate()
        office.wait(SECONDS_TO_END)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        # The program is a script whose children would outlive it; whoever started this made it the
        # leader of a group of its own.
        os.killpg(0, signal.SIGKILL)


main(sys.argv[1])
