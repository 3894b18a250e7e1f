/* Starts Dash's renderer with what came with the document, or says that the page could not be opened.
 *
 * This stands in the document itself, which no missing file can stop. It runs when every script has run or failed.
 * The renderer asks for layout and wiring by name; the elements that hold them have these names as their ids. */
(function () {
  "use strict";

  const NEEDED = ["React", "ReactDOM", "dash_html_components", "dash_core_components", "DashRenderer", "scrutiny"];
  const PATIENCE = 20000; // milliseconds until the page must stand

  /* The page as text, in place of what did not come; the same text is there for browsers without scripts. */
  function tell() {
    if (document.getElementById("app-page")) return;
    const page = document.createElement("div");
    page.innerHTML = document.getElementById("app-plain").textContent;
    page.querySelector(".plain-scripts").remove();
    page.querySelector(".plain-missing").hidden = false;
    document.getElementById("react-entry-point").replaceWith(page);
  }

  function start() {
    const own = document.body.dataset.script;
    if (NEEDED.some((name) => !window[name]) || (own && !window.dash_clientside[own])) return tell();
    const fetched = window.fetch;
    window.fetch = function (...request) {
      const known = document.getElementById(String(request[0]).replace(/^.*\//, ""));
      if (!known || known.type !== "application/json") return fetched.apply(this, request);
      known.remove();
      return Promise.resolve(new Response(known.textContent, { headers: { "Content-Type": "application/json" } }));
    };
    setTimeout(tell, PATIENCE);
    window.renderer = new DashRenderer();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
