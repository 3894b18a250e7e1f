/* A card as a picture, with words of its own. */

/** @import { Card, Figure } from "contract" */

import { captionOf } from "./caption.js";
import { saveFile, targetOf } from "./dom.js";
import { fitted } from "./fit.js";
import { whenItComes } from "./plotly.js";
import { cardOf, content, part } from "./shown.js";
import { fail, settle } from "./waiting.js";
import { _ } from "./words.js";

/** @typedef {"png" | "svg"} Format */

/** @type {Format[]} */
const FORMATS = ["png", "svg"];
const WIDTH = 1000;
const PLOT = 420; // the height of the figure itself, in pixels
const APART = 24; // between the words and the figure, and around both
const HEAD_LINE = 26; // the height of a line above, in pixels, whatever its letters
const FOOT_LINE = 17;

/**
 * The text in lines of at least so many letters.
 *
 * @param {string} text
 * @param {number} letters
 */
const wrapped = (text, letters) => text.replace(new RegExp(`(.{${letters},}?) `, "g"), "$1<br>");

/** @param {string} text */
const lines = (text) => text.split("<br>").length;

/**
 * The figure with its title above and its origin below, outside the plot.
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
  const words = captionOf(card, content?.origin ?? []);
  const small = (/** @type {string} */ text) => `<span style="font-size:15px">${wrapped(text, 100)}</span>`;
  const head = [small(words.of), `<b>${wrapped(words.title, 70)}</b>`, small(words.finding)].join("<br>");
  const foot = wrapped(words.foot, 120);
  const above = lines(head) * HEAD_LINE + APART;
  const below = lines(foot) * FOOT_LINE + APART;
  const around = [
    { ...line(head, 20), y: 1, yshift: t + 12, yanchor: "bottom" },
    { ...line(foot, 13), y: 0, yshift: -b - 10, yanchor: "top" },
  ];
  return {
    data,
    layout: {
      ...layout,
      height: PLOT + above + below,
      margin: { ...layout.margin, t: t + above, b: b + below, l: l + APART, r: r + APART },
      annotations: [...layout.annotations, ...around],
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
      _("The picture could not be made"),
      _("The browser could not draw it as a file. The CSV beside it has its numbers."),
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
    button.setAttribute("aria-label", _("Download {kind}: {title}", { kind: format.toUpperCase(), title: card.title }));
  }
}

whenItComes(() => content?.cards.forEach(paintButtons));

document.addEventListener("click", (event) => {
  for (const format of FORMATS) {
    const button = targetOf(event).closest(`[id$="-${format}-button"]`);
    if (button) offer(button.closest("[data-card]")?.getAttribute("data-card") ?? "", format);
  }
});
