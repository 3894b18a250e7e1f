/* What a filter says is chosen. Nothing here knows the page. */

import { _ } from "./words.js";

/** @import { OneOf, SeveralOf } from "contract" */

/**
 * @param {OneOf | SeveralOf} control
 */
export function chosenText(control) {
  if ("value" in control) return control.options.find(([value]) => value === control.value)?.[1] ?? "";
  const { values, options, all: everything } = control;
  const labels = options.filter(([value]) => values.includes(value)).map(([, label]) => label);
  if (labels.length > 1) return _("{count} chosen", { count: labels.length });
  return labels.length ? labels[0] : everything;
}
