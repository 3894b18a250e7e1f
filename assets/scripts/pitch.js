/* Which tone a mark has: the higher its value, the higher the tone. Nothing here knows the page, or plays anything. */

/** @import { Figure } from "contract" */
/** @import { Mark } from "./reading.js" */

import { seriesOf } from "./reading.js";

const LOWEST = 220; // hertz, of the chart's lowest value: the A below middle C
const HIGHEST = 880; // of its highest: two octaves above

/**
 * Whether the chart's marks follow each other in time, so that a series can be heard.
 *
 * @param {Figure} figure
 */
export const isOverTime = ({ layout }) => Boolean(layout.meta?.over_time);

/**
 * The tone of each mark in hertz, null for a gap. Equal steps in value are equal steps in pitch, from the lowest to the
 * highest value in the chart, so that its series can be compared. What is written over bars, a share perhaps, has a
 * scale of its own.
 *
 * @param {Figure} figure
 * @param {Mark[]} marks
 */
export function pitches(figure, marks) {
  const isText = (/** @type {Mark} */ { curve }) => figure.data[curve].mode === "text";
  const beside = seriesOf(figure).flatMap((one) => one.marks.filter((mark) => isText(mark) === isText(marks[0])));
  const known = beside.flatMap(({ value }) => value ?? []);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return marks.map(({ value }) => {
    if (value === null) return null;
    const share = most > least ? (value - least) / (most - least) : 0.5;
    return LOWEST * (HIGHEST / LOWEST) ** share;
  });
}
