/* What is said of an update. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { toldOf } from "../../assets/scripts/telling.js";

const years = (value) => ({
  label: "Looking back",
  value,
  options: [
    ["1", "1 year"],
    ["2", "2 years"],
  ],
});
const services = (...values) => ({
  label: "Service",
  all: "All services",
  values,
  options: [
    ["a", "Planning"],
    ["b", "Waste"],
  ],
});
const list = (more) => ({ shown: "Page 1 of 2, 30 cases", find: "", columns: [{ label: "Day" }], ...more });
const page = (announce, controls, records = null) => ({ announce, filters: { controls }, records });

test("the filter that one is on says its choice itself, unless the finding stays", () => {
  const before = page("Good", { years: years("1") });
  assert.deepEqual(toldOf(before, page("Bad", { years: years("2") }), "years"), ["", "Bad"]);
  assert.deepEqual(toldOf(before, page("Bad", { years: years("2") }), ""), ["Looking back: 2 years.", "Bad"]);
  assert.deepEqual(toldOf(before, page("Good", { years: years("2") }), "years"), ["Looking back: 2 years.", "Good"]);
});

test("of several choices it is said how many", () => {
  const after = page("Bad", { services: services("a", "b") });
  assert.deepEqual(toldOf(page("Good", { services: services() }), after, ""), ["Service: 2 chosen.", "Bad"]);
});

test("a list says what has become of it, without the finding", () => {
  const none = page("Good", {});
  const told = (before, after) => toldOf(page("Good", {}, before), page("Good", {}, after), "");
  assert.deepEqual(toldOf(none, page("Good", {}, list()), ""), ["Page 1 of 2, 30 cases.", ""]);
  assert.deepEqual(toldOf(page("Good", {}, list()), none, ""), ["The list is closed.", ""]);
  assert.deepEqual(told(list(), list({ find: "bin", shown: "Page 1 of 1, 3 cases" })), [
    "With “bin”: Page 1 of 1, 3 cases.",
    "",
  ]);
  assert.deepEqual(told(list(), list({ columns: [{ label: "Day", direction: "ascending" }] })), [
    "Sorted by Day, ascending. Page 1 of 2, 30 cases.",
    "",
  ]);
  assert.deepEqual(told(list(), list({ shown: "Page 2 of 2, 30 cases" })), ["Page 2 of 2, 30 cases.", ""]);
});
