/* Which address says what. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  changed,
  completed,
  exported,
  found,
  inNotes,
  inRoom,
  inside,
  opened,
  presentationAt,
  withSlides,
} from "../../assets/scripts/address.js";

const SHOWN = "?council=medway&quarter=2019-20-Q4";
const services = { Housing: ["Homelessness", "Repairs"], Place: ["Bins"] };
const state = (search) => ({ search, shown: SHOWN, services });

test("what the page chose by itself completes the address", () => {
  assert.equal(String(completed("?stage=1", SHOWN)), "stage=1&council=medway&quarter=2019-20-Q4");
  assert.equal(String(completed("?quarter=2018-19-Q1", SHOWN)), "quarter=2018-19-Q1&council=medway");
});

test("what the page does not know either is left out", () => {
  assert.equal(String(completed("?stage=1", "?council=medway")), "stage=1&council=medway");
});

test("an address that says nothing is changed from what is on the page", () => {
  assert.equal(changed(state(""), "basis", ["latest"]), `${SHOWN}&basis=latest`);
  assert.equal(changed(state("?"), "basis", ["latest"]), `${SHOWN}&basis=latest`);
});

test("several values stand one after the other, and none takes the filter away", () => {
  assert.equal(changed(state(`${SHOWN}&stage=1`), "stage", ["1", "2"]), `${SHOWN}&stage=1&stage=2`);
  assert.equal(changed(state(`${SHOWN}&stage=1&stage=2`), "stage", []), SHOWN);
});

test("a changed filter begins its list at the first page", () => {
  assert.equal(changed(state(`${SHOWN}&records=open&page=3`), "stage", ["1"]), `${SHOWN}&records=open&stage=1`);
});

test("another quarter leaves the month behind, another filter keeps it", () => {
  const month = `${SHOWN}&month=2020-02`;
  assert.equal(changed(state(month), "quarter", ["2018-19-Q1"]), "?council=medway&quarter=2018-19-Q1");
  assert.equal(changed(state(month), "stage", ["1"]), `${month}&stage=1`);
});

test("another directorate keeps only its own services", () => {
  const both = `${SHOWN}&service=Bins&service=Repairs`;
  assert.equal(changed(state(both), "directorate", ["Housing"]), `${SHOWN}&directorate=Housing&service=Repairs`);
  assert.equal(changed(state(both), "directorate", ["Nowhere"]), `${SHOWN}&directorate=Nowhere`);
  assert.equal(changed(state(both), "directorate", []), both);
});

test("another council opens the page as far back as before, without what only the old one had", () => {
  const wanted = opened(state(`${SHOWN}&years=5&stage=1&month=2020-02&basis=latest`), "council", "thurrock");
  assert.equal(wanted, "?council=thurrock&years=5");
});

test("another measure keeps the quarter and how figures are read", () => {
  const wanted = opened(state(`${SHOWN}&measure=a&basis=latest&scheme=rag&stage=1`), "measure", "b");
  assert.equal(wanted, "?council=medway&measure=b&quarter=2019-20-Q4&basis=latest&scheme=rag");
});

test("letters are looked for from the first page on, and none show all", () => {
  assert.equal(found("?records=open&page=2", "a&b"), "?records=open&find=a%26b");
  assert.equal(found("?records=open&find=a", ""), "?records=open");
});

test("a file is asked for by format, page and the page's own parameters", () => {
  const stage = "council=medway&quarter=2019-20-Q4&stage=1";
  assert.equal(exported(state(`?${stage}`), "docx", "complaints"), `?format=docx&export=complaints&${stage}`);
  assert.equal(exported(state(""), "pptx", ""), "?format=pptx&council=medway&quarter=2019-20-Q4");
});

test("the mark of a chart leads to a slide, not to a list of records", () => {
  const link = "?council=medway&records=open&find=a&sort=-day&page=2&service=Bins";
  assert.equal(
    inside(link, { slides: "complaints", look: "dark" }),
    "?council=medway&service=Bins&slides=complaints&look=dark",
  );
});

test("an agenda stands readably in the address and keeps the slide on show if it has it", () => {
  const slide = { query: `${SHOWN}&slide=complaints:services`, key: "complaints:services" };
  const kept = withSlides(slide, ["complaints:timeliness", "complaints:services"]);
  assert.equal(kept, `${SHOWN}&slide=complaints:services&slides=complaints:timeliness,complaints:services`);
  const gone = withSlides(slide, ["agency:cost"]);
  assert.equal(gone, `${SHOWN}&slide=agency:cost&slides=agency:cost`);
});

test("an address of the room is one of the notes too, and back", () => {
  const room = "?council=medway&slides=digital:take_up&slide=digital:take_up";
  assert.equal(inNotes(room), `${room}&window=notes`);
  assert.equal(inNotes(inNotes(room)), inNotes(room));
  assert.equal(inRoom(inNotes(room)), room);
  assert.equal(inRoom(room), room);
});

test("another council opens in the window that it was chosen in", () => {
  const search = "?council=medway&slide=digital:take_up&window=notes";
  assert.equal(opened({ search, shown: search }, "council", "thurrock"), "?council=thurrock&window=notes");
});

test("a presentation is known by its council and agenda, wherever one is in it", () => {
  const here = presentationAt("?council=medway&quarter=2019-20-Q4&slides=plan,digital&slide=plan:group_1");
  assert.equal(presentationAt("?council=medway&quarter=2019-20-Q3&slides=plan,digital&slide=digital:take_up"), here);
  assert.notEqual(presentationAt("?council=medway&slides=plan"), here);
  assert.notEqual(presentationAt("?council=medway"), here);
  assert.notEqual(presentationAt("?council=thurrock&slides=plan,digital"), here);
});
