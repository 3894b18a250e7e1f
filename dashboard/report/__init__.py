"""The quarterly report, written from the views that the pages show: documents, slides, spreadsheets, one web page."""
