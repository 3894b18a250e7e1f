"""What the sample council buys, for which service, at what price, and who wins the contracts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

# One line a kind of contract: title ({} is one of the words after @), service, trade, thousand pounds a year from and
# to, years from and to, and the words. Contracts with a list of words are let one by one.
KINDS = """
= Highways and transport
Resurfacing of {} | Highways | roads | 150 1090 | 1 1 | @roads
Reconstruction of footways in {} | Highways | roads | 100 530 | 1 1 | @towns
Bridge inspection and repair | Highways | roads | 200 440 | 3 4
Traffic signals maintenance | Highways | roads | 310 540 | 4 5
Winter service and salt supply | Highways | roads | 240 410 | 3 4
Gully cleansing and drainage works | Highways | roads | 260 560 | 3 4
Road markings and signs | Highways | roads | 150 290 | 2 4
Vehicle hire and workshop | Highways | vehicles | 360 650 | 3 4
Cycle route, {} | Integrated Transport | roads | 190 710 | 1 1 | @towns
Supported bus services, {} | Integrated Transport | buses | 270 650 | 3 5 | @towns
Bus shelters and real-time displays | Integrated Transport | buses | 100 240 | 3 5
Community transport | Integrated Transport | buses | 150 320 | 2 3
Home to school transport, {} | School Transport | buses | 310 880 | 2 4 | @towns
Transport for pupils with special needs | School Transport | buses | 1050 1670 | 3 4
Pay and display machines and upkeep | Parking Services | parking | 150 320 | 3 5
Parking enforcement | Parking Services | parking | 880 1290 | 4 5
Parking permits system | Parking Services | software | 70 150 | 3 4
= Adult social care
Home care, {} | Older People | care | 820 2120 | 2 4 | @towns
Extra care housing, {} | Older People | care | 440 950 | 3 5 | @towns
Community equipment and wheelchairs | Older People | care | 1090 1670 | 3 5
Telecare and alarms | Older People | care | 310 560 | 3 4
Lunch clubs | Older People | care | 70 150 | 2 3
Day opportunities, {} | Learning Disability | care | 220 580 | 2 3 | @towns
Supported living, {} | Learning Disability | care | 710 2010 | 3 4 | @towns
Respite for carers | Learning Disability | care | 270 530 | 2 3
Shared lives scheme | Learning Disability | care | 150 310 | 2 3
Community mental health support | Mental Health | advice | 320 710 | 2 3
Crisis house | Mental Health | advice | 270 490 | 2 3
Advocacy for adults | Mental Health | advice | 150 310 | 3 3
Reablement after hospital | Hospital Discharge | care | 650 1220 | 2 3
Meals at home | Hospital Discharge | care | 190 360 | 3 3
= Children's services
Residential homes for children | Looked After Children | children | 1220 2800 | 2 4
Semi-independent living for care leavers | Looked After Children | children | 530 1170 | 2 3
Independent visitors | Looked After Children | children | 50 120 | 2 3
Supervised contact | Children's Assessment | children | 190 390 | 2 3
Edge of care support for families | Children's Assessment | children | 310 660 | 2 3
Domestic abuse support | Children's Assessment | advice | 240 480 | 2 3
Young carers | Children's Assessment | advice | 100 220 | 2 3
Independent fostering framework | Fostering and Adoption | children | 1390 3230 | 3 4
Adoption support and therapy | Fostering and Adoption | children | 140 320 | 2 3
Independent special school places | Special Educational Needs | children | 950 2210 | 2 3
Speech and language therapy | Special Educational Needs | children | 410 780 | 2 3
Educational psychology | Special Educational Needs | children | 200 440 | 2 3
Mediation with parents | Special Educational Needs | advice | 50 100 | 2 3
School appeals clerking | School Admissions | advice | 50 120 | 2 3
= ICT
Network and telephony | Customer and Business Support | devices | 440 920 | 3 5
Laptops and tablets | Customer and Business Support | devices | 540 1160 | 2 3
Mobile phones | Customer and Business Support | devices | 150 310 | 2 3
Data centre hosting | Customer and Business Support | software | 320 610 | 3 5
Office software licences | Customer and Business Support | software | 530 920 | 3 3
Print and post | Customer and Business Support | print | 270 540 | 3 4
Website and online forms | Customer and Business Support | software | 120 290 | 2 3
Customer relationship system | Customer and Business Support | software | 150 360 | 3 5
Finance and payroll system | Customer and Business Support | software | 410 730 | 4 5
Revenues and benefits system | Revenues and Benefits | software | 360 650 | 4 5
Payments and cash receipting | Revenues and Benefits | software | 100 240 | 3 4
Housing management system | Housing Management | software | 200 440 | 4 5
Social care case system | Older People | software | 360 710 | 4 5
Library management system | Libraries | software | 70 150 | 3 5
Planning and building control system | Planning | software | 100 220 | 3 5
Electoral registration software | Electoral Services | software | 34 80 | 3 4
= Construction
Extension of {} Primary School | School Admissions | builders | 1050 3200 | 1 2 | @schools
Affordable homes, {} | Housing Options | builders | 1530 4200 | 1 2 | @towns
Temporary homes conversion, {} | Housing Options | builders | 410 1460 | 1 1 | @estates
Roof renewal, {} | Housing Management | builders | 270 1050 | 1 1 | @estates
Kitchens and bathrooms, {} | Housing Management | builders | 360 1290 | 1 2 | @estates
Fire doors, {} | Housing Management | builders | 150 440 | 1 1 | @estates
Community hub, {} | Libraries | builders | 580 2380 | 1 1 | @towns
Cemetery chapel repairs, {} | Registration and Bereavement | builders | 100 410 | 1 1 | @towns
Changing places, {} | Leisure Services | builders | 100 260 | 1 1 | @centres
= Facilities management
Responsive repairs to council homes | Housing Management | buildings | 1670 3140 | 3 5
Gas servicing and heating repairs | Housing Management | buildings | 710 1330 | 3 4
Lift maintenance | Housing Management | buildings | 100 240 | 3 5
Caretaking and cleaning, {} | Housing Management | buildings | 120 320 | 2 3 | @estates
Security of council buildings | Customer and Business Support | buildings | 310 610 | 3 4
Fire alarms and extinguishers | Customer and Business Support | buildings | 100 220 | 3 4
Furniture and removals | Customer and Business Support | buildings | 80 200 | 2 3
Electricity supply | Customer and Business Support | energy | 1390 2550 | 2 3
Gas supply | Customer and Business Support | energy | 530 1050 | 2 3
Water and waste water | Customer and Business Support | energy | 240 440 | 3 3
School cleaning and catering, {} | Customer and Business Support | buildings | 220 580 | 3 4 | @towns
= Professional services
Agency staff, managed service | Customer and Business Support | advisers | 1530 2720 | 3 4
Insurance | Customer and Business Support | advisers | 820 1460 | 3 5
Legal panel | Customer and Business Support | advisers | 240 540 | 3 4
Occupational health | Customer and Business Support | advisers | 120 260 | 3 3
Interpreting and translation | Customer and Business Support | advisers | 100 220 | 2 3
Audit of grants | Revenues and Benefits | advisers | 50 140 | 2 3
Debt collection and enforcement agents | Revenues and Benefits | advisers | 100 310 | 3 4
Single person discount review | Revenues and Benefits | advisers | 70 190 | 1 2
Local plan evidence, {} | Planning | advisers | 100 310 | 1 1 | @studies
Archaeological advice | Planning | advisers | 50 120 | 2 3
Property valuation | Housing Options | advisers | 80 220 | 2 3
Poll cards and ballot papers | Electoral Services | print | 100 260 | 2 4
Transport modelling | Integrated Transport | advisers | 120 270 | 1 2
Adult learning tutors | Adult Education | advisers | 190 440 | 2 3
= Environment and waste
Recycling processing | Waste Services | waste | 1160 2120 | 3 5
Garden waste composting | Waste Services | waste | 410 730 | 3 5
Food waste treatment | Waste Services | waste | 320 580 | 3 5
Household waste site, {} | Waste Services | waste | 540 950 | 4 5 | @towns
Bins and sacks | Waste Services | waste | 140 320 | 2 3
Clinical waste collection | Waste Services | waste | 70 150 | 2 3
Disposal of waste that cannot be recycled | Waste Services | waste | 1630 2890 | 4 5
Grounds maintenance, {} | Greenspaces | grounds | 370 820 | 3 5 | @towns
Tree surgery | Greenspaces | grounds | 190 390 | 2 4
Play areas, {} | Greenspaces | grounds | 100 360 | 1 1 | @towns
Allotment fencing, {} | Greenspaces | grounds | 34 120 | 1 1 | @towns
Stray dogs and pest control | Environmental Health | advisers | 80 200 | 3 3
Air quality monitoring | Environmental Health | advisers | 70 150 | 3 4
Noise and contaminated land tests | Environmental Health | advisers | 50 140 | 2 3
= Public health
Sexual health service | Healthy Lifestyles | health | 1220 2120 | 3 4
Drug and alcohol recovery service | Healthy Lifestyles | health | 1460 2460 | 3 4
Stop smoking in pharmacies | Healthy Lifestyles | health | 100 240 | 2 3
Health checks | Healthy Lifestyles | health | 220 410 | 2 3
Weight management for families | Healthy Lifestyles | health | 150 320 | 2 3
School nursing | Healthy Lifestyles | health | 920 1560 | 3 4
Breastfeeding support | Healthy Lifestyles | health | 80 190 | 2 3
= Leisure and culture
Gym equipment, {} | Leisure Services | leisure | 120 370 | 3 4 | @centres
Swimming pool plant, {} | Leisure Services | leisure | 190 650 | 1 1 | @centres
Theatre ticketing | Leisure Services | leisure | 50 140 | 3 4
Outdoor festivals staging | Leisure Services | leisure | 140 320 | 2 3
Pantomime production | Leisure Services | leisure | 150 270 | 2 3
Library books and e-books | Libraries | leisure | 320 560 | 3 4
Self-service kiosks in libraries | Libraries | devices | 100 260 | 3 5
Crematorium equipment | Registration and Bereavement | buildings | 120 410 | 2 3
"""

WORDS = {
    "towns": ("Chatham", "Gillingham", "Rochester", "Strood", "Rainham", "Hoo"),
    "roads": tuple(
        f"{road}, {town}"
        for road, town in product(
            ("High Street", "Station Road", "Mill Lane", "Church Road", "Canal Road", "Castle Street"),
            ("Chatham", "Gillingham", "Rochester", "Strood", "Rainham"),
        )
    ),
    "schools": (
        "Beechwood",
        "Riverside",
        "St Anne's",
        "Oakfield",
        "Hilltop",
        "Meadow View",
        "Quayside",
        "Elm Grove",
        "Fairmead",
        "Lower Wharf",
        "Swallow Park",
        "Chalk Pit",
    ),
    "estates": (
        "Twydall Green",
        "Hook Meadow",
        "Orchard Street",
        "Shipwrights Close",
        "Weavers Court",
        "Cherry Bank",
        "Chandlers Quay",
        "Fort Terrace",
    ),
    "studies": ("housing need", "retail and town centres", "open space", "employment land", "flood risk", "viability"),
    "centres": ("Strood", "Gillingham", "Hoo", "Rainham"),
}

SUPPLIERS = {
    "roads": ("Castlemoor Highways", "Lanefield Surfacing", "Wexcombe Civil Engineering", "Dunmore Traffic Systems",
              "Thornway Road Works"),
    "vehicles": ("Axle and Hub Fleet", "Cartwright Lane Motors", "Drovers Vehicle Hire"),
    "buses": ("Chalkdown Coaches", "Marlpit Minibuses", "Hopper and Bell Travel", "Downs Link Buses"),
    "parking": ("Palegate Parking", "Kerbside Services", "Baywatch Enforcement"),
    "care": ("Orchard Vale Care", "Larkfield Residential Care", "Kindly Homecare", "Willowmead Support",
             "Tidewater Living", "Steadfast Reablement"),
    "advice": ("Open Gate Advocacy", "Footsteps Family Support", "Lantern Trust", "Safe Harbour Advice"),
    "children": ("Bramble House Children's Homes", "Nest and Wing Fostering", "Sparrow Lane Therapy",
                 "Harbour Point School", "Compass Rose Care Leavers"),
    "devices": ("Copperline Networks", "Tallis Devices", "Kestrel Kiosks", "Switchback Telecoms"),
    "software": ("Fathom Software", "Larchgate Hosting", "Cobble Lane Systems", "Penstroke Forms"),
    "print": ("Greyscale Print", "Inkwell and Folio", "Bindery Lane"),
    "builders": ("Harbourline Construction", "Westbrook and Daughters", "Keystone Rise Builders", "Flintwall Builders",
                 "Medstone Developments", "Ashlar Works"),
    "buildings": ("Northquay Facilities", "Brightwell Cleaning", "Hearthside Heating", "Summit Building Engineers",
                  "Watchtower Security"),
    "energy": ("Fairsky Energy", "Tealwater Supply", "Millrace Power"),
    "advisers": ("Fenwick Marsh", "Corbel Consulting", "Quill and Seal", "Tern Advisory", "Rowanberry Partners"),
    "waste": ("Estuary Environmental Services", "Greenloop Recycling", "Peatfield Composting", "Saltmarsh Waste"),
    "grounds": ("Sycamore Grounds", "Canopy Tree Care", "Hopscotch Play", "Hedge and Furrow"),
    "health": ("Wellspring Health", "Clear Path Recovery", "Evergreen Pharmacies", "Stride Wellbeing"),
    "leisure": ("Ironside Gym Supplies", "Bluetile Pools", "Encore Ticketing", "Page and Spine Books",
                "Bandstand Events"),
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A contract that the council lets now and then: yearly price and length vary between the two numbers given."""

    title: str
    category: str
    service: str
    trade: str
    price: tuple[int, int]
    years: tuple[int, int]


def read_kinds() -> list[Kind]:
    """Every contract that can be let, one for each place where there are several."""
    kinds, category = [], ""
    for line in KINDS.strip().splitlines():
        if line.startswith("="):
            category = line[2:]
            continue
        title, service, trade, price, years, *words = (part.strip() for part in line.split("|"))
        low, high = map(int, price.split())
        shortest, longest = map(int, years.split())
        for word in WORDS[words[0][1:]] if words else ("",):
            name, prices = title.replace("{}", word), (low * 1000, high * 1000)
            kinds.append(Kind(name, category, service, trade, prices, (shortest, longest)))
    return kinds
