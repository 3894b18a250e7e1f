/* What stands around a chart that is saved as a picture. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { captionOf } from "../../assets/scripts/caption.js";

/** @type {[string, string][]} */
const FACTS = [
  ["Council", "Medway Council"],
  ["Period", "Q4 2019/20 (Jan to Mar 2020)"],
  ["Filters", "Housing Options"],
  ["Figures", "Latest"],
  ["Data to", "31 March 2020"],
  ["Release", "34"],
  ["Records", "illustrative"],
];
const CARD = {
  title: "Outcomes, by quarter",
  headline: "Housing Options: 40.0% were upheld.",
  filters: "Q4 2019/20 · Housing Options",
  caption: "The percentage above each bar is the share upheld.",
  origin: "",
};

test("a picture names council, period and part before its title", () => {
  const { of, title, finding } = captionOf(CARD, FACTS);
  assert.equal(of, "Medway Council · Q4 2019/20 · Housing Options");
  assert.deepEqual([title, finding], [CARD.title, CARD.headline]);
});

test("a picture keeps its caption and says how new its figures are", () => {
  const foot =
    "The percentage above each bar is the share upheld. " +
    "Figures: Latest · Data to: 31 March 2020 · Records: illustrative";
  assert.equal(captionOf(CARD, FACTS).foot, foot);
});

test("a picture says once that records are illustrative", () => {
  const { foot } = captionOf({ ...CARD, caption: "Hollow points: illustrative records." }, FACTS);
  assert.equal(foot.match(/illustrative/gi)?.length, 1);
});

test("a picture names a source of its own", () => {
  const { foot } = captionOf({ ...CARD, caption: "", origin: "Table A1, MHCLG." }, FACTS);
  assert.ok(foot.startsWith("Table A1, MHCLG. Figures: Latest"));
});
