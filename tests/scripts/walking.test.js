/* Where keys lead to inside a chart, and what is said there. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { described } from "../../assets/scripts/describing.js";
import { pitches } from "../../assets/scripts/pitch.js";
import { opened, seriesOf, told } from "../../assets/scripts/reading.js";
import { after } from "../../assets/scripts/walking.js";

const lineOf = (name, y) => ({
  type: "scatter",
  mode: "lines+markers",
  name,
  x: [0, 1, 2],
  y,
  hoverinfo: "text",
  hovertext: y.map((value, at) => `<b>Q${at + 1}</b><br>${name}: ${value ?? "—"}<br>Published total`),
  customdata: ["?quarter=1", "?quarter=2", "?quarter=3"],
});
const FIGURE = { data: [lineOf("Low", [3, null, 1]), lineOf("High", [5, 9, 7]), { hoverinfo: "skip" }], layout: {} };
const series = seriesOf(FIGURE);
const from =
  (row, place) =>
  (key, lying = false) =>
    after(key, lying, { series, row, place });

test("series come as their names stand, and what says nothing is no series", () => {
  assert.deepEqual(
    series.map(({ name }) => name),
    ["High", "Low"],
  );
});

test("arrows lead along the marks and across the series and stop at the ends", () => {
  assert.deepEqual(from(0, -1)("ArrowRight"), [0, 0]);
  assert.deepEqual(from(0, 0)("ArrowRight"), [0, 1]);
  assert.deepEqual(from(0, 2)("ArrowRight"), [0, 2]);
  assert.deepEqual(from(0, 0)("ArrowLeft"), [0, 0]);
  assert.deepEqual(from(0, 1)("ArrowDown"), [1, 1]);
  assert.deepEqual(from(1, 1)("ArrowDown"), [1, 1]);
  assert.deepEqual(from(0, 0)("ArrowDown", true), [0, 1]);
});

test("Home, End and brackets lead to the first, last, lowest and highest", () => {
  const ends = ["Home", "End", "[", "]"].map((key) => from(1, 1)(key)[1]);
  assert.deepEqual(ends, [0, 2, 2, 0]);
});

test("a mark is told with its series where that is another, a gap as no figure", () => {
  const [, low] = series;
  assert.equal(told(low.marks[0], "Low", "Low", "Q1"), "Low, Q1: 3. Published total. Enter opens Q1.");
  assert.equal(told(low.marks[1], "", "Low", ""), "Q2: no figure. Published total.");
});

test("of a pair that is told together it is said which one is meant", () => {
  const mark = { head: "Delay", lines: ["Now: 3", "Before: 5"] };
  assert.equal(told(mark, "", "Before", ""), "Before, Delay: 5. Now: 3.");
});

test("what Enter opens has the filters' words, and what is on show opens nothing", () => {
  const shown = { query: "?quarter=1", filters: { controls: { quarter: { options: [["2", "Quarter two"]] } } } };
  assert.equal(opened(series[0].marks[1], shown), "Quarter two");
  assert.equal(opened(series[0].marks[0], shown), "");
  assert.equal(opened({ link: "?quarter=1&records=open", head: "x" }, shown), "the list of records");
});

test("a chart is described by its kind, its size and its keys", () => {
  assert.match(
    described(FIGURE, false),
    /^Line chart with 2 series of 3 marks: arrow keys .* Escape hides its label\.$/,
  );
});

test("a chart over time says that it can be heard", () => {
  const timed = { ...FIGURE, layout: { meta: { over_time: true } } };
  assert.match(described(timed, true), /Escape leaves\. S plays a series as tones, and stops them\.$/);
});

test("tones go up with values, over two octaves from the chart's lowest to its highest; a gap has none", () => {
  const [high, low] = series; // 5, 9, 7 and 3, none, 1: the chart's values reach from 1 to 9
  assert.deepEqual(pitches(FIGURE, low.marks), [220 * 4 ** 0.25, null, 220]);
  assert.deepEqual(pitches(FIGURE, high.marks), [440, 880, 220 * 4 ** 0.75]);
});

test("where all values are the same their tone is in the middle", () => {
  const level = { data: [lineOf("Level", [4, null, 4])], layout: {} };
  assert.deepEqual(pitches(level, seriesOf(level)[0].marks), [440, null, 440]);
});

test("what is written over bars has a scale of its own", () => {
  const written = { ...lineOf("Share", [50, 60, 70]), mode: "text", meta: [50, 60, 70] };
  const both = { ...FIGURE, data: [...FIGURE.data, written] };
  const share = seriesOf(both).find(({ name }) => name === "Share");
  assert.deepEqual(pitches(both, share.marks), [220, 440, 880]);
  assert.deepEqual(pitches(both, series[1].marks), [220 * 4 ** 0.25, null, 220]);
});
