/* The dashboard in Firefox, one browser for all of it. tests/browser/test_firefox.py starts this and says where things
 * are: FIREFOX, ADDRESS, PATHS of the pages, AXE's script. */

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

const { FIREFOX, ADDRESS, PATHS, AXE } = process.env;
const Q4 = "?council=medway&quarter=2019-20-Q4";
const PATIENCE = { timeout: 30_000 };
const MOST = 40; // keys
const DESKTOP = { width: 1280, height: 900 };
const SIZES = {
  "at a desk": DESKTOP,
  "at 400% zoom": { width: 320, height: 200 }, // of 1280 by 800
  "on a phone": { width: 390, height: 844 },
};

// The page stands, and every chart in the window has been drawn.
const SETTLED = `document.readyState === "complete" && document.querySelector("main h1")
  && [...document.querySelectorAll(".chart:not(.empty)")].every((chart) => {
    const { width, bottom, top } = chart.getBoundingClientRect();
    return !(width > 0 && bottom > 0 && top < innerHeight) || chart.querySelector(".main-svg");
  })`;

let browser, page, folder;
let console_ = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "firefox-"));
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    extraPrefsFirefox: {
      "browser.download.alwaysOpenPanel": false, // it would take the keyboard
      "browser.download.dir": folder,
      "browser.download.folderList": 2,
    },
  });
  page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE.timeout);
  page.on("console", (message) => console_.push(message.text()));
  page.on("pageerror", (error) => console_.push(String(error)));
});

beforeEach(async () => {
  console_ = [];
  await page.setViewport(DESKTOP);
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(path) {
  await page.goto(ADDRESS + path, { waitUntil: "load" });
  await settle();
}

const settle = () => page.waitForFunction(SETTLED);
const focused = () => page.evaluate("document.activeElement.id");
const search = () => page.evaluate("new URLSearchParams(location.search).toString()");

async function press(key, ...held) {
  for (const one of held) await page.keyboard.down(one);
  await page.keyboard.press(key);
  for (const one of held) await page.keyboard.up(one);
}

async function isAccessible() {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(await readFile(AXE, "utf8"));
  const faults = await page.evaluate(
    `axe.run(document, {rules: {"target-size": {enabled: true}}}).then(({violations}) =>
       violations.map(({id, nodes}) => id + ": " + nodes[0].html))`,
  );
  assert.deepEqual(faults, []);
}

/** The file in the download folder whose name has this in it, once it is whole; it is not left for others. */
async function saved(part) {
  const end = Date.now() + PATIENCE.timeout;
  while (Date.now() < end) {
    const names = await readdir(folder);
    const name = names.find((one) => one.includes(part) && !names.includes(`${one}.part`) && !one.endsWith(".part"));
    const bytes = name ? await readFile(join(folder, name)) : null;
    if (bytes?.length) {
      await rm(join(folder, name));
      return bytes;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No file was saved whose name has ${part} in it.`);
}

for (const path of JSON.parse(PATHS)) {
  test(`${path} opens with a clean console, and axe finds nothing`, async () => {
    await open(path);
    await isAccessible();
    assert.deepEqual(console_, []);
  });
}

test("keys walk a chart, open a mark and hide its label", async () => {
  await open(`/complaints${Q4}`);
  await page.focus("#complaints-timeliness-chart-tab");
  await press("Tab");
  assert.equal(await focused(), "complaints-timeliness-graph");
  const said = async (key) => {
    await press(key);
    return page.evaluate(
      "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent",
    );
  };
  assert.match(await said("Home"), /^Corporate stage 1, Q1 2017\/18: 89\.1% /);
  assert.match(await said("]"), /^Q3 2019\/20: 96\.1% /);
  await page.waitForFunction(
    "document.activeElement.querySelector('.hovertext')?.textContent.startsWith('Q3 2019/20')",
  );
  assert(await page.$("#complaints-timeliness-graph .ring"));
  await press("Enter");
  await page.waitForFunction("document.querySelector('main h1').textContent.startsWith('96.1%')");
  assert.match(await search(), /quarter=2019-20-Q3/);
  assert.equal(await focused(), "complaints-timeliness-graph");
  await press("Escape");
  await page.waitForFunction("!document.querySelector('.hovertext')");
  assert.deepEqual(console_, []);
});

test("a council is chosen with the keyboard, shown in place, and the keyboard stays", async () => {
  await open(`/${Q4}`);
  await page.evaluate("window.stays = true");
  await page.focus("#app-filter-council-select");
  await press("ArrowDown");
  assert.match(await search(), /council=medway/);
  await press("Enter");
  await page.waitForFunction("document.getElementById('app-council').textContent === 'Thurrock Council'");
  assert.equal(await page.evaluate("window.stays"), true);
  assert.equal(await focused(), "app-filter-council-select");
  assert.deepEqual(console_, []);
});

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`from what needs attention to two services and their numbers, by keyboard and accessibility tree, ${size}`, async () => {
    await page.setViewport(viewport);
    await walkTheJourney();
  });
}

async function walkTheJourney() {
  let keys = 0;
  const one = (key, ...held) => (keys++, press(key, ...held));
  // What has the keyboard, or inside a chart the mark, is what the tree has under this role with this in its name.
  const isHeard = async (role, part) => {
    const name = await page.evaluate((some) => {
      const at = document.activeElement;
      const it = document.getElementById(at.getAttribute("aria-activedescendant") ?? "") ?? at;
      const text = (it.ariaLabel ?? it.textContent).replace(/\s+/g, " ").trim();
      return text.includes(some) ? text : "";
    }, part);
    if (!name) return false;
    const around = await page.evaluateHandle("document.activeElement.parentElement"); // all of the page takes seconds
    const found = await around.$$(`::-p-aria([role="${role}"])`);
    return page.evaluate(
      (...nodes) => {
        const at = document.activeElement;
        return nodes.includes(document.getElementById(at.getAttribute("aria-activedescendant") ?? "") ?? at);
      },
      ...found,
    );
  };
  const until = async (role, part, ...key) => {
    while (keys < MOST) {
      await one(...key);
      if (await isHeard(role, part)) return;
    }
    throw new Error(`${role} ${part} was not reached in ${MOST} keys`);
  };
  const hears = async (part) => {
    await page.waitForFunction(
      (some) => {
        const { localName, textContent } = document.activeElement;
        return localName === "h1" && textContent.includes(some);
      },
      {},
      part,
    );
    assert(await isHeard("heading", part));
    await settle();
  };
  const next = ["ArrowDown", "Alt"];
  const openService = async (place, name) => {
    await until("heading", "By service", ...next);
    await until("listbox", "By service", "Tab");
    for (let count = 0; count < place; count++) await one("ArrowDown");
    assert(await isHeard("option", `Enter opens ${name}`));
    await one("Enter");
    await hears(`; ${name}: `);
  };
  const trend = async () => {
    await until("heading", "By quarter", ...next);
    await until("listbox", "By quarter", "Tab");
    await one("End");
    assert(await isHeard("option", "Q4 2019/20: "));
  };

  await open(`/${Q4}`);
  await one(...next);
  await until("link", "Households in temporary accommodation", "Tab");
  await one("Enter");
  await hears("Households in temporary accommodation: 412");
  await openService(1, "Housing Options");
  await trend();
  await until("heading", "; Housing Options: 332", "ArrowUp", "Alt");
  await until("link", "Households in temporary accommodation", "Tab", "Shift");
  await one("Enter");
  await hears("Households in temporary accommodation: 412");
  await openService(2, "Housing Management");
  await trend();
  while (keys < MOST && !(await focused()).endsWith("-menu-summary")) await one("Tab");
  await one("Enter");
  await until("link", "Download CSV: By quarter", "Tab");
  await one("Enter");
  assert(keys < MOST, `${keys} keys`);
  const text = (await saved("medway-measure-by-quarter")).toString("utf8");
  assert.match(text, /Housing Management/);
  assert.deepEqual(console_, []);
}

test("a presentation is given by keys, with filters, notes and marks", async () => {
  await open(`/present${Q4}&slides=complaints:timeliness,complaints:services`);
  await page.waitForFunction("document.querySelector('#present-graph .main-svg')");
  await press("ArrowRight");
  await page.waitForFunction("document.getElementById('present-place').textContent === '2 of 2'");
  await press("ArrowLeft");
  await page.waitForFunction("document.getElementById('present-place').textContent === '1 of 2'");
  for (const [key, panel] of [
    ["n", "notes"],
    ["/", "filters"],
  ]) {
    await press(key);
    await page.waitForFunction(`!document.getElementById('present-${panel}-panel').hidden`);
    await press("Escape");
    await page.waitForFunction(`document.getElementById('present-${panel}-panel').hidden`);
  }
  await page.focus("#present-graph");
  await press("Enter");
  await press("End");
  assert.match(
    await page.evaluate("document.querySelector('#present-graph [aria-selected=true]').textContent"),
    /^Q4 2019\/20: 90\.2%/,
  );
  await press("Escape");
  await press("ArrowRight");
  await page.waitForFunction("document.getElementById('present-place').textContent === '2 of 2'");
  await isAccessible();
  assert.deepEqual(console_, []);
});

test("a page is exported to Word, and a chart saved as a picture", async () => {
  await open(`/complaints${Q4}`);
  await page.click("#app-export-button");
  await page.click("[data-export=docx][data-page=complaints]");
  assert.equal((await saved(".docx")).subarray(0, 2).toString(), "PK");
  await page.focus("#complaints-timeliness-menu-summary");
  await press("Enter");
  await page.click("#complaints-timeliness-png-button");
  assert.equal((await saved(".png")).subarray(1, 4).toString(), "PNG");
  assert.deepEqual(console_, []);
});

test("in the report as a web page a table is a stop of the Tab key, once, where it scrolls", async () => {
  await open(`/complaints${Q4}`);
  await page.click("#app-export-button");
  await page.click("[data-export=html][data-page=complaints]");
  const file = join(folder, "report-of-the-page.html");
  await writeFile(file, await saved(".html"));
  const paper = await browser.newPage(); // one that has saved files before does not always say that a file is open
  await paper.goto(pathToFileURL(file).href);
  const scrolling = await paper.evaluate(`[...document.querySelectorAll(".scroll")].map((box) =>
    box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)`);
  assert(scrolling.includes(true) && scrolling.includes(false));
  const stops = [];
  do {
    await paper.keyboard.press("Tab");
    stops.push(
      await paper.evaluate("[...document.querySelectorAll('.scroll, .reach')].indexOf(document.activeElement)"),
    );
  } while (!(await paper.evaluate("document.activeElement === document.body")));
  assert.equal(stops.filter((place) => place >= 0).length, scrolling.filter(Boolean).length);
});
