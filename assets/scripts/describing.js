/* What a chart is and which keys it takes, in a sentence. Nothing here knows the page. */

/** @import { Figure } from "contract" */

import { isOverTime } from "./pitch.js";
import { seriesOf } from "./reading.js";
import { _ } from "./words.js";

/**
 * The chart in a sentence: its kind, its series and marks, and the keys.
 *
 * @param {Figure} figure
 * @param {boolean} entered whether Enter must go in first
 */
export function described(figure, entered) {
  const series = seriesOf(figure);
  const counts = [...new Set(series.map(({ marks }) => marks.length))];
  const marks = counts.length === 1 ? counted(counts[0]) : between(Math.min(...counts), Math.max(...counts));
  const size = series.length > 1 ? _("{count} series of {marks}", { count: series.length, marks }) : marks;
  const keys = _("arrow keys move from mark to mark, Home, End, [ and ] to the first, last, lowest and highest");
  const ends = entered
    ? _("Enter goes in and then opens a mark, Escape leaves")
    : _("Enter opens a mark, Escape hides its label");
  const said = _("{kind} with {size}: {keys}, {ends}.", { kind: kindOf(figure), size, keys, ends });
  const tones = _("S plays a series as tones, and stops them.");
  return isOverTime(figure) ? `${said} ${tones}` : said;
}

/** @param {number} count */
const counted = (count) => (count === 1 ? _("1 mark") : _("{count} marks", { count }));

/**
 * @param {number} least
 * @param {number} most
 */
const between = (least, most) => _("{least} to {most} marks", { least, most });

/** @param {Figure} figure */
function kindOf({ data }) {
  const told = data.filter(({ hoverinfo, mode }) => hoverinfo !== "skip" && mode !== "text");
  const bars = told.filter(({ type }) => type === "bar").length;
  if (bars && bars < told.length) return _("Chart of bars and lines");
  if (bars) return _("Bar chart");
  return told.some(({ mode }) => mode.includes("lines")) ? _("Line chart") : _("Dot chart");
}
