/* Written from dashboard/views/contract.py by `make format`; change that, not this. */
declare module "contract" {
  /** A judgement as word, shape and colour. */
  export interface Chip {
    status: string;
    word: string;
    shape: string;
  }

  /** A chart as Plotly draws it. */
  export interface Figure {
    data: Array<Record<string, any>>;
    layout: Record<string, any>;
  }

  /** A number with a judgement, a shade (`few`, `tone-0` to `tone-4`) and a way to what it is of. */
  export interface Mark {
    text: string;
    link: string | null;
    judged: Chip | null;
    shade: string;
  }

  /** The head of a column; with `sort`, the address of the list sorted by it. */
  export interface Heading {
    label: string;
    numeric: boolean;
    sort?: string;
    direction?: "ascending" | "descending" | "none";
  }

  /** Rows of text under headings; `links` holds for each row where it leads, or nothing at all. The second line of a number is what stands small beside it; one that is `whole` is shown at its full height. */
  export interface Table {
    columns: Heading[];
    rows: Array<Array<string | Chip | Mark>>;
    links: Array<string | null>;
    whole: boolean;
  }

  /** A paragraph, or a list with a line for each point, and its language where it is not the page's. */
  export interface Told {
    lines: string[];
    points: boolean;
    lang: string | null;
  }

  /** What the council says of a number. */
  export interface Quote {
    heading: string;
    mark: string;
    text: Told[];
    rest: Told[];
    doubt: string;
    older: boolean;
  }

  /** Where a card's numbers come from. */
  export interface About {
    definition: string;
    numerator: string;
    denominator: string;
    queries: string[];
    source: string;
    more: string | null;
  }

  /** A chart or a table with its words; `described` stands in place of the chart for those who do not see it. `file` is the name of its picture without ending; the picture says when and of which part it is (`filters`), what makes the chart true (`caption`), and its source where that is not the page's own extract (`origin`). */
  export interface Card {
    key: string;
    title: string;
    finding: string;
    headline: string;
    described: string;
    note: string;
    quotes: Quote[];
    figure: Figure | null;
    table: Table;
    about: About;
    csv: string;
    present: string;
    file: string;
    filters: string;
    caption: string;
    origin: string;
  }

  /** A page of records: sorting, paging and closing are addresses. */
  export interface Records {
    columns: Heading[];
    rows: Array<Array<string | Chip | Mark>>;
    links: Array<string | null>;
    whole: boolean;
    title: string;
    summary: string;
    total: number;
    shown: string;
    find: string;
    previous: string | null;
    next: string | null;
    close: string | null;
    csv: string;
  }

  /** A filter from which one is chosen. */
  export interface OneOf {
    value: string;
    options: Array<string[]>;
    label: string;
    all: null;
  }

  /** A filter from which any number are chosen; none chosen means what `all` says. */
  export interface SeveralOf {
    values: string[];
    options: Array<string[]>;
    label: string;
    all: string;
  }

  /** The filter strip: each control by its name, the services of each directorate, the address without a choice. */
  export interface Filters {
    controls: Record<string, OneOf | SeveralOf>;
    services: Record<string, string[]>;
    clear: string | null;
  }

  /** Everything a page shows beyond its header. */
  export interface Drawing {
    query: string;
    title: string;
    announce: string;
    sources: string;
    filters: Filters;
    cards: Card[];
    records: Records | null;
  }

  /** The same with what everything that leaves the screen says of its origin. */
  export interface Page {
    query: string;
    title: string;
    announce: string;
    sources: string;
    filters: Filters;
    cards: Card[];
    records: Records | null;
    origin: Array<[string, string, string]>;
  }

  /** A word, the ways in which it is written, and what it means. */
  export interface Term {
    id: string;
    word: string;
    forms: string[];
    meaning: string;
  }

  /** The words that pages explain, and the regular expression that finds them in a text. */
  export interface Glossary {
    pattern: string;
    terms: Term[];
  }

  /** How a slide's measure stands. */
  export interface Judgement {
    status: string;
    word: string;
    shape: string;
    of: string;
    value: string;
    target: string;
  }

  /** Something that needs attention, with its past as a small picture. */
  export interface Item {
    status: string;
    word: string;
    shape: string;
    title: string;
    sentence: string;
    picture: string;
    link: string | null;
  }

  /** A measure at a glance. */
  export interface Tile {
    title: string;
    value: string;
    cases: string;
    status: Chip | null;
    target: string;
    changes: string[];
  }

  /** One thing told in words. */
  export interface Passage {
    title: string;
    text: string;
    before: string;
    status: Chip | null;
  }

  /** What a slide has to look at, one of these; `rows` is how many the whole table has. */
  export interface Matter {
    items?: Item[];
    tiles?: Tile[];
    passages?: Passage[];
    figure?: Figure;
    table?: Table;
    rows?: number;
  }

  /** A slide by itself: a sentence to head it, what there is to look at, and what is said of that. */
  export interface Shown {
    items?: Item[];
    tiles?: Tile[];
    passages?: Passage[];
    figure?: Figure;
    table?: Table;
    rows?: number;
    title: string;
    headline: string;
    text: string;
    note: string;
    quotes: Quote[];
    status: Judgement | null;
    about?: Array<string[]>;
  }

  /** The addresses that one can go to from a slide. */
  export interface Ways {
    first: string;
    previous: string | null;
    next: string | null;
    last: string;
    light: string;
    dark: string;
    short: string;
  }

  /** A slide in its presentation. `where` says whose figures it shows, of when and of which part, `own` are the address's words that are the presentation's, `quarters` the addresses and labels of what the slider offers, `quarter` the place of the one on show. */
  export interface Slide {
    items?: Item[];
    tiles?: Tile[];
    passages?: Passage[];
    figure?: Figure;
    table?: Table;
    rows?: number;
    title: string;
    headline: string;
    text: string;
    note: string;
    quotes: Quote[];
    status: Judgement | null;
    about?: Array<string[]>;
    query: string;
    key: string;
    page: string;
    place: number;
    count: number;
    document: string;
    announce: string;
    notices: string[];
    where: string;
    source: string;
    origin: Array<[string, string, string]>;
    extract: string;
    filters: Filters;
    back: string;
    ways: Ways;
    own: Record<string, string>;
    quarters: Array<string[]>;
    quarter: number;
    period: string;
    look: string;
    colours: Record<string, string>;
    release: number;
  }

  /** A slide that an agenda may hold. */
  export interface Choice {
    key: string;
    title: string;
  }

  /** The slides of a page. */
  export interface Group {
    page: string;
    slides: Choice[];
  }

  /** All that can be shown, and the keys of what is on the agenda. */
  export interface Agenda {
    groups: Group[];
    chosen: string[];
    count: string;
  }

  /** A file in the making: what is being done, the share of it, what went wrong, and where the file is. */
  export interface Job {
    id: string;
    address: string;
    step: string;
    share: number;
    done: boolean;
    error: string;
    file: string | null;
    name: string;
  }
}
