"""The sample: invented records of a real council's size, whose totals are those that its papers print.

Each dataset is one module whose `extracts()` gives a data frame for every period; `build` walks the list.
What the papers fix, and what we chose between, is in `complaints_plan` and the like as readable tables; the
rest of the code makes records that add up to it. The same seed gives the same records.
"""
