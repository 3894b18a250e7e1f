/* The Export menu: asks the server for a file, shows how far it is, and saves it when it is there.
 *
 * The page stays usable meanwhile. What is asked for is the address at that moment. */
(function () {
  "use strict";

  const PAUSE = 400; // milliseconds between two looks at how far a file is
  const $ = (id) => document.getElementById(id);
  const { element, say, patient, fail, settle } = window.scrutiny;
  let asked = 0; // counts what was asked for, so that only the last is watched

  document.documentElement.classList.add("exports");

  const opened = () => $("app-export-button").getAttribute("aria-expanded") === "true";

  function open(yes) {
    $("app-export-button").setAttribute("aria-expanded", String(yes));
    $("app-export-panel").hidden = !yes;
  }

  document.addEventListener("click", (event) => {
    if (!$("app-export-button")) return;
    const choice = event.target.closest("[data-export]");
    if (event.target.closest("#app-export-button")) open(!opened());
    else if (choice) ask(choice.dataset.export, choice.dataset.page, choice.textContent);
    else if (event.target.isConnected && !event.target.closest(".export")) open(false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !$("app-export-button") || !opened()) return;
    if (!document.activeElement.closest(".export")) return;
    open(false);
    $("app-export-button").focus();
  });

  document.addEventListener("focusin", (event) => {
    if ($("app-export-button") && opened() && !event.target.closest(".export, [tabindex='-1']")) open(false);
  });

  /* The page's own parameters: those of its address, and the council and the quarter that it chose by itself. */
  function parameters(format, page) {
    const wanted = new URLSearchParams(location.search);
    const shown = new URLSearchParams(window.scrutiny.query() || "");
    for (const key of ["council", "quarter"]) if (!wanted.has(key) && shown.has(key)) wanted.set(key, shown.get(key));
    return new URLSearchParams([["format", format], ...(page ? [["export", page]] : []), ...wanted]);
  }

  async function answer(address, options) {
    let content;
    try {
      content = await (await patient(address, options)).json();
    } catch {
      content = { error: "The server did not answer. Try again in a moment." };
    }
    return content;
  }

  async function ask(format, page, label) {
    const mine = ++asked;
    const what = page ? "This page" : "The whole report";
    settle();
    announce(`${what} as ${label} is being written`);
    show({ step: "Starting", share: 0 }, label);
    let job = await answer(`/report?${parameters(format, page)}`, { method: "POST" });
    while (!job.error && !job.done) {
      if (mine !== asked) return;
      show(job, label);
      await new Promise((done) => setTimeout(done, PAUSE));
      job = await answer(job.address);
    }
    if (mine !== asked) return;
    show(job, label);
    if (job.error) {
      fail(`${what} could not be written as ${label}`, job.error, () => ask(format, page, label));
      return;
    }
    announce(`Saved as ${job.name}`);
    save(job);
  }

  function show(job, label) {
    const box = $("app-export-progress");
    box.hidden = false;
    const working = !job.error && !job.done;
    const percent = `${Math.round(100 * job.share)}%`;
    say($("app-export-button"), working ? percent : "Export");
    if (working) $("app-export-button").setAttribute("aria-label", `Export: ${percent} written`);
    else $("app-export-button").removeAttribute("aria-label");
    if (working && box.firstChild && box.firstChild.id === "app-export-step") {
      say($("app-export-step"), `${label}: ${job.step}`);
      $("app-export-bar").value = job.share;
      return;
    }
    if (job.error) box.replaceChildren(element("p", { class: "export-failed" }, job.error));
    else if (job.done) {
      box.replaceChildren(element("p", {}, "Saved as ", element("a", { href: job.file, download: job.name }, job.name)));
    } else {
      const bar = element("progress", { id: "app-export-bar", max: 1, "aria-labelledby": "app-export-step" });
      bar.value = job.share;
      box.replaceChildren(element("p", { id: "app-export-step" }, `${label}: ${job.step}`), bar);
    }
  }

  function announce(text) {
    say($("app-announcer"), text);
  }

  function save(job) {
    const link = element("a", { href: job.file, download: job.name });
    $("app-export-panel").append(link); // a click outside the menu would close it
    link.click();
    link.remove();
  }
})();
