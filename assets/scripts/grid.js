/* How many columns each card takes, so that every row of the grid is full and the order of Tab is that on the screen.
 *
 * dashboard/web/grid.py does the same for the page that the server lays out, and says how. */

/**
 * @param {boolean[]} wide whether each card fills a row by itself, in their order
 * @param {2 | 3} columns
 */
export function spans(wide, columns) {
  const found = wide.map((fills) => (fills ? columns : 1));
  let first = 0;
  for (const [end, fills] of [...wide, true].entries()) {
    if (!fills) continue;
    const count = end - first;
    const rest = count % columns;
    if (rest === columns - 1) found[first] = 2;
    else if (rest && count === 1) found[first] = columns;
    else if (rest) found[first] = found[first + 2] = 2;
    first = end + 1;
  }
  return found;
}
