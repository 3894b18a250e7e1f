"""An invented county that sets Scrutiny up from an empty folder, as the documents say: its catalogue, eight quarters of
files of every dataset, and every number of theirs counted again in plain Python.

`days`, `catalogue`, `records`, `monthly` and `plan` make it up; `read`, `answers` and `counts` read nothing but the
files that it wrote, and share nothing with the queries.
"""
