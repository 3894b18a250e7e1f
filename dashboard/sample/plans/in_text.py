"""The sample's figures that the papers print in their text and in no table of measures, as they print them.

They stand under no priority and have no target, so that the counts of the plan's measures that the papers print are
those of their tables alone; an aim stands under the later period that it is for.
"""

from __future__ import annotations

from dashboard.sample.plans.totals import Row

WEB, HOUSING, PANEL = "Digital", "Housing", "Citizen Panel"
FINANCIAL, SOCIAL_CARE, WHOLE = "Benefits and Financial Welfare Service", "Adult Social Care", "Whole council"
WEEKS = "15 March to 5 April 2020, which runs past the quarter"
MEDWAY: dict[str, tuple[Row, ...]] = {
    "2017-18-Q2": (
        Row("Households on the active Housing register, bands A to D", HOUSING, "households", "stock", "neither",
            "4,670", note="On 31 August 2017"),
        Row("Landlord hotline cases in which homelessness was prevented", HOUSING, "percent", "rate", "higher",
            "approximately 70%"),
        Row("Residents who completed the Citizen Panel survey", PANEL, "residents", "flow", "neither", "437",
            note="August 2017"),
    ),
    "2019-20-Q4": (
        Row("Businesses that used the online service for grants", WEB, "businesses", "stock", "higher",
            "more than 2,000"),
        Row("Rise in unique page views on the year before", WEB, "percent", "rate", "neither", "48.5%", note=WEEKS),
        Row("Page views of the main coronavirus page", WEB, "page views", "flow", "neither", "more than 85,000",
            note=WEEKS),
        Row("Page views of the website in a year", WEB, "page views", "flow", "neither", "more than 8million",
            period="2019-20"),
        Row("Websites moved onto the council's own", WEB, "websites", "flow", "neither", "more than 10",
            period="2018-19"),
    ),
    "2024-25": (
        Row("Key performance indicators of the council plan", WHOLE, "count", "stock", "neither", "89"),
        Row("Key improvement actions", WHOLE, "count", "stock", "neither", "83",
            note="The paper also says 80 improvement actions"),
        Row("Compliments for the service", FINANCIAL, "compliments", "flow", "higher", "163"),
        Row("Compliments for the service", FINANCIAL, "compliments", "flow", "higher", "6", period="2023-24"),
        Row("Spending on adult social care", SOCIAL_CARE, "£", "flow", "neither", "£142million"),
        Row("Adult social care as a share of gross expenditure", SOCIAL_CARE, "percent", "rate", "neither", "25%"),
        Row("Core ICT systems and platforms", WHOLE, "count", "stock", "lower", "over 40"),
        Row("Added resources for strategic support services", WHOLE, "£", "flow", "neither", "£1.0million"),
    ),
}  # fmt: skip

QUEUES, POST, EVENTS = "Customer Services", "Corporate Support", "Digital inclusion events"
REVIEWS, WASTE, BENEFITS = "Business Improvement", "Waste & Recycling", "Revenues & Benefits"
HEALTH = "Environmental Health"
FAIR = "Cross organisational collaboration"
BY = "against 2012/13"
MAIDSTONE: dict[str, tuple[Row, ...]] = {
    "2013-14-H2": (
        Row("Fall in visits to queues at service desks", QUEUES, "visits", "flow", "neither", "about 900",
            period="2013-14", note=BY),
        Row("Fall in visits to queues, in per cent", QUEUES, "percent", "rate", "neither", "1.3%", period="2013-14",
            note=BY),
        Row("Fall in visits to queues a week", QUEUES, "visits a week", "rate", "neither", "17", period="2013-14",
            note=BY),
        Row("Fall in post sent", POST, "items", "flow", "neither", "18,922", period="2013-14",
            note="Net; 2012/13 included the election of the Police Commissioner"),
        Row("Fall in post sent", "Housing Options", "items", "flow", "neither", "14,930", period="2013-14"),
        Row("Rise in post sent", "Development Control", "items", "flow", "neither", "9,011", period="2013-14"),
        Row("Rise in post sent", "Council Tax", "items", "flow", "neither", "8,824", period="2013-14"),
        Row("People at Parkwood", EVENTS, "people", "flow", "neither", "15", period="2013-14-Q4"),
        Row("People at Marden", EVENTS, "people", "flow", "neither", "20", period="2013-14-Q4"),
        Row("People at Shepway", EVENTS, "people", "flow", "neither", "3", period="2013-14-Q4"),
        Row("People in the town centre", EVENTS, "people", "flow", "neither", "12", period="2013-14-Q4"),
        Row("People at Barming", EVENTS, "people", "flow", "neither", "12", period="2013-14-Q4"),
        Row("Staff time saved by parking", REVIEWS, "FTE", "flow", "higher", "0.3", period="2013-14"),
        Row("Staff time saved by the Homefinder bond process", REVIEWS, "FTE", "flow", "higher", "0.23",
            period="2013-14", note="Estimated"),
        Row("Staff time saved by the online housing register form", REVIEWS, "FTE", "flow", "higher", "0.02",
            period="2013-14"),
        Row("Households paying some Council Tax for the first time", BENEFITS, "households", "stock", "neither",
            "around 6000"),
        Row("Commercial waste turnover in a year", WASTE, "£", "rate", "higher", "approximately £80,000"),
        Row("Recycling performance", WASTE, "percent", "rate", "higher", "nearly 50%"),
        Row("Comments and questions in the staff consultation", HEALTH, "count", "flow", "neither", "Over 250"),
        Row("Employers at the Jobs Fair", FAIR, "employers", "flow", "higher", "over 35"),
        Row("Visitors to the Jobs Fair", FAIR, "people", "flow", "higher", "over 1000"),
    ),
}  # fmt: skip

INFORMATION, PROGRAMMES = "Information Team", "Corporate Programme Team"
ACCOUNTS = "Households registered on MyAccount"
THURROCK: dict[str, tuple[Row, ...]] = {
    "2015-16": (
        Row("Complaints and concerns received", INFORMATION, "count", "flow", "lower", "4,506",
            note="Concerns were counted apart until that stage was removed; the table has complaints alone"),
        Row("Complaints and concerns upheld", INFORMATION, "percent", "rate", "lower", "50%"),
        Row("Complaints and concerns answered in time", INFORMATION, "percent", "rate", "higher", "98%"),
        Row("FOI requests answered within the legal time", INFORMATION, "percent", "rate", "higher", "98%"),
        Row("FOI requests processed", INFORMATION, "requests", "flow", "neither", "980"),
        Row("Requests under data protection law", INFORMATION, "requests", "flow", "neither", "43"),
        Row("Requests under data protection law answered in time", INFORMATION, "percent", "rate", "higher", "93%"),
    ),
    "2016-17-Q1": (
        Row(ACCOUNTS, PROGRAMMES, "percent", "stock", "higher", "66%", note="The table of measures counts people"),
        Row(ACCOUNTS, PROGRAMMES, "percent", "stock", "higher", target="61%", period="2016-17"),
    ),
}  # fmt: skip
