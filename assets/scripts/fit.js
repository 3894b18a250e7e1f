/* A figure for the place where it is drawn. */

/** @import { Figure } from "contract" */

const NARROW = 500;
const DESIGNED = { width: 660, height: 340 }; // at least so wide; so high are figures on a page
const LETTER = 14; // their usual letter, in pixels

/**
 * The figure so wide. What a narrow one has otherwise stands in its `layout.meta.narrow`. Where words are wider than it
 * was made for, by this factor, so is all the room that it keeps for them.
 *
 * @param {Figure} figure
 * @param {number} width
 * @param {number} [spread]
 * @returns {Figure}
 */
export function fitted(figure, width, spread = 1) {
  const { data, layout } = chosen(figure, width, spread);
  if (spread === 1) return { data, layout };
  // Plotly remembers how wide words are in a font: a name behind the others', which no letter is taken from, is another.
  const other = `, spread-${Math.round(spread * 1000)}`;
  /** @param {{font?: {family: string}, xshift?: number}} label */
  const apart = ({ font, xshift, ...label }) => ({
    ...label,
    ...(font && { font: { ...font, family: font.family + other } }),
    ...(xshift && { xshift: xshift * spread }),
  });
  const { margin, annotations } = layout;
  return {
    data,
    layout: {
      ...layout,
      margin: { ...margin, l: margin.l * spread, r: margin.r * spread },
      annotations: annotations.map(apart),
    },
  };
}

/**
 * The form that the figure has at this width.
 *
 * @param {Figure} figure
 * @param {number} width
 * @param {number} spread
 * @returns {Figure}
 */
function chosen(figure, width, spread) {
  /** @type {Figure["layout"]} */
  const layout = { ...figure.layout, width };
  const { traces, ...patch } = layout.meta?.narrow ?? {};
  if (width >= NARROW * spread) return { data: figure.data, layout };
  for (const [name, value] of Object.entries(patch)) {
    const both = value && typeof value === "object" && !Array.isArray(value);
    layout[name] = both ? { ...layout[name], ...value } : value;
  }
  const data = traces ? figure.data.map((trace, place) => ({ ...trace, ...traces[place] })) : figure.data;
  return { data, layout };
}

/**
 * How much a figure of a page is enlarged so that it fills a room whose letters are so large.
 *
 * @param {{width: number, height: number}} room
 * @param {number} letter
 */
export function enlarged({ width, height }, letter) {
  return Math.max(letter / LETTER, Math.min(height / DESIGNED.height, width / DESIGNED.width));
}
