/* Addresses: which query string says what. Nothing here knows the page. */

/** Filters whose change asks for the page afresh: another council or measure has other pages, periods and places. */
export const OPENING = ["council", "measure"];
const LIST = ["records", "find", "sort", "page"]; // the words of a list of records

/** @param {URLSearchParams} wanted */
const query = (wanted) => "?" + wanted;

/**
 * What the address says, and the council and the quarter that the page chose by itself.
 *
 * @param {string} search the address's query string
 * @param {string} shown that of what is on the page
 */
export function completed(search, shown) {
  const wanted = new URLSearchParams(search);
  const known = new URLSearchParams(shown);
  for (const name of ["council", "quarter"]) {
    const value = known.get(name);
    if (value !== null && !wanted.has(name)) wanted.set(name, value);
  }
  return wanted;
}

/**
 * The address of this state with one filter changed, and without what only the old value allowed.
 *
 * @param {{search: string, shown: string, services: Record<string, string[]>}} state the address, what is on the page,
 *     and the services of each directorate
 * @param {string} name
 * @param {string[]} values
 */
export function changed({ search, shown, services }, name, values) {
  const wanted = completed(search.length > 1 ? search : shown, shown);
  wanted.delete(name);
  for (const value of values) wanted.append(name, value);
  wanted.delete("page");
  if (name === "quarter") wanted.delete("month");
  if (name === "directorate" && values.length) {
    const theirs = new Set(values.flatMap((value) => services[value] || []));
    const kept = wanted.getAll("service").filter((service) => theirs.has(service));
    wanted.delete("service");
    for (const service of kept) wanted.append("service", service);
  }
  return query(wanted);
}

/**
 * The address of the same page of another council or measure, as far back as before.
 *
 * @param {{search: string, shown: string}} state
 * @param {string} name
 * @param {string} value
 */
export function opened({ search, shown }, name, value) {
  const wanted = completed(search.length > 1 ? search : shown, shown);
  wanted.set(name, value);
  const names = [...OPENING, "lang", "years", "window", ...(name === "measure" ? ["quarter", "basis", "scheme"] : [])];
  return query(new URLSearchParams(names.filter((one) => wanted.has(one)).map((one) => [one, wanted.get(one) ?? ""])));
}

/**
 * The address of the list of records in which these letters are looked for.
 *
 * @param {string} shown
 * @param {string} letters
 */
export function found(shown, letters) {
  const wanted = new URLSearchParams(shown);
  wanted.delete("page");
  if (letters) wanted.set("find", letters);
  else wanted.delete("find");
  return query(wanted);
}

/**
 * What is asked for as a file: the page's own parameters come after the format and the page.
 *
 * @param {{search: string, shown: string}} state
 * @param {string} format
 * @param {string} page the page's key, empty for the whole report
 */
export function exported({ search, shown }, format, page) {
  const first = page ? { format, export: page } : { format };
  return query(new URLSearchParams([...Object.entries(first), ...completed(search, shown)]));
}

/**
 * The address that a chart's mark leads to, in a presentation with these words of its own.
 *
 * @param {string} link
 * @param {Record<string, string>} own
 */
export function inside(link, own) {
  const wanted = new URLSearchParams(link);
  for (const name of LIST) wanted.delete(name);
  for (const [name, value] of Object.entries(own)) wanted.set(name, value);
  return query(wanted);
}

/**
 * The address of a presentation of these slides; of the first, where the one on show is not among them.
 *
 * @param {{query: string, key: string}} slide
 * @param {string[]} keys
 */
export function withSlides(slide, keys) {
  const wanted = new URLSearchParams(slide.query);
  wanted.set("slides", keys.join());
  if (!keys.includes(slide.key)) wanted.set("slide", keys[0]);
  return query(wanted).replaceAll("%3A", ":").replaceAll("%2C", ",");
}

const NOTES = "&window=notes"; // at the end of an address of a presentation in the officer's own window

/**
 * The same address in the window that the room sees.
 *
 * @param {string} search
 */
export const inRoom = (search) => search.replace(NOTES, "");

/**
 * The same address in the officer's own window.
 *
 * @param {string} search
 */
export const inNotes = (search) => inRoom(search) + NOTES;

/**
 * What a presentation is called between its windows: the council and the agenda that the address names.
 *
 * @param {string} search
 */
export function presentationAt(search) {
  const named = new URLSearchParams(search);
  return `scrutiny ${named.get("council") ?? ""} ${named.get("slides") ?? ""}`;
}
