"""openpyxl in its write-only mode. It cannot store a result beside a formula, so it writes less."""

import openpyxl
from openpyxl.cell import WriteOnlyCell

from table import measure


def write(table, path):
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(table.sheet)
    top = [[] for _ in range(table.header_row - 1)]
    for row, value in table.settings:
        top[row - 1] = [None, value]
    for line in top:
        sheet.append(line)
    sheet.append([column["header"] for column in table.columns])
    for row in range(table.rows):
        line = []
        for column in table.columns:
            formula = table.content(column, row)
            cell = WriteOnlyCell(sheet, column["values"][row] if formula is None else formula)
            cell.number_format = column["format"]
            line.append(cell)
        sheet.append(line)
    workbook.save(path)


measure(write)
