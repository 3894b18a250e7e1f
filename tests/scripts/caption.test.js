/* What stands around a chart that is saved as a picture. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { captionOf } from "../../assets/scripts/caption.js";

/** @type {[string, string, string][]} */
const FACTS = [
  ["council", "Council", "Medway Council"],
  ["period", "Period", "Q4 2019/20 (Jan to Mar 2020)"],
  ["filters", "Filters", "Housing Options"],
  ["figures", "Figures", "Latest"],
  ["data_to", "Data to", "31 March 2020"],
  ["release", "Release", "34"],
  ["records", "Records", "illustrative"],
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

test("a picture finds what it says under whatever a language calls it", () => {
  /** @type {[string, string, string][]} */
  const other = FACTS.map(([key, , text]) => [key, "Gair", text]);
  const { of, foot } = captionOf(CARD, other);
  assert.equal(of, "Medway Council · Q4 2019/20 · Housing Options");
  assert.ok(foot.endsWith("Gair: Latest · Gair: 31 March 2020 · Gair: illustrative"));
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
