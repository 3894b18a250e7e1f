/* Labels and rings of marks: what is seen of the mark that keys or a finger have come to. */

/** @import { Mark } from "./reading.js" */

import { all } from "./dom.js";
import { underStrip } from "./strip.js";

/** @typedef {Pick<Mark, "curve" | "point">} Place where Plotly has a mark */

const SVG = "http://www.w3.org/2000/svg";
const AROUND = 12; // pixels that the ring of a dot is wider than the dot
const LABEL = 6; // letters that a mark's label may stand out above it

/**
 * Shows the mark's label and a ring around it, in the window.
 *
 * @param {HTMLElement} chart
 * @param {Place} mark
 */
export function point(chart, mark) {
  show(chart, mark);
  unring(chart);
  const path = pathOf(chart, mark);
  if (!path) return; // a gap
  const ring = document.createElementNS(SVG, "svg");
  ring.setAttribute("class", "ring");
  for (const name of ["ring-edge", "ring-line"]) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("class", name);
    line.setAttribute("d", path.d);
    line.setAttribute("transform", path.transform);
    ring.append(line);
  }
  chart.querySelector(".svg-container")?.append(ring);
  bringIntoView(chart, ring.children[0].getBoundingClientRect());
}

/**
 * Moves the window, and the panel of a chart that is wider than it, to where the ring is.
 *
 * @param {HTMLElement} chart
 * @param {DOMRect} ring
 */
function bringIntoView(chart, { top, bottom, left, right }) {
  const from = underStrip();
  const label = LABEL * parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (top < from + label || bottom > innerHeight) scrollBy(0, (top + bottom - from - innerHeight) / 2);
  const panel = chart.closest(".panel-chart");
  const view = panel?.getBoundingClientRect();
  if (!panel || !view) return;
  if (left < view.left) panel.scrollBy(left - view.left - AROUND, 0);
  else if (right > view.right) panel.scrollBy(right - view.right + AROUND, 0);
}

/** @param {HTMLElement} chart */
export function unring(chart) {
  chart.querySelector(".ring")?.remove();
}

/**
 * Shows the mark's own label, as under the pointer.
 *
 * @param {HTMLElement} chart
 * @param {Place} mark
 */
export function show(chart, { curve, point }) {
  const { xaxis = "x", yaxis = "y" } = /** @type {PlotlyChart} */ (chart).data[curve];
  window.Plotly?.Fx.hover(chart, [{ curveNumber: curve, pointNumber: point }], xaxis + yaxis);
}

/**
 * The label that a chart shows.
 *
 * @param {HTMLElement} chart
 */
export const labelOf = (chart) => chart.querySelector(".hoverlayer .hovertext");

/** Hides every label, and says whether there was one. */
export function hideLabels() {
  const labelled = all(".js-plotly-plot").filter(labelOf);
  for (const chart of labelled) window.Plotly?.Fx.unhover(chart);
  return labelled.length > 0;
}

/**
 * What Plotly has drawn for a mark, as a path and where it stands; nothing for a gap.
 *
 * @param {HTMLElement} chart
 * @param {Place} mark
 */
function pathOf(chart, { curve, point }) {
  /** @type {Drawn[]} */
  const groups = [...chart.querySelectorAll(".trace.bars, .trace.scatter")];
  const group = groups.find(({ __data__: data }) => data[0].trace.index === curve);
  /** @type {Drawn[]} */
  const marks = [...(group?.querySelectorAll(".point, .textpoint") ?? [])];
  const mark = marks.find(({ __data__: data }) => data.i === point);
  if (!mark) return strokeOf(group, point);
  const shape = mark instanceof SVGPathElement ? mark : mark.querySelector("path, text");
  if (!(shape instanceof SVGGraphicsElement)) return null;
  return { d: outlineOf(shape), transform: placeOf(shape, shape === mark) };
}

/**
 * A path's own outline, or the box around a text.
 *
 * @param {SVGGraphicsElement} shape
 */
function outlineOf(shape) {
  if (shape instanceof SVGPathElement) return shape.getAttribute("d") ?? "";
  const { x, y, width, height } = shape.getBBox();
  return `M${x},${y}h${width}v${height}h${-width}Z`;
}

/**
 * Where a shape stands in the chart; a dot is enlarged, so that it is seen within its ring.
 *
 * @param {SVGGraphicsElement} shape
 * @param {boolean} isDot
 */
function placeOf(shape, isDot) {
  const { a, b, c, d, e, f } = shape.getCTM() ?? new DOMMatrix();
  const { width } = shape.getBBox();
  const larger = isDot && width ? ` scale(${(width + AROUND) / width})` : "";
  return `matrix(${a} ${b} ${c} ${d} ${e} ${f})${larger}`;
}

/**
 * One of the level strokes that a trace draws as a single line.
 *
 * @param {Element | undefined} group
 * @param {number} point
 */
function strokeOf(group, point) {
  const line = group?.querySelector(".js-line");
  const part = line?.getAttribute("d")?.split("M")[1 + Math.floor(point / 4)];
  if (!(line instanceof SVGGraphicsElement) || !part || group?.querySelector(".point")) return null;
  return { d: `M${part}`, transform: placeOf(line, false) };
}
