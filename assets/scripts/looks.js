/* Light or dark: as the device asks, or as the reader has chosen, which the browser keeps in a cookie so that the server
 * can say it in the document itself and nothing flashes. The style sheet does the page; here is what charts are drawn in.
 */

/** @import { Figure } from "contract" */

import { element, find } from "./dom.js";
import { _ } from "./words.js";

const COOKIE = "scrutiny-look";
const A_YEAR = 365 * 24 * 3600; // seconds
const LABELS = { "": _("As my device has it"), light: _("Light"), dark: _("Dark") };
const root = document.documentElement;
const device = window.matchMedia("(prefers-color-scheme: dark)");

/** @typedef {Record<string, string>} Palette colours by what they are for */
/** @type {{light: Palette, dark: Palette}} */
const palettes = JSON.parse(find("app-palettes")?.textContent ?? '{"light": {}, "dark": {}}');
const darkened = new Map(Object.entries(palettes.light).map(([name, colour]) => [colour, palettes.dark[name]]));

/** The look that the reader has chosen; empty where it is the device's. */
const chosen = () => root.dataset.look ?? "";

const isDark = () => (chosen() ? chosen() === "dark" : device.matches);

/**
 * The figure in the colours of the page; paper is white. In the dark, text on a fill is in what stands out from it.
 *
 * @param {Figure} figure
 * @param {boolean} onPaper
 * @returns {Figure}
 */
export function inLook(figure, onPaper) {
  if (onPaper || !isDark()) return figure;
  const text = JSON.stringify(figure).replace(/#[\da-f]{6}/g, (colour) => darkened.get(colour) ?? colour);
  /** @type {Figure} */
  const { data, layout } = JSON.parse(text);
  for (const { insidetextfont, marker } of data) {
    if (!insidetextfont) continue;
    const fills = [insidetextfont.color]
      .flat()
      .map((_, place) => [marker.color].flat()[place] ?? [marker.color].flat()[0]);
    insidetextfont.color = fills.map(inkOn);
  }
  return { data, layout };
}

/** @param {string} fill */
function inkOn(fill) {
  const { ink, paper } = palettes.dark;
  return contrast(fill, ink) > contrast(fill, paper) ? ink : paper;
}

/**
 * The contrast of two colours as WCAG reckons it, from 1 to 21.
 *
 * @param {string} one
 * @param {string} other
 */
function contrast(one, other) {
  const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const channels = [1, 3, 5].map((place) => parseInt(colour.slice(place, place + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @type {(() => void)[]} */
const redrawn = []; // what is done when the page has another look

/** @param {() => void} does */
export function whenLook(does) {
  redrawn.push(does);
}

const turn = () => redrawn.forEach((does) => does());

/** The choice at the foot of the page. */
export function paintChoice() {
  const place = find("app-look");
  if (!place || place.firstChild) return;
  const options = Object.entries(LABELS).map(([value, words]) => element("option", { value }, words));
  const select = element("select", { id: "app-look-select" }, ...options);
  select.value = chosen();
  select.addEventListener("change", () => choose(select.value));
  place.append(element("label", { for: select.id }, _("Colours")), select);
}

/** @param {string} look */
function choose(look) {
  if (look) root.dataset.look = look;
  else delete root.dataset.look;
  document.cookie = `${COOKIE}=${look}; path=/; max-age=${look ? A_YEAR : 0}; samesite=lax`;
  turn();
}

device.addEventListener("change", turn);
