/* Says that the page could not be opened in full, where a script did not come or the page does not stand in time.
 *
 * This stands in the document itself, before all that is fetched, so that no file can stop it that is missing or never
 * ends. It looks when every script has run or failed: assets/scripts/dash.js has then started the page, which takes the
 * place of the one that the server wrote. */
(function () {
  "use strict";

  const PATIENCE = 20000; // milliseconds until the page must stand

  /* The server's page as browsers without scripts have it, with a word of what is missing. */
  function tell() {
    const missing = document.querySelector("#app-plain .plain-missing[hidden]");
    if (!missing) return;
    document.head.insertAdjacentHTML("beforeend", document.getElementById("app-no-scripts")?.textContent ?? "");
    missing.removeAttribute("hidden");
  }

  setTimeout(tell, PATIENCE);
  window.addEventListener("load", () => document.documentElement.classList.add("loaded")); // what has not come, will not
  document.addEventListener("DOMContentLoaded", function () {
    if (!document.documentElement.classList.contains("started")) tell();
  });
})();
