"""XlsxWriter in its frugal mode, which writes each row as soon as the next one begins."""

import xlsxwriter

from table import measure


def write(table, path):
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = workbook.add_worksheet(table.sheet)
    formats = {}
    for column in table.columns:
        number_format = column["format"]
        if number_format not in formats:
            formats[number_format] = workbook.add_format({"num_format": number_format})
    for row, value in table.settings:
        sheet.write_number(row - 1, 1, value)
    for i, column in enumerate(table.columns):
        sheet.write_string(table.header_row - 1, i, column["header"])
    for row in range(table.rows):
        sheet_row = table.first_row + row - 1
        for i, column in enumerate(table.columns):
            formula, value = table.content(column, row), column["values"][row]
            style = formats[column["format"]]
            if formula is None:
                sheet.write_number(sheet_row, i, value, style)
            else:
                sheet.write_formula(sheet_row, i, formula, style, value)
    workbook.close()


measure(write)
