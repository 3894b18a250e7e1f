/* A page that does not stand in time says so, whatever it is that does not come. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const OPENING = readFileSync(new URL("../../assets/opening.js", import.meta.url), "utf8");

/**
 * A document as far as the script sees it, what tells the script that every other has run or failed, and the time.
 *
 * @param {import("node:test").TestContext} context
 */
function opened({ mock: { timers } }) {
  timers.enable({ apis: ["setTimeout"] });
  const page = { started: false, told: 0, ready: () => {} };
  const missing = { removeAttribute: () => (page.told += 1) };
  const document = {
    querySelector: () => (page.told ? null : missing),
    getElementById: () => null,
    addEventListener: (/** @type {string} */ _name, /** @type {() => void} */ does) => (page.ready = does),
    documentElement: { classList: { contains: () => page.started } },
    head: { insertAdjacentHTML: () => {} },
  };
  runInNewContext(OPENING, { document, setTimeout, window: { addEventListener: () => {} } });
  return { page, timers };
}

test("a script that never ends is told in time", (context) => {
  const { page, timers } = opened(context);
  timers.tick(19_999);
  assert.equal(page.told, 0);
  timers.tick(1);
  assert.equal(page.told, 1);
});

test("a script that fails is told at once, and once", (context) => {
  const { page, timers } = opened(context);
  page.ready();
  assert.equal(page.told, 1);
  timers.tick(20_000);
  assert.equal(page.told, 1);
});

test("a page that has started is given its time", (context) => {
  const { page, timers } = opened(context);
  page.started = true;
  page.ready();
  assert.equal(page.told, 0);
  timers.tick(20_000);
  assert.equal(page.told, 1);
});
