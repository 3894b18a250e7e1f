/* Times as they are told. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { ofDay, told } from "../../assets/scripts/present/time.js";

test("a length is told in minutes and seconds, with hours once there are any", () => {
  const lengths = [0, 7_999, 65_000, 3_599_000, 3_723_000, 36_000_000].map(told);
  assert.deepEqual(lengths, ["0:00", "0:07", "1:05", "59:59", "1:02:03", "10:00:00"]);
});

test("a clock that was set back does not count backwards", () => {
  assert.equal(told(-5_000), "0:00");
});

test("the time of the day has two digits each", () => {
  assert.equal(ofDay(new Date(2026, 0, 5, 9, 4)), "09:04");
  assert.equal(ofDay(new Date(2026, 0, 5, 23, 59)), "23:59");
});
