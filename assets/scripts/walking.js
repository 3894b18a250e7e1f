/* Where keys lead to inside a chart. Nothing here knows the page. */

/** @import { Mark, Series } from "./reading.js" */

export const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "[", "]", "Enter", "Escape"];

/**
 * Where a key leads to: a row and a place in it, as far as there are any.
 *
 * @param {string} key
 * @param {boolean} lying
 * @param {{series: Series[], row: number, place: number}} at
 * @returns {[number, number]}
 */
export function after(key, lying, { series, row, place }) {
  if (place < 0) return [row, ["End", "]", "["].includes(key) ? endOf(series[row].marks, key) : 0];
  const [back, on, up, down] = lying
    ? ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]
    : ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
  const { marks } = series[row];
  if (key === back) return [row, Math.max(place - 1, 0)];
  if (key === on) return [row, Math.min(place + 1, marks.length - 1)];
  if (key !== up && key !== down) return [row, endOf(marks, key)];
  const other = Math.min(Math.max(row + (key === down ? 1 : -1), 0), series.length - 1);
  return [other, other === row ? place : nearest(series[other].marks, marks[place].at)];
}

/**
 * The first, last, lowest or highest of marks.
 *
 * @param {Mark[]} marks
 * @param {string} key
 */
function endOf(marks, key) {
  if (key === "Home") return 0;
  if (key === "End") return marks.length - 1;
  const known = marks.filter(({ value }) => value !== null).map(({ value }) => Number(value));
  const wanted = key === "[" ? Math.min(...known) : Math.max(...known);
  return Math.max(
    marks.findIndex(({ value }) => value === wanted),
    0,
  );
}

/**
 * The mark that stands nearest to this place along the chart.
 *
 * @param {Mark[]} marks
 * @param {number} at
 */
function nearest(marks, at) {
  const far = marks.map((mark) => Math.abs(mark.at - at));
  return far.indexOf(Math.min(...far));
}
