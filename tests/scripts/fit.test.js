/* How a figure fits its place. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { enlarged, fitted } from "../../assets/scripts/fit.js";

const NARROW = { xaxis: { tickvals: [0, 3] }, annotations: [], traces: [{ width: 0.4 }] };
const FIGURE = {
  data: [{ type: "bar", width: 0.8 }, { type: "scatter" }],
  layout: {
    height: 340,
    xaxis: { tickvals: [0, 1, 2, 3], range: [0, 4] },
    annotations: ["a"],
    meta: { narrow: NARROW },
  },
};

test("a wide figure is the one that was sent, at its place's width", () => {
  const { data, layout } = fitted(FIGURE, 500);
  assert.equal(data, FIGURE.data);
  assert.deepEqual(layout, { ...FIGURE.layout, width: 500 });
});

test("a narrow one is mended: parts within parts, lists whole, traces by their place", () => {
  const { data, layout } = fitted(FIGURE, 499);
  assert.deepEqual(layout.xaxis, { tickvals: [0, 3], range: [0, 4] });
  assert.deepEqual(layout.annotations, []);
  assert.deepEqual(data, [{ type: "bar", width: 0.4 }, { type: "scatter" }]);
  assert.equal("traces" in layout, false);
});

test("what was sent stays as it was", () => {
  const before = structuredClone(FIGURE);
  fitted(FIGURE, 300);
  assert.deepEqual(FIGURE, before);
});

test("a figure without a narrow form only takes the width", () => {
  const plain = { data: [], layout: { height: 100 } };
  assert.deepEqual(fitted(plain, 300), { data: [], layout: { height: 100, width: 300 } });
});

test("in a room a figure is enlarged until one side is full, and never below the room's letters", () => {
  assert.equal(enlarged({ width: 1320, height: 1000 }, 14), 2);
  assert.equal(enlarged({ width: 5000, height: 680 }, 14), 2);
  assert.equal(enlarged({ width: 330, height: 170 }, 21), 1.5);
});

test("where words are wider, so is the room for them, and what has no more of it is narrow", () => {
  const words = {
    annotations: [{ xshift: 6, font: { family: "A" } }, { x: 0 }],
    margin: { t: 12, r: 80, b: 44, l: 0 },
  };
  const figure = { ...FIGURE, layout: { ...FIGURE.layout, ...words, meta: { narrow: { margin: { r: 60 } } } } };
  assert.equal(fitted(figure, 624, 1.25).layout.margin.r, 75);
  const { annotations, margin, width } = fitted(figure, 625, 1.25).layout;
  assert.deepEqual(annotations, [{ xshift: 7.5, font: { family: "A, spread-1250" } }, { x: 0 }]);
  assert.deepEqual([margin, width], [{ t: 12, r: 100, b: 44, l: 0 }, 625]);
});
