/* A figure for the place where it is drawn. */

/** @import { Figure } from "contract" */

const NARROW = 500;
const DESIGNED = { width: 660, height: 340 }; // at least so wide; so high are figures on a page
const LETTER = 14; // their usual letter, in pixels

/**
 * The figure so wide. What a narrow one has otherwise stands in its `layout.meta.narrow`.
 *
 * @param {Figure} figure
 * @param {number} width
 * @returns {Figure}
 */
export function fitted(figure, width) {
  /** @type {Figure["layout"]} */
  const layout = { ...figure.layout, width };
  const { traces, ...patch } = layout.meta?.narrow ?? {};
  if (width >= NARROW) return { data: figure.data, layout };
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
