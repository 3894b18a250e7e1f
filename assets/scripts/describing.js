/* What a chart is and which keys it takes, in a sentence. Nothing here knows the page. */

/** @import { Figure } from "contract" */

import { seriesOf } from "./reading.js";

/**
 * The chart in a sentence: its kind, its series and marks, and the keys.
 *
 * @param {Figure} figure
 * @param {boolean} entered whether Enter must go in first
 */
export function described(figure, entered) {
  const series = seriesOf(figure);
  const counts = [...new Set(series.map(({ marks }) => marks.length))];
  const marks =
    counts.length === 1 ? counted(counts[0], "mark") : `${Math.min(...counts)} to ${Math.max(...counts)} marks`;
  const size = series.length > 1 ? `${series.length} series of ${marks}` : marks;
  const keys = "arrow keys move from mark to mark, Home, End, [ and ] to the first, last, lowest and highest";
  const ends = entered
    ? "Enter goes in and then opens a mark, Escape leaves"
    : "Enter opens a mark, Escape hides its label";
  return `${kindOf(figure)} with ${size}: ${keys}, ${ends}.`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @param {Figure} figure */
function kindOf({ data }) {
  const told = data.filter(({ hoverinfo, mode }) => hoverinfo !== "skip" && mode !== "text");
  const bars = told.filter(({ type }) => type === "bar").length;
  if (bars && bars < told.length) return "Chart of bars and lines";
  if (bars) return "Bar chart";
  return told.some(({ mode }) => mode.includes("lines")) ? "Line chart" : "Dot chart";
}
