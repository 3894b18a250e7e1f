"""The sample's Medway council plan projects: what the paper of Q4 2019/20 says of each, in short.

The paper rates none of them, so each is for information; its headings give the programmes and the projects.
"""

from __future__ import annotations

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.plans.totals import by_period

QUARTER = "2019-20-Q4"
DIGITAL = "Deliver digital transformation programme"
TECHNICAL = "Deliver the technical roadmap to support the council's transformation programme"
WHOLE = None

# programme, project (none: the programme itself), what is said
PROJECTS: tuple[tuple[str, str | None, str], ...] = (
    (DIGITAL, WHOLE,
     ("The programme lasted three years, April 2016 to March 2019. It was to make online services quick and easy while "
     "budgets shrink and residents expect more.")),
    (DIGITAL, "Deliver the service and digital roadmap",
     ("Six services went online in the quarter, among them two for licensing, one for green spaces and one for foster "
     "carers. Over 2,000 businesses have used the grant form built in days. From 15 March to 5 April 2020 page views "
     "rose by nearly 50% on 2019; the coronavirus page had over 85,000.")),
    (DIGITAL, "Deliver business change",
     ("Adult social care met its transformation targets and its improvement board has closed. Children's services "
     "waited for the looked-after children's inspection; the Old Vicarage was closed, and staff are to be consulted on "
     "business administration. The council has agreed projects and savings for 2020/21.")),
    (DIGITAL, "Finding the best digital innovation and using it to meet residents' needs",
     ("Free consultancy looked at voice transactions: return, privacy, take-up and users' views come next, and results "
     "are due by May 2020. Scaffolding and other licences are paid up front, and allotments can be paid online: by the "
     "end of January over 70% of payments were. Parking permits and planning advice are being worked on.")),
    (TECHNICAL, "Deliver the technical roadmap to support the council's objectives",
     ("Moving applications off Server 2008 comes first. One data allowance now covers all the council's mobiles. "
     "Telephone lines and network circuits are to be reviewed. ICT kept systems running in the emergency and "
     "helped staff work from home.")),
    (TECHNICAL, "Implement Mosaic – Children & Adults Electronic Social Care Record",
     "Due to go live in March 2020, now in May 2020. Users are testing every area."),
    (TECHNICAL, "Application rationalisation",
     ("Applications are assessed before their contracts end, in case Office 365 can replace them. Robotic process "
     "automation joins systems up, so that nothing is typed twice.")),
    (TECHNICAL, "Implement a Digital roadmap",
     ("Page views rose by 48.5% on 2019 from 15 March to 5 April 2020. The website's accessibility rating is 94%, 14th "
     "of over 400 councils. Pages for businesses and for the most vulnerable were built with other services.")),
    (TECHNICAL, "Website rationalisation",
     ("Over ten sites were merged into Medway.gov.uk in 2018/19. Enjoy Medway followed in Q3, saving over £5,000 a "
     "year, as did school admissions; Tickets Live is being built. New sections stand where new sites would have "
     "been, on a site with over 8 million page views a year.")),
)  # fmt: skip


def projects(_seed: str) -> dict[Period, pd.DataFrame]:
    """The projects of the quarter that the paper prints."""
    columns = [field.name for field in CONTRACTS["projects"].fields]
    rows = [(programme, project, "for_information", text) for programme, project, text in PROJECTS]
    return by_period({QUARTER: CONTRACTS["projects"].typed(pd.DataFrame(rows, columns=columns))})
