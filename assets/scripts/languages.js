/* The choice of language at the foot of the page, which the server has written, goes on leading to what is on show. */

import { all } from "./dom.js";

export function paintLanguages() {
  for (const link of all("#app-languages a")) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const code = new URLSearchParams(link.search).get("lang");
    const wanted = new URLSearchParams(location.search);
    wanted.delete("lang");
    if (code) wanted.set("lang", code);
    link.search = wanted.toString();
  }
}
