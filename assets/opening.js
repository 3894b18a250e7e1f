/* Says that the page could not be opened, where a script did not come or the page does not stand in time.
 *
 * This stands in the document itself, which no missing file can stop. It looks when every script has run or failed:
 * assets/scripts/dash.js has then started the page. */
(function () {
  "use strict";

  const PATIENCE = 20000; // milliseconds until the page must stand

  /* The page as text, in place of what did not come; the same text is there for browsers without scripts. */
  function tell() {
    if (document.getElementById("app-page")) return;
    const page = document.createElement("div");
    page.innerHTML = document.getElementById("app-plain")?.textContent ?? "";
    page.querySelector(".plain-scripts")?.remove();
    page.querySelector(".plain-missing")?.removeAttribute("hidden");
    document.getElementById("react-entry-point")?.replaceWith(page);
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (document.documentElement.classList.contains("started")) setTimeout(tell, PATIENCE);
    else tell();
  });
})();
