"""The report as an accessible workbook."""
