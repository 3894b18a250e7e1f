"""The sample's Maidstone: the improvement programme that the update of spring 2014 prints, and its numbers.

The paper prints the second half of 2013/14. The half-year before it is made up, and has ratings without words.
"""

from __future__ import annotations

import pandas as pd

from dashboard.basics.quarters import Period
from dashboard.contracts.datasets import CONTRACTS
from dashboard.sample.plans.in_text import MAIDSTONE as IN_TEXT
from dashboard.sample.plans.totals import Note, Row, by_period, commentary
from dashboard.sample.plans.totals import kpis as table

EARLIER, HALF_YEAR, YEAR = "2013-14-H1", "2013-14-H2", "2013-14"
INCREMENTAL, ASSETS, CHALLENGE = "Incremental Improvement", "Asset Management", "External Challenge"
TRANSFORMATION = "Transformation"
KNOWLEDGE, CULTURE = "Good information and knowledge management", "Organisational culture"
WHOLE = None
GREEN, AMBER, INFO, NOT = "green", "amber", "for_information", "not_applicable"

# workstream, project (none: the workstream itself), status half a year before and now, what is said
PROGRAMME: tuple[tuple[str, str | None, str, str, str], ...] = (
    (INCREMENTAL, WHOLE, AMBER, AMBER, ""),
    (INCREMENTAL, "More proactive use of Covalent (our performance management system)", AMBER, GREEN,
     "Scrutiny recommendations are now tracked in the system, and new dashboards make it easier for managers to use."),
    (INCREMENTAL, "Economic Development", AMBER, AMBER,
     "A consultant writes the new strategy. A survey of businesses and talks on what good growth means are complete."),
    (INCREMENTAL, "Other work", INFO, INFO,
     "Staff made 38 suggestions in the first round of Innovate: 11 go forward, 11 need further work."),
    (ASSETS, WHOLE, AMBER, AMBER, ""),
    (ASSETS, "Future use of Town Hall", AMBER, AMBER,
     "A lease of 3 years for the foyer is signed; refurbishment was due to start at the end of May."),
    (ASSETS, "Community asset transfer", AMBER, AMBER,
     ("The lease of one hall awaits the community group's signature. Another hall is back under the council's own "
     "management until a lasting solution is found.")),
    (ASSETS, "Major assets review – King Street", AMBER, GREEN,
     ("The former car park and supermarket is a surface car park that works well and pays. Longer-term uses are "
     "explored.")),
    (ASSETS, "Major assets review – Medway Street", NOT, NOT, "Not pursued at present."),
    (ASSETS, "Major assets review – Park Wood", GREEN, GREEN,
     ("Designs for signs and landscaping are nearly final, and the purchase of more small business units is near "
     "agreement.")),
    (ASSETS, "Integrated Transport strategy", AMBER, AMBER,
     "Traffic has to be modelled again, for a need of 19,600 homes rather than the 10,080 of the earlier plan."),
    (ASSETS, "Other work", NOT, NOT,
     "Energy: lighting at the Museum is renewed; Maidstone House and other buildings follow."),
    (CHALLENGE, WHOLE, GREEN, GREEN, ""),
    (CHALLENGE, "Revenues & Benefits", GREEN, GREEN,
     ("Of 100 tenants contacted for direct payments, 66 took part and 46 began in April. The lower council tax support "
     "met with few complaints; 74.5% of the additional tax was collected in the year.")),
    (CHALLENGE, "Planning", GREEN, GREEN,
     "The shared support service is on track for June 2014. Paperless working is a little late and holds nothing up."),
    (CHALLENGE, "Hazlitt Arts Centre", GREEN, GREEN,
     "Capital works are finished and the theatre has reopened under its new operator."),
    (CHALLENGE, "Building Control", GREEN, AMBER,
     "A partner is keen, but has no room for another partnership before March 2015."),
    (CHALLENGE, "Corporate peer review", GREEN, GREEN,
     "Indicators were reviewed and reduced, and priorities are clearer. An action plan is still to come."),
    (TRANSFORMATION, WHOLE, GREEN, GREEN, ""),
    (TRANSFORMATION, "Customer services delivery", GREEN, GREEN,
     ("Online forms rose by 25% and visits fell by 10%. Of the 4 full-time equivalents aimed for, 1.5 were saved this "
     "year; at least 5.5 more are predicted.")),
    (TRANSFORMATION, "Waste & Recycling – new contract", GREEN, GREEN,
     "The contract now works in all three partner areas; nearly 50% is recycled."),
    (TRANSFORMATION, "Commercial waste", GREEN, GREEN,
     "Since March 170 customers have signed up, above the 150 aimed for by April 2014."),
    (TRANSFORMATION, "ICT", GREEN, GREEN,
     "Of 35 projects 26 are complete or on target, seven are amber and two red."),
    (TRANSFORMATION, "Finance", AMBER, AMBER,
     "A permanent chief accountant starts in June 2014; the restructure waits until then."),
    (TRANSFORMATION, "Housing – strategies and policies", GREEN, GREEN,
     ("The homelessness strategy goes to decision in June. The housing strategy waits for the local plan; the risk is "
     "low.")),
    (TRANSFORMATION, "Housing – commercialisation project", AMBER, AMBER,
     "One house is out to tender; its management has to be settled. The design of the other has begun."),
    (TRANSFORMATION, "Corporate Support", GREEN, GREEN,
     "Printing goes through the print room, on fewer machines. Savings of about £43,000 are expected in 2014/15."),
    (TRANSFORMATION, "Environmental Health", AMBER, GREEN,
     "Staff were consulted on the shared service, with over 250 comments. Structure and software go live in mid June."),
    (TRANSFORMATION, "MKIP structure options", AMBER, GREEN,
     "A shared director is on trial for a year."),
    (TRANSFORMATION, "Cross organisational collaboration", GREEN, GREEN,
     "The Jobs Fair had over 35 employers and over 1000 visitors. The second year's families are identified."),
    (KNOWLEDGE, WHOLE, AMBER, AMBER,
     ("The structure for managing information is not in place yet. The residents' survey is complete. Many intranet "
     "pages are out of date, which is a concern.")),
    (CULTURE, WHOLE, GREEN, GREEN,
     ("Silver Investors in People was awarded, and a staff survey showed progress. Feedback on action learning is "
     "mixed.")),
)  # fmt: skip

BENEFITS, ICT, BUSINESS, WASTE = "Revenues & Benefits", "ICT", "Business Improvement", "Waste & Recycling"
KPIS = (
    Row("Commercial waste customers", WASTE, "customers", "stock", "higher", "170", "150"),
    Row("Staff time efficiencies delivered", BUSINESS, "FTE", "flow", "higher", "1.5", "4", period=YEAR),
    Row("Innovate suggestions received", BUSINESS, "suggestions", "flow", "neither", "38"),
    Row("Innovate suggestions selected", BUSINESS, "suggestions", "flow", "neither", "11"),
    Row("Innovate suggestions needing further work", BUSINESS, "suggestions", "flow", "neither", "11"),
    Row("ICT projects identified", ICT, "projects", "stock", "neither", "35"),
    Row("ICT projects green", ICT, "projects", "stock", "neither", "26"),
    Row("ICT projects amber", ICT, "projects", "stock", "neither", "7"),
    Row("ICT projects red", ICT, "projects", "stock", "neither", "2"),
    Row("Payment direct pilot tenants contacted", BENEFITS, "tenants", "flow", "neither", "100"),
    Row("Payment direct pilot tenants engaged", BENEFITS, "tenants", "flow", "neither", "66"),
    Row("Payment direct pilot tenants commencing", BENEFITS, "tenants", "flow", "neither", "46"),
    Row("In-year collection rate for the additional Council Tax", BENEFITS, "percent", "rate", "higher", "74.5%"),
)  # fmt: skip

WRITTEN = "2014-06-09"
NOTES = (
    Note(
        "Commercial waste customers",
        "Head of Environment and Public Realm",
        WRITTEN,
        "Since its launch in March 2013 the service has signed up 170 customers, above the target of 150. It is "
        "expected "
        "to break even in its second year.",
    ),
    Note(
        "Staff time efficiencies delivered",
        "Head of Policy and Communications",
        WRITTEN,
        "The 4 full-time equivalents aimed for will not be reached, because reviews take longer than expected. 1.5 "
        "were "
        "delivered; at least 5.5 more are predicted for 2014/15, or 2015/16 for parking permits.",
    ),
)
YEARS_NOTES = (
    Note(
        "digital_transactions",
        "Head of Policy and Communications",
        WRITTEN,
        "Online forms rose from 6,383 in 2012/13 to 7,949 in 2013/14, visits fell from 82,962 to 74,635 and calls "
        "answered fell slightly from 177,684 to 175,720. Fewer calls is not simply good news: a review in the third "
        "quarter found that fewer of the calls made had been answered.",
    ),
    Note(
        "digital_transactions",
        "Head of Policy and Communications",
        WRITTEN,
        "Services are reviewed one by one so that more can be done online: parking permits, housing, environmental "
        "reports and bereavement services.",
        kind="management_action",
    ),
)


def projects(_seed: str) -> dict[Period, pd.DataFrame]:
    """The programme of the half-year that the paper prints, and of the one before."""
    columns = [field.name for field in CONTRACTS["projects"].fields]
    before = [(workstream, project, status, None) for workstream, project, status, _, _ in PROGRAMME]
    now = [(workstream, project, status, text or None) for workstream, project, _, status, text in PROGRAMME]
    return by_period(
        {
            name: CONTRACTS["projects"].typed(pd.DataFrame(rows, columns=columns))
            for name, rows in ((EARLIER, before), (HALF_YEAR, now))
        }
    )


def kpis(_seed: str) -> dict[Period, pd.DataFrame]:
    """The numbers of the programme."""
    return by_period({HALF_YEAR: table(HALF_YEAR, [*KPIS, *IN_TEXT[HALF_YEAR]])})


def notes(_seed: str) -> dict[Period, pd.DataFrame]:
    """What the paper says about the numbers, in short."""
    return by_period({HALF_YEAR: commentary(NOTES), YEAR: commentary(YEARS_NOTES)})
