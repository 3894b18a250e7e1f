/* A chart as a list for screen readers: an option for each mark, in a group for each series. */

/** @import { Series } from "./reading.js" */

import { element } from "./dom.js";
import { opened, told } from "./reading.js";
import { current } from "./shown.js";

/**
 * The list of a chart's marks; the id of each option is the chart's, and its series and place counted from zero.
 *
 * @param {string} chart
 * @param {Series[]} series
 */
export function optionsOf(chart, series) {
  const groups = series.map(({ name, marks }, row) =>
    element(
      "div",
      name ? { role: "group", "aria-label": name } : {},
      ...marks.map((mark, place) =>
        element(
          "div",
          {
            id: `${chart}-${row}-${place}`,
            role: "option",
            "aria-selected": "false",
            "aria-posinset": place + 1 + "",
            "aria-setsize": marks.length + "",
          },
          told(mark, "", name, opened(mark, current())),
        ),
      ),
    ),
  );
  return element("div", { class: "chart-marks visually-hidden" }, ...groups);
}
