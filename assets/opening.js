/* Says that the page could not be opened in full, where a script did not come or the page does not stand in time.
 *
 * This stands in the document itself, which no missing file can stop. It looks when every script has run or failed:
 * assets/scripts/dash.js has then started the page, which takes the place of the one that the server wrote. */
(function () {
  "use strict";

  const PATIENCE = 20000; // milliseconds until the page must stand

  /* The server's page as browsers without scripts have it, with a word of what is missing. */
  function tell() {
    const plain = document.getElementById("app-plain");
    if (!plain) return;
    document.head.insertAdjacentHTML("beforeend", document.getElementById("app-no-scripts")?.textContent ?? "");
    plain.querySelector(".plain-missing")?.removeAttribute("hidden");
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (document.documentElement.classList.contains("started")) setTimeout(tell, PATIENCE);
    else tell();
  });
})();
