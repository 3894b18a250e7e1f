"""Charts as records of what is drawn, named after their visual form, and what writes Plotly's dictionary from them.

Pure functions: rows first, options by keyword, a `Plot` or None out. They query nothing and change nothing they are
given. tests/unit/test_figures.py passes each through Plotly's own classes.
"""

from dashboard.figures.bridge import bridge
from dashboard.figures.columns import banded_bars, histogram, year_bars
from dashboard.figures.curve import value_curve
from dashboard.figures.diverging import diverging_bars
from dashboard.figures.frame import Row
from dashboard.figures.funnel import Curve, funnel
from dashboard.figures.months import year_lines
from dashboard.figures.panels import quarterly_panels
from dashboard.figures.plot import Plot
from dashboard.figures.plotly.writer import for_browser, to_plotly
from dashboard.figures.process import process_lines
from dashboard.figures.quarters import bars_and_line, quarterly_lines
from dashboard.figures.ranked import paired_bars, ranked_bars, ranked_dots
from dashboard.figures.stacked import stacked_bars

__all__ = [
    "Curve",
    "Plot",
    "Row",
    "banded_bars",
    "bars_and_line",
    "bridge",
    "diverging_bars",
    "for_browser",
    "funnel",
    "histogram",
    "paired_bars",
    "process_lines",
    "quarterly_lines",
    "quarterly_panels",
    "ranked_bars",
    "ranked_dots",
    "stacked_bars",
    "to_plotly",
    "value_curve",
    "year_bars",
    "year_lines",
]
