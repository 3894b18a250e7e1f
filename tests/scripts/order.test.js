/* An agenda as a list of keys. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { linkIn, swapped, titleOf } from "../../assets/scripts/present/order.js";

const GROUPS = [
  { page: "Complaints", slides: [{ key: "complaints:overview", title: "Complaints at a glance" }] },
  { page: "Agency staff", slides: [{ key: "agency:cost", title: "Cost" }] },
];

test("a slide is named with its page, once", () => {
  assert.equal(titleOf(GROUPS, "complaints:overview"), "Complaints at a glance");
  assert.equal(titleOf(GROUPS, "agency:cost"), "Agency staff: Cost");
});

test("a slide that is no longer offered is named by its key", () => {
  assert.equal(titleOf(GROUPS, "digital:old"), "digital:old");
});

test("two slides change places, in a list of their own", () => {
  const list = ["a", "b", "c"];
  assert.deepEqual(swapped(list, 1, 2), ["a", "c", "b"]);
  assert.deepEqual(list, ["a", "b", "c"]);
});

test("a saved agenda holds its address", () => {
  const text = JSON.stringify({ scrutiny: "agenda", address: "/present?slides=a" });
  assert.equal(linkIn(text, "/present"), "?slides=a");
});

test("anything else holds none", () => {
  const others = [
    "",
    "{",
    "null",
    "3",
    "[]",
    '{"address": 3}',
    '{"address": "/complaints?x"}',
    '{"address": "//e/present?x"}',
  ];
  for (const text of others) assert.equal(linkIn(text, "/present"), null, text);
});
