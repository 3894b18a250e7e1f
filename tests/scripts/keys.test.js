/* What keys mean while presenting. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { meaning } from "../../assets/scripts/present/keys.js";

const nowhere = () => false;
/** The keyboard is on an element that selectors with this word find. */
const on = (word) => (selector) => selector.includes(word);
const press = (key, { shiftKey = false, letters = true, within = nowhere } = {}) =>
  meaning({ key, shiftKey }, letters, within);

test("keys lead on, back, to the first and to the last", () => {
  const ways = ["ArrowRight", "PageDown", " ", "ArrowLeft", "PageUp", "Home", "End"].map((key) => press(key).way);
  assert.deepEqual(ways, ["next", "next", "next", "previous", "previous", "first", "last"]);
  assert.equal(press(" ", { shiftKey: true }).way, "previous");
  assert.equal(press("ArrowRight", { shiftKey: true }).way, "next");
});

test("the space bar presses the button it is on", () => {
  assert.deepEqual(press(" ", { within: on("button") }), {});
  assert.equal(press("ArrowRight", { within: on("button") }).way, "next");
});

test("whoever types, chooses or slides is left alone", () => {
  for (const place of ["input:not", "select", "textarea"]) {
    for (const key of ["ArrowRight", "f"])
      assert.deepEqual(press(key, { within: on(place) }), {}, `${key} in ${place}`);
  }
});

test("in an open panel the arrows move within it, letters still work", () => {
  assert.deepEqual(press("ArrowDown", { within: on(".side") }), { deed: undefined });
  assert.deepEqual(press("PageDown", { within: on(".side") }), {});
  assert.deepEqual(press("n", { within: on(".side") }), { deed: "notes" });
});

test("letters mean deeds, capital or not, unless they are switched off", () => {
  assert.deepEqual(
    ["f", "F", "t", "a", "n", "w", "q", "?", "/"].map((key) => press(key).deed),
    ["full", "full", "look", "agenda", "notes", "window", "code", "keys", "filters"],
  );
  assert.deepEqual(press("f", { letters: false }), {});
  assert.equal(press("End", { letters: false }).way, "last");
});

test("Escape leaves from everywhere", () => {
  assert.deepEqual(press("Escape", { letters: false, within: on("input") }), { deed: "escape" });
});
