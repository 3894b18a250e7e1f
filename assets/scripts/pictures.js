/* A card as a picture, with words of its own, so that it explains itself wherever it is pasted. */

/** @import { Card, Figure } from "contract" */

import { saveFile, targetOf } from "./dom.js";
import { fitted } from "./fit.js";
import { whenItComes } from "./plotly.js";
import { cardOf, content, part } from "./shown.js";
import { fail, settle } from "./waiting.js";

/** @typedef {"png" | "svg"} Format */

/** @type {Format[]} */
const FORMATS = ["png", "svg"];
const WIDTH = 1000;
const PLOT = 420; // the height of the figure itself, in pixels
const ABOVE = 86;
const BELOW = 64;
const LINES = 3; // of words that there is room for below
const LINE = 17; // the height of any more of them
const ASIDE = 24;

/**
 * The text in lines of at least so many letters.
 *
 * @param {string} text
 * @param {number} letters
 */
const wrapped = (text, letters) => text.replace(new RegExp(`(.{${letters},}?) `, "g"), "$1<br>");

/**
 * Where the numbers come from, in sentences.
 *
 * @param {Card} card
 */
const origin = (card) => [card.filters, card.note, card.about.source].filter(Boolean).join(". ").replaceAll("..", ".");

/**
 * The figure with a title above and its origin below, outside the plot.
 *
 * @param {Card} card
 * @param {Figure} figure
 * @returns {Figure}
 */
function captioned(card, figure) {
  const { data, layout } = fitted(figure, WIDTH);
  const { t, b, l, r } = layout.margin;
  const line = (/** @type {string} */ text, /** @type {number} */ size) => ({
    text,
    xref: "paper",
    yref: "paper",
    x: 0,
    xanchor: "left",
    showarrow: false,
    align: "left",
    font: { ...layout.font, size },
  });
  const title = `<b>${wrapped(card.title, 70)}</b><br><span style="font-size:15px">${wrapped(card.headline, 100)}</span>`;
  const foot = wrapped(origin(card), 120);
  const below = BELOW + LINE * Math.max(0, foot.split("<br>").length - LINES);
  const words = [
    { ...line(title, 20), y: 1, yshift: t + 12, yanchor: "bottom" },
    { ...line(foot, 13), y: 0, yshift: -b - 10, yanchor: "top" },
  ];
  return {
    data,
    layout: {
      ...layout,
      height: PLOT + ABOVE + below,
      margin: { ...layout.margin, t: t + ABOVE, b: b + below, l: l + ASIDE, r: r + ASIDE },
      annotations: [...layout.annotations, ...words],
    },
  };
}

/**
 * @param {string | undefined} key
 * @param {Format} format
 */
async function save(key, format) {
  const card = cardOf(key);
  if (!card?.figure || !window.Plotly) return;
  const figure = captioned(card, card.figure);
  const size = { format, width: WIDTH, height: figure.layout.height, scale: 2 };
  saveFile(await window.Plotly.toImage(figure, size), `${card.file}.${format}`, document.body);
  settle();
}

/**
 * @param {string | undefined} key
 * @param {Format} format
 */
function offer(key, format) {
  save(key, format).catch(() =>
    fail(
      "The picture could not be made",
      "The browser could not draw it as a file. The CSV beside it has its numbers.",
      () => offer(key, format),
    ),
  );
}

/** @param {Card} card */
export function paintButtons(card) {
  for (const format of FORMATS) {
    const button = part(card.key, `${format}-button`);
    if (!button) continue;
    button.hidden = !card.figure || !window.Plotly;
    button.setAttribute("aria-label", `Download ${format.toUpperCase()}: ${card.title}`);
  }
}

whenItComes(() => content?.cards.forEach(paintButtons));

document.addEventListener("click", (event) => {
  for (const format of FORMATS) {
    const button = targetOf(event).closest(`[id$="-${format}-button"]`);
    if (button) offer(button.closest("[data-card]")?.getAttribute("data-card") ?? "", format);
  }
});
