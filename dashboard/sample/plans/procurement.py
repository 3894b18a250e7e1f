"""The totals that the sample's contracts add up to, by quarter of award.

What Medway's papers print is in, exactly as printed: £16.6 million in the first half of 2017/18 (£3.5 million of
it revenue) from 28 contracts, £47.5 million in the five years to then, almost £61 million in those to Q4 2019/20.
The other quarters share the rest: slow growth, with more awards before the end of a financial year.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basics.quarters import Period

# `awarded` contracts, of which `benefiting` have benefits; the benefits in pounds
TOTALS = """
quarter     awarded  benefiting  revenue  non_revenue
2013-14-Q1  15       7           309840   821560
2013-14-Q2  17       8           361275   1038410
2013-14-Q3  18       8           418960   1161730
2013-14-Q4  23       9           482315   1307190
2014-15-Q1  16       7           401150   1019380
2014-15-Q2  18       9           518730   1212945
2014-15-Q3  18       8           452610   1077220
2014-15-Q4  24       10          607485   1411865
2015-16-Q1  17       9           551390   1318640
2015-16-Q2  19       10          657925   1581270
2015-16-Q3  18       9           579840   1351985
2015-16-Q4  26       12          788160   1772430
2016-17-Q1  18       9           621715   1508290
2016-17-Q2  20       11          742380   1769455
2016-17-Q3  19       10          688240   1552870
2016-17-Q4  26       13          861905   1957310
2017-18-Q1  26       12          1318760  4091325
2017-18-Q2  34       16          2179485  9012540
2017-18-Q3  20       10          708635   1521190
2017-18-Q4  27       13          879420   2088765
2018-19-Q1  19       10          661870   1612345
2018-19-Q2  22       11          779310   1831680
2018-19-Q3  21       10          703495   1618220
2018-19-Q4  29       14          948715   2053390
2019-20-Q1  20       10          718260   1659745
2019-20-Q2  24       12          831905   1908430
2019-20-Q3  22       11          759480   1691215
2019-20-Q4  25       13          921640   2011985
"""


@dataclass(frozen=True)
class Totals:
    """What the contracts awarded in one quarter add up to."""

    quarter: Period
    awarded: int
    benefiting: int
    revenue: int
    non_revenue: int


def read_plan() -> list[Totals]:
    """The quarters in order."""
    rows = [line.split() for line in TOTALS.strip().splitlines()[1:]]
    return [Totals(Period.parse(quarter), *map(int, numbers)) for quarter, *numbers in rows]


@dataclass(frozen=True)
class Large:
    """A contract that made news: it takes these shares of its quarter's revenue and non-revenue benefits."""

    quarter: str
    title: str
    category: str
    service: str
    supplier: str
    value: int
    years: int
    revenue: float
    non_revenue: float


LARGE = (
    Large("2014-15-Q4", "Waste collection and street cleansing", "Environment and waste", "Waste Services",
          "Estuary Environmental Services", 21_400_000, 5, 0.34, 0.42),
    Large("2016-17-Q4", "Home care framework", "Adult social care", "Older People",
          "Orchard Vale Care", 18_900_000, 4, 0.31, 0.36),
    Large("2017-18-Q1", "Facilities management of council buildings and schools", "Facilities management",
          "Customer and Business Support", "Northquay Facilities", 38_600_000, 7, 0.36, 0.63),
    Large("2017-18-Q2", "Highways maintenance and street lighting", "Highways and transport", "Highways",
          "Castlemoor Highways", 92_500_000, 7, 0.47, 0.71),
    Large("2018-19-Q4", "Residential and nursing care framework", "Adult social care", "Older People",
          "Larkfield Residential Care", 19_800_000, 4, 0.3, 0.37),
)  # fmt: skip

# a contract whose benefits were first put too low, and put right in the next quarter's extract
CORRECTED = Period.parse("2018-19-Q2")
CORRECTION = 118_000
