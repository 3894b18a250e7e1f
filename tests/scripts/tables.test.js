/* What a table's cells are. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isAgain, kindOf } from "../../assets/scripts/tables.js";

const CHIP = { status: "red", word: "Missed", shape: "✕" };
const rows = [
  ["Housing", "1"],
  ["Housing", "2"],
  ["Place", "3"],
];

test("a name that heads several rows is printed once", () => {
  const again = rows.map((_, place) => isAgain({ rows, links: [] }, place));
  assert.deepEqual(again, [false, true, false]);
});

test("a name that leads somewhere is printed each time", () => {
  assert.equal(isAgain({ rows, links: [null, "?service=a", null] }, 1), false);
});

test("numbers keep their column, short text its line, long text may be wide", () => {
  assert.equal(kindOf("1,234", true), "numeric");
  assert.equal(kindOf("Parking", false), "short");
  assert.equal(kindOf("a".repeat(16), false), "");
  assert.equal(kindOf("a".repeat(49), false), "long");
});

test("what is not there is marked, whatever its column", () => {
  assert.equal(kindOf("—", true), "numeric nothing");
  assert.equal(kindOf("—", false), "short nothing");
});

test("a judgement has its own width", () => {
  assert.equal(kindOf(CHIP, false), "");
});

test("a number is shaded by its judgement, else by how high it is or how few it rests on", () => {
  const mark = { text: "75.0%", link: "?quarter=2019-20-Q4", judged: CHIP, shade: "tone-0" };
  assert.equal(kindOf(mark, true), "numeric status-red");
  assert.equal(kindOf({ ...mark, judged: null, shade: "few" }, true), "numeric few");
  assert.equal(kindOf({ ...mark, text: "—", judged: null }, true), "numeric nothing tone-0");
});
