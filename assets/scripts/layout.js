/* What the server lays out as Dash's components, as elements.
 *
 * Dash lays out the page when it is opened. Afterwards the parts that an answer brings are written here, which takes far
 * less time; what is there already stays, and so does the keyboard's place in it. */

import { element } from "./dom.js";

/** @typedef {{type: string, props: Record<string, any>}} Component */
/** @typedef {Component | string | number | null | undefined} Part */
/** @typedef {Part | Part[]} Content */
/** @typedef {{label: string, href?: string, active?: boolean}} Step */

/** @type {Record<string, string>} */
const NAMES = { className: "class", class_name: "class", htmlFor: "for", tabIndex: "tabindex", colSpan: "colspan" };
const UNSEEN = ["Location", "Store"]; // of Dash's: they put nothing on the page

/** @type {Record<string, (props: Component["props"]) => Component>} what dash-bootstrap-components makes of its own */
const MADE = {
  Badge: ({ class_name, children }) => html("span", { class: `${class_name} badge`, children }),
  Breadcrumb: ({ class_name, items }) => {
    const children = html("ol", { class: "breadcrumb", children: items.map(step) });
    return html("nav", { "aria-label": "breadcrumb", class: class_name, children });
  },
};

/**
 * @param {string} type
 * @param {Component["props"]} props
 */
const html = (type, props) => ({ type, props });

/** @param {Step} step */
const step = ({ label, href, active }) =>
  active
    ? html("li", { class: "breadcrumb-item active", "aria-current": "page", children: label })
    : html("li", { class: "breadcrumb-item", children: href ? html("a", { href, children: label }) : label });

/**
 * Makes what is inside an element what the server says, and changes nothing else.
 *
 * @param {Element} place
 * @param {Content} content
 */
export function layOut(place, content) {
  const wanted = [content].flat().filter(isSeen);
  wanted.forEach((one, index) => {
    const there = place.childNodes[index];
    const made = one && typeof one === "object" ? laidOut(there, one) : written(there, String(one));
    if (made === there) return;
    if (there) there.replaceWith(made);
    else place.append(made);
  });
  while (place.childNodes.length > wanted.length) place.lastChild?.remove();
}

/** @param {Part} one */
const isSeen = (one) => one !== null && one !== undefined && !(typeof one === "object" && UNSEEN.includes(one.type));

/**
 * @param {ChildNode | undefined} there
 * @param {string} text
 */
function written(there, text) {
  if (!(there instanceof Text)) return document.createTextNode(text);
  if (there.data !== text) there.data = text;
  return there;
}

/**
 * @param {ChildNode | undefined} there
 * @param {Component} component
 */
function laidOut(there, component) {
  const { type, props } = MADE[component.type]?.(component.props) ?? component;
  const tag = /** @type {keyof HTMLElementTagNameMap} */ (type.toLowerCase());
  const same = there instanceof Element && there.localName === tag && there.id === (props.id ?? "");
  const node = same ? there : element(tag);
  const { children, ...given } = props;
  describe(node, given);
  layOut(node, children);
  return node;
}

/**
 * @param {Element} node
 * @param {Component["props"]} given
 */
function describe(node, given) {
  const said = Object.entries(given).filter(([, value]) => value !== null && value !== false);
  const wanted = new Map(said.map(([name, value]) => [NAMES[name] ?? name, textOf(value)]));
  for (const { name } of [...node.attributes]) if (name !== "open" && !wanted.has(name)) node.removeAttribute(name);
  for (const [name, value] of wanted) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** @param {unknown} value that of an attribute; that of a style is a table */
function textOf(value) {
  if (value === true) return "";
  if (typeof value !== "object" || !value) return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${one};`)
    .join(" ");
}
