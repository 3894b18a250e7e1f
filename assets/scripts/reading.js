/* What a chart's figure says, mark by mark, in words that the server has put into it. Nothing here knows the page. */

import { _ } from "./words.js";

/** @import { Figure, Filters } from "contract" */

/** @typedef {{curve: number, point: number, at: number, value: number | null, head: string, lines: string[], link: string | null}} Mark a mark: where Plotly has it, where it stands along the chart, what is told of it and where it leads */
/** @typedef {{name: string, marks: Mark[]}} Series */
/** @typedef {Figure["data"][number]} Trace */

const CLOSER = _("Select to look closer"); // said to who points; keys and fingers have their own words
const AGAIN = _("Select again to open");
const NOTHING = "—";
const POINTS_A_STROKE = 4; // start, middle, end and a gap; the middle is what is pointed at

/**
 * Whether the marks stand below each other.
 *
 * @param {Figure} figure
 */
export const isLying = ({ data }) => data.some((trace) => trace.orientation === "h");

/**
 * The chart's series, each with its marks in order. Traces of one name are one series: a line and its longer periods.
 *
 * @param {Figure} figure
 * @returns {Series[]}
 */
export function seriesOf(figure) {
  /** @type {Map<string, Series>} */
  const found = new Map();
  for (const [curve, trace] of figure.data.entries()) {
    if (trace.hoverinfo === "skip") continue;
    const key = `${trace.name} ${trace.mode === "text"}`;
    /** @type {Series} */
    const series = found.get(key) ?? { name: trace.name, marks: [] };
    series.marks.push(...marksOf(trace, curve, isLying(figure)));
    found.set(key, series);
  }
  for (const { marks } of found.values()) marks.sort((one, other) => one.at - other.at);
  return fromTheTop(
    [...found.values()].filter(({ marks }) => marks.length),
    figure,
  );
}

/**
 * The marks of a trace that say something. Of a text, `meta` has the value; it stands where there is room.
 *
 * @param {Trace} trace
 * @param {number} curve
 * @param {boolean} lying
 * @returns {Mark[]}
 */
function marksOf(trace, curve, lying) {
  const [at, values] = lying ? [trace.y, trace.x] : [trace.x, trace.meta ?? trace.y];
  /** @type {string[]} */
  const texts = trace.hovertext;
  return texts.flatMap((text, point) => {
    if (!text || !isOwn(trace, point)) return [];
    const [head, ...lines] = linesOf(text);
    const link = trace.customdata?.[point] ?? null;
    return [{ curve, point, at: at[point], value: values[point], head, lines, link }];
  });
}

/**
 * The series in the order in which their names stand below each other, at their ends.
 *
 * @param {Series[]} series
 * @param {Figure} figure
 */
function fromTheTop(series, figure) {
  const inPanels = figure.data.some(({ xaxis = "x" }) => xaxis !== "x");
  if (isLying(figure) || inPanels) return series;
  if (figure.layout.barmode === "relative") return series.reverse();
  return series.sort((one, other) => endOf(other) - endOf(one));
}

/** @param {Series} series */
const endOf = ({ marks }) => marks.findLast(({ value }) => value !== null)?.value ?? -Infinity;

/**
 * @param {Trace} trace
 * @param {number} point
 */
const isOwn = ({ mode }, point) => mode !== "lines" || point % POINTS_A_STROKE === 1;

/**
 * The lines of a hover text, the head first, as they are read.
 *
 * @param {string} text
 */
export function linesOf(text) {
  const [, head = "", rest = ""] = text.match(/^<b>(.*?)<\/b>(?:<br>)?(.*)$/s) ?? [];
  const lines = rest.split("<br>").filter((line) => line && line !== CLOSER);
  return [head.replaceAll("<br>", " "), ...lines].map((line) => line.replaceAll("&lt;", "<"));
}

/**
 * The traces with what a finger is told, for which a first tap shows the label.
 *
 * @param {Trace[]} data
 * @returns {Trace[]}
 */
export const forFingers = (data) =>
  data.map((trace) => ({
    ...trace,
    hovertext: trace.hovertext?.map((/** @type {string} */ text) => text?.replace(CLOSER, AGAIN)),
  }));

/**
 * What is said of a mark: the series where it is another than before, period or name, what is told of it, and where
 * Enter leads.
 *
 * @param {Mark} mark
 * @param {string} series empty where it need not be said
 * @param {string} name the name of its series
 * @param {string} opens what Enter opens, if anything
 */
export function told({ head, lines }, series, name, opens) {
  const own = lines.find((line) => name && line.startsWith(`${name}: `));
  const value = own?.slice(name.length + 2) ?? lines[0] ?? "";
  const others = lines.filter((line, place) => (own ? line !== own : place));
  const named = own && own !== lines[0] ? name : series; // beside the other of a pair it is said which is meant
  const where = named ? `${named}, ${head}` : head;
  const figure = value.replace(NOTHING, _("no figure"));
  const leads = opens ? [_("Enter opens {opens}", { opens })] : [];
  return `${[`${where}: ${figure}`, ...others, ...leads].join(". ")}.`;
}

/**
 * What a link opens, in the words of the filters: what it asks for beyond what is on show. Empty where that is nothing.
 *
 * @param {Pick<Mark, "link" | "head">} mark
 * @param {{query: string, filters: Filters}} shown
 */
export function opened({ link, head }, { query, filters }) {
  const [now, then] = [new URLSearchParams(query), new URLSearchParams(link ?? "")];
  const others = [...then].filter(([name, value]) => !now.getAll(name).includes(value));
  const last = others.at(-1);
  if (!last) return "";
  if (then.has("records")) return _("the list of records");
  const options = filters.controls[last[0]]?.options ?? [];
  return options.find(([value]) => value === last[1])?.[1] ?? head;
}
