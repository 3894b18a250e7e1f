/* What happens in the browser: the address is the state, one answer repaints the page.
 *
 * Dash asks the server when the address changes and puts the answer into the page's store; `paint` then fills
 * cards, tables and filters from it. Charts are drawn when they come near. Nothing here formats a number. */
(function () {
  "use strict";

  let content = null; // what the page shows, as dashboard/views/rendering.py wrote it
  let painted = false; // whether the page has been painted before
  const drawn = new Map(); // card key -> the figure and width its chart was last drawn with
  const near = new Set(); // keys of the cards in or close to the window

  const $ = (id) => document.getElementById(id);
  const pageKey = () => $("app-page").dataset.page;
  const idOf = (card, thing) => `${pageKey()}-${card.replaceAll("_", "-")}-${thing}`;
  const part = (card, thing) => $(idOf(card, thing));
  const NARROW = 500;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name in made && typeof value !== "string") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function say(node, text) {
    if (node && node.textContent !== text) node.textContent = text;
  }

  /* ---- the address ---- */

  let last = -1; // the place in the browser's history that was met last
  let shown = null; // the address of what is on the page, and its place

  /* The address as it is, and its place in the browser's history, which is numbered as it grows. */
  function here() {
    if (!history.state || !("place" in history.state)) history.replaceState({ place: last + 1 }, "");
    last = history.state.place;
    return { search: location.search, place: last };
  }

  function go(query) {
    if (query === location.search) return;
    returning = false;
    history.pushState({ place: here().place + 1 }, "", location.pathname + query);
    ask();
    wait();
  }

  function ask() {
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button);
    if (!link || !plain || !content) return;
    const href = link.getAttribute("href");
    if (href.startsWith("?") && href.length > 1) {
      event.preventDefault();
      go(href);
    }
  });

  window.addEventListener("popstate", () => {
    const { search } = here();
    if (!content) return;
    if (search === shown.search) rest();
    else {
      returning = false;
      wait();
    }
  });

  /* ---- waiting and failing ---- */

  const PATIENCE = 20000; // milliseconds that an answer may take
  let timer = 0;
  let retry = null; // what "Try again" does

  function wait() {
    clearTimeout(timer);
    // An answer usually comes sooner than the eye would read a bar; only slow ones are announced.
    timer = setTimeout(() => document.documentElement.classList.add("waiting"), 300);
  }

  function rest() {
    clearTimeout(timer);
    document.documentElement.classList.remove("waiting");
  }

  function settle() {
    rest();
    if ($("app-failure")) $("app-failure").hidden = true;
  }

  /* Says what did not work where the reader is, and offers to try it again. */
  function fail(title, text, again) {
    rest();
    retry = again;
    say($("app-failure-title"), title);
    say($("app-failure-text"), text);
    $("app-failure").hidden = false;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#app-retry-button") && retry) retry();
  });

  /* No answer came for the address: it goes back to that of what is on the page, and the filters with it. */
  let returning = false;

  function giveUp() {
    const wanted = here();
    const steps = shown.place - wanted.place;
    returning = wanted.search !== shown.search;
    if (steps) history.go(steps);
    else if (returning) {
      history.replaceState(history.state, "", location.pathname + shown.search);
      ask();
    }
    paintFilters(content.filters);
    fail("This view could not be read",
      "The dashboard did not get an answer. What you see is what was shown before, and nothing has been lost.",
      () => steps ? history.go(-steps) : go(wanted.search));
  }

  const fetched = window.fetch;

  /* A whole answer, or an error when it does not come in time. */
  async function patient(address, options = {}) {
    const answer = await fetched(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 204) return answer;
    return new Response(await answer.blob(), answer);
  }

  let turn = 0; // how many views have been asked for, so that only the last is minded
  let answered = null; // the address of the answer that is about to be painted

  window.fetch = function (...request) {
    const address = String(request[0] && request[0].url ? request[0].url : request[0]);
    if (!address.includes("_dash-update-component")) return fetched.apply(this, request);
    if (returning) {
      returning = false;
      return Promise.resolve(new Response(null, { status: 204 })); // what the page shows already
    }
    const mine = ++turn;
    const asked = here();
    const answer = patient(...request);
    answer.then((response) => {
      if (mine === turn) response.ok ? (answered = asked) : giveUp();
    }, () => mine === turn && giveUp());
    return answer;
  };

  /* ---- painting ---- */

  function paint(data) {
    if (!data) return window.dash_clientside.no_update;
    content = data;
    shown = answered || here();
    settle();
    document.title = data.title;
    say($("app-sources"), data.sources);
    paintFilters(data.filters);
    const present = new Set(data.cards.map((card) => card.key));
    for (const shell of document.querySelectorAll("[data-card]")) {
      shell.hidden = !present.has(shell.dataset.card);
      watcher.observe(shell);
    }
    const plain = data.cards.filter((card) => part(card.key, "card") && !part(card.key, "card").matches(".wide"));
    const grid = $(`${pageKey()}-cards`);
    grid.dataset.odd = plain.length % 2;
    grid.dataset.rest = plain.length % 3;
    for (const card of data.cards) paintCard(card);
    paintRecords(data.records);
    keepFocus();
    const first = !painted;
    painted = true;
    if (first) left()?.focus({ preventScroll: true });
    return first ? "" : data.announce;
  }

  function paintCard(card) {
    const shell = part(card.key, "card");
    if (!shell) return;
    say(part(card.key, "title"), card.title);
    say(part(card.key, "finding"), card.finding);
    paintNote(part(card.key, "note"), card.note);
    paintQuotes(part(card.key, "quotes"), card.quotes);
    const chart = part(card.key, "graph");
    if (chart) chart.setAttribute("aria-label", `${card.title}. ${card.finding}`);
    const link = part(card.key, "csv-link");
    link.href = card.csv;
    link.setAttribute("aria-label", `Download CSV: ${card.title}`);
    const present = part(card.key, "present-link");
    present.href = card.present;
    present.setAttribute("aria-label", `Present: ${card.title}`);
    paintPictureButtons(card);
    if (near.has(card.key)) draw(card);
    for (const kind of ["table", "about"]) {
      const panel = part(card.key, `${kind}-panel`);
      if (!panel.hidden) fill(card, kind);
      else panel.dataset.query = "";
    }
  }

  /* What can be done only on a screen stands apart in a note, so that paper can leave it out. */
  function paintNote(node, text) {
    if (node.dataset.note === text) return;
    node.dataset.note = text;
    node.replaceChildren(...text.split(/(Select [^.]*\.)/).map((words, place) =>
      place % 2 ? element("span", { class: "on-screen" }, words) : words));
  }

  /* What the council says of the number; an opened one stays open while it stays the same. */
  function paintQuotes(box, quotes) {
    const text = JSON.stringify(quotes);
    const same = box.dataset.quotes === text || (box.dataset.quotes === undefined && box.childElementCount === quotes.length);
    box.dataset.quotes = text;
    if (same) return;
    box.replaceChildren(...quotes.map((quote) => element("blockquote", {},
      element("p", { class: "quote-heading" }, quote.heading,
        quote.mark ? element("span", { class: "quote-mark" }, ` ${quote.mark}`) : null),
      element("p", {}, quote.text),
      quote.rest ? element("details", {}, element("summary", {}, "Read on"), element("p", {}, quote.rest)) : null,
      quote.doubt ? element("p", { class: "quote-doubt" }, quote.doubt) : null)));
  }

  function cardOf(key) {
    return content.cards.find((card) => card.key === key);
  }

  /* A link or button that the repaint took away must not leave the keyboard nowhere. */
  function keepFocus() {
    requestAnimationFrame(() => {
      const lost = lastFocus && !lastFocus.checkVisibility(); // taken away, or in a card that is now hidden
      if (painted && lost && [document.body, lastFocus].includes(document.activeElement)) {
        const headline = $("app-headline");
        if (headline) headline.focus({ preventScroll: true });
      }
    });
  }

  let lastFocus = null;
  document.addEventListener("focusin", (event) => { lastFocus = event.target; });

  /* ---- charts ---- */

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const key = entry.target.dataset.card;
      if (entry.isIntersecting) {
        near.add(key);
        if (content && cardOf(key)) draw(cardOf(key));
      } else near.delete(key);
    }
  }, { rootMargin: "600px 0px" });

  const sizes = new ResizeObserver((entries) => {
    if (printing) return;
    for (const entry of entries) {
      const key = entry.target.closest("[data-card]").dataset.card;
      const last = drawn.get(key);
      if (content && cardOf(key) && near.has(key) && last && last.width !== entry.target.clientWidth) draw(cardOf(key));
    }
  });

  function fitted(figure, width) {
    const layout = { ...figure.layout, width };
    let data = figure.data;
    const { traces, ...patch } = (layout.meta && layout.meta.narrow) || {};
    if (width < NARROW) {
      for (const [name, value] of Object.entries(patch)) {
        const both = value && typeof value === "object" && !Array.isArray(value);
        layout[name] = both ? { ...layout[name], ...value } : value;
      }
      if (traces) data = data.map((trace, place) => ({ ...trace, ...traces[place] }));
    }
    return { data, layout };
  }

  /* Plotly leaves a line drawn between grid and marks where it was when the next figure has fewer lines: a target that
     the filters no longer have. */
  function plot(chart, data, layout) {
    chart.setAttribute("role", "img");
    const lines = (layout.shapes || []).length;
    for (const path of chart.querySelectorAll(".shapelayer [data-index]")) {
      if (Number(path.dataset.index) >= lines) path.remove();
    }
    window.Plotly.react(chart, data, layout, { displayModeBar: false, responsive: false, doubleClick: false });
  }

  const plotly = document.querySelector('script[src*="plotly"]');

  /* Whether charts can be drawn. Until then the chart's place says why not, and `again` is called when they can. */
  function canDraw(chart, elsewhere, again) {
    if (window.Plotly) return true;
    chart.setAttribute("role", "group"); // there are words in it
    const late = document.readyState !== "complete"; // then every script has come or failed
    chart.replaceChildren(element("p", { class: late ? "chart-late" : "chart-missing" }, late
      ? `The chart is being loaded. ${elsewhere}`
      : `The chart could not be drawn, because a file did not arrive. ${elsewhere} Open the page again to try once more.`));
    if (late) {
      plotly.addEventListener("load", again, { once: true });
      window.addEventListener("load", () => window.Plotly || again(), { once: true });
    }
    return false;
  }

  function paintPictureButtons(card) {
    for (const kind of ["png", "svg"]) {
      const button = part(card.key, `${kind}-button`);
      if (!button) continue;
      button.hidden = !card.figure || !window.Plotly;
      button.setAttribute("aria-label", `Download ${kind.toUpperCase()}: ${card.title}`);
    }
  }

  plotly?.addEventListener("load", () => content && content.cards.forEach(paintPictureButtons));

  function draw(card) {
    const chart = part(card.key, "graph");
    if (!chart || (part(card.key, "chart-panel").hidden && !printing)) return;
    if (!canDraw(chart, "The Table tab has its numbers.", () => draw(cardOf(card.key) || card))) return;
    const width = printing ? PAPER_WIDTH : chart.clientWidth;
    const last = drawn.get(card.key);
    if (!width || (last && last.figure === card.figure && last.width === width)) return;
    drawn.set(card.key, { figure: card.figure, width });
    chart.classList.toggle("empty", !card.figure);
    if (!card.figure) {
      if (chart.classList.contains("js-plotly-plot")) window.Plotly.purge(chart);
      chart.replaceChildren(element("p", {}, "There is nothing to draw here."));
      chart.style.height = "";
      return;
    }
    if (!chart.classList.contains("js-plotly-plot")) chart.replaceChildren();
    const { data, layout } = fitted(card.figure, width);
    chart.style.height = `${layout.height}px`;
    plot(chart, data, layout);
    if (!chart.dataset.wired) {
      chart.dataset.wired = "yes";
      sizes.observe(chart);
      chart.on("plotly_click", (event) => {
        const to = event.points.map((point) => point.customdata).find((query) => query);
        if (to) go(to);
      });
      chart.on("plotly_hover", (event) => {
        chart.classList.toggle("leads", event.points.some((point) => point.customdata));
      });
      chart.on("plotly_unhover", () => chart.classList.remove("leads"));
    }
  }

  /* ---- printing: the paper holds all that the view shows, whatever is open or in sight on the screen ---- */

  const PAPER_WIDTH = 680; // what assets/print.css leaves of A4 between its margins
  const FOLDED = ".quotes details, .passage details, .disclosure";
  let printing = false;
  let unfolded = [];

  function toPaper() {
    if (printing) return;
    printing = true;
    unfolded = [...document.querySelectorAll(FOLDED)].filter((box) => !box.open);
    for (const box of unfolded) box.open = true;
    paintOrigin();
    for (const card of content ? content.cards : []) {
      if (!part(card.key, "card")) continue;
      draw(card);
      fill(card, "table");
      fill(card, "about");
    }
    for (const chart of document.querySelectorAll(".chart")) chart.style.setProperty("--drawn", drawnHeight(chart));
  }

  /* How far down the chart there is something to see: few bars need not take the place of many. */
  function drawnHeight(chart) {
    const layers = [...chart.querySelectorAll(".cartesianlayer, .infolayer")].map((layer) => layer.getBBox());
    const bottom = Math.max(0, ...layers.map((box) => box.y + box.height));
    return bottom ? `min(${chart.style.height}, ${Math.ceil(bottom) + 8}px)` : chart.style.height;
  }

  function toScreen() {
    if (!printing) return;
    printing = false;
    for (const box of unfolded) box.open = false;
    for (const key of near) if (content && cardOf(key)) draw(cardOf(key));
  }

  /* Where the page comes from; style sheets take the short words for the head of each sheet of paper. */
  function paintOrigin() {
    const box = $("app-print-facts");
    const address = location.origin + location.pathname + (content ? content.query : location.search);
    const facts = (content && content.origin) || [];
    const known = new Map(facts);
    const pair = (label, text) => element("div", { class: label === "Address" ? "address" : "" },
      element("dt", {}, label), element("dd", {}, text));
    if (facts.length) box.replaceChildren(...facts.filter(([label]) => label !== "Council").map((fact) => pair(...fact)));
    else box.querySelectorAll(".address").forEach((old) => old.remove());
    box.append(pair("Address", address));
    const title = document.title.replace(/ - Scrutiny$/, "");
    const words = {
      "--print-left": [known.get("Council"), title].filter(Boolean).join(" · "),
      "--print-right": [known.get("Period"), known.get("Filters")].filter((text) => text && text !== "none").join(" · "),
      "--print-foot": facts.length ? `Data to ${known.get("Data to")} · release ${known.get("Release")}` : "Scrutiny",
    };
    for (const [name, text] of Object.entries(words)) {
      document.documentElement.style.setProperty(name, `"${text.replace(/["\\]/g, "\\$&")}"`);
    }
  }

  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  window.matchMedia("print").addEventListener("change", (event) => event.matches ? toPaper() : toScreen());

  document.addEventListener("click", (event) => {
    if (event.target.closest("#app-print-button")) window.print();
  });

  /* ---- tabs ---- */

  function choose(tab) {
    const shell = tab.closest("[data-card]");
    for (const other of shell.querySelectorAll('[role="tab"]')) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      $(other.getAttribute("aria-controls")).hidden = !chosen;
    }
    const card = cardOf(shell.dataset.card);
    const kind = tab.id.replace(/^.*-(\w+)-tab$/, "$1");
    if (card) kind === "chart" ? draw(card) : fill(card, kind);
  }

  document.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) choose(tab);
    const save = event.target.closest('[id$="-png-button"], [id$="-svg-button"]');
    if (save) savePicture(save.closest("[data-card]").dataset.card, save.id.includes("-png-") ? "png" : "svg");
  });

  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest && event.target.closest('[role="tab"]');
    if (!tab) return;
    const tabs = [...tab.parentElement.children];
    const place = tabs.indexOf(tab);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = tabs[(next + tabs.length) % tabs.length];
    target.focus();
    choose(target);
  });

  function fill(card, kind) {
    const panel = part(card.key, `${kind}-panel`);
    if (panel.dataset.query === content.query) return;
    panel.dataset.query = content.query;
    panel.replaceChildren(...(kind === "table" ? [tableOf(card.table, card.title)] : aboutOf(card)));
  }

  function tableOf(table, title) {
    const head = table.columns.map((column) => {
      const cell = element("th", { scope: "col", class: column.numeric ? "numeric" : "" });
      if (column.sort) {
        cell.setAttribute("aria-sort", column.direction);
        const mark = { ascending: " ▲", descending: " ▼", none: "" }[column.direction];
        cell.append(element("a", { href: column.sort }, column.label, element("span", { "aria-hidden": "true" }, mark)));
      } else cell.append(column.label);
      return cell;
    });
    const rows = table.rows.map((cells, place) => {
      const link = table.links[place];
      // A name that heads several rows is printed once; screen readers still hear it in each.
      const again = place > 0 && !link && table.rows[place - 1][0] === cells[0];
      return element("tr", { class: again ? "again" : "" }, ...cells.map((text, column) => {
        const { numeric } = table.columns[column];
        const inside = text.status ? chip(text) : column === 0 && link ? element("a", { href: link }, text)
          : column === 0 && again ? element("span", { class: "visually-hidden" }, text) : text;
        const attributes = column === 0 ? { scope: "row" } : {};
        const kind = (numeric ? "numeric" : text.length < 16 ? "short" : text.length > 48 ? "long" : "")
          + (text === "—" ? " nothing" : "");
        return element(column === 0 ? "th" : "td", { ...attributes, class: kind }, inside);
      }));
    });
    return element("table", {},
      element("caption", { class: "visually-hidden" }, title),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows));
  }

  function chip({ status, word, shape }) {
    return element("span", { class: `status status-${status}` },
      element("span", { class: "shape", "aria-hidden": "true" }, shape), element("span", {}, word));
  }

  function aboutOf(card) {
    const { about } = card;
    const pairs = [
      ["Definition", about.definition],
      ["Counted", about.numerator],
      ["Out of", about.denominator],
      ["Source", about.source],
    ];
    const list = element("dl", {}, ...pairs.filter(([, text]) => text).flatMap(([name, text]) => [
      element("dt", {}, name), element("dd", {}, text)]));
    const queries = about.queries.map((name) => {
      const code = element("pre", { tabindex: "0", "aria-label": `SQL of ${name}` });
      const box = element("details", {}, element("summary", {}, `SQL: ${name}.sql`), code);
      box.addEventListener("toggle", async () => {
        if (!box.open) return;
        const answer = await patient(`/queries/${name}.sql`).catch(() => null);
        code.textContent = answer && answer.ok ? await answer.text() : "The query could not be read. Close this and try again.";
      });
      return box;
    });
    const more = about.more ? element("p", { class: "more" }, element("a", { href: about.more }, "All about this measure")) : null;
    return [list, ...(more ? [more] : []), ...queries];
  }

  /* ---- pictures ---- */

  function savePicture(key, format) {
    picture(key, format).catch(() => fail("The picture could not be made",
      "The browser could not draw it as a file. The CSV beside it has its numbers.", () => savePicture(key, format)));
  }

  async function picture(key, format) {
    const card = cardOf(key);
    if (!card || !card.figure) return;
    const width = 1000;
    const { data, layout } = fitted(card.figure, width);
    const above = 86;
    const line = (text, y, size, yanchor) => ({
      text, xref: "paper", yref: "paper", x: 0, y: yanchor === "bottom" ? 1 : 0, yshift: y, xanchor: "left", yanchor,
      showarrow: false, align: "left", font: { ...layout.font, size },
    });
    const wrap = (text, letters) => text.replace(new RegExp(`(.{${letters},}?) `, "g"), "$1<br>");
    const { t, b, l } = layout.margin;
    // The words stand outside the plot, so that the picture explains itself wherever it is pasted.
    const words = [
      line(`<b>${wrap(card.title, 70)}</b><br><span style="font-size:15px">${wrap(card.headline, 100)}</span>`, t + 12, 20, "bottom"),
      line(wrap([card.filters, card.note, card.about.source].filter(Boolean).join(". ").replaceAll("..", "."), 120), -b - 10, 13, "top"),
    ];
    const picture = {
      data,
      layout: {
        ...layout,
        width,
        height: 420 + above + 64,
        margin: { ...layout.margin, t: t + above, b: b + 64, l: l + 24, r: layout.margin.r + 24 },
        annotations: [...layout.annotations, ...words],
      },
    };
    const address = await window.Plotly.toImage(picture, { format, width, height: picture.layout.height, scale: 2 });
    const link = element("a", { href: address, download: `${card.file}.${format}` });
    document.body.append(link);
    link.click();
    link.remove();
    settle();
  }

  /* ---- records ---- */

  function paintRecords(records) {
    const section = $(`${pageKey()}-records`);
    if (!section) return;
    section.hidden = !records;
    if (!records) {
      section.replaceChildren();
      return;
    }
    const opened = !section.firstChild;
    if (opened) section.append(...recordsFrame(section.id));
    say($(`${section.id}-title`), records.title);
    say($(`${section.id}-summary`), records.summary);
    $(`${section.id}-summary`).hidden = !records.summary;
    say($(`${section.id}-count`), records.shown);
    const find = $(`${section.id}-find-input`);
    if (document.activeElement !== find) find.value = records.find;
    $(`${section.id}-csv-link`).href = records.csv;
    $(`${section.id}-close-link`).hidden = !records.close;
    if (records.close) $(`${section.id}-close-link`).href = records.close;
    const panel = $(`${section.id}-table`);
    const inside = panel.contains(document.activeElement);
    const label = inside ? document.activeElement.textContent : null;
    panel.replaceChildren(records.rows.length
      ? tableOf(records, records.title)
      : element("p", {}, "No record matches. Try fewer letters, or clear the box."));
    if (inside) {
      const heads = [...panel.querySelectorAll("thead a")];
      const name = (text) => text.replace(/ [▲▼]$/, "");
      (heads.find((link) => name(link.textContent) === name(label)) || panel).focus({ preventScroll: true });
    }
    for (const way of ["previous", "next"]) {
      const link = $(`${section.id}-${way}-link`);
      link.hidden = !records[way];
      if (records[way]) link.href = records[way];
    }
    if (opened && painted) {
      $(`${section.id}-title`).focus({ preventScroll: true });
      section.scrollIntoView({ block: "start" });
    }
  }

  function recordsFrame(id) {
    const find = element("input", { id: `${id}-find-input`, type: "search", autocomplete: "off" });
    let typing = 0;
    find.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        const wanted = new URLSearchParams(content.query);
        wanted.delete("page");
        find.value ? wanted.set("find", find.value) : wanted.delete("find");
        go("?" + wanted);
      }, 350);
    });
    return [
      element("div", { class: "card-head" },
        element("h2", { id: `${id}-title`, class: "card-title", tabindex: "-1" }),
        element("a", { id: `${id}-close-link`, class: "quiet-link" }, "Close the list")),
      element("p", { id: `${id}-summary`, class: "finding" }),
      element("div", { class: "records-tools" },
        element("label", { for: find.id }, "Find in these records"), find,
        element("p", { id: `${id}-count`, class: "note" })),
      element("div", { id: `${id}-table`, class: "scroll", tabindex: "0", role: "group", "aria-labelledby": `${id}-title` }),
      element("p", { class: "paging" },
        element("a", { id: `${id}-previous-link` }, "Previous page"),
        element("a", { id: `${id}-next-link` }, "Next page"),
        element("a", { id: `${id}-csv-link`, class: "quiet-link" }, "Download all as CSV")),
    ];
  }

  /* ---- filters ---- */

  const MORE = ["basis", "scheme"];
  const OPENING = ["council", "measure"]; // filters whose change opens the page afresh
  const FOCUS = "scrutiny-focus"; // where the keyboard was then

  /* The element that had the keyboard when a filter opened this page afresh, if it was so opened. */
  function left() {
    const id = sessionStorage.getItem(FOCUS);
    sessionStorage.removeItem(FOCUS);
    return id ? $(id) : null;
  }

  function paintFilters(filters) {
    const strip = $("app-filters");
    if (!strip || !filters) return;
    if (!strip.firstChild) strip.append(...filterFrame(filters));
    for (const [name, control] of Object.entries(filters.controls)) {
      control.values ? paintSeveral(name, control) : paintOne(name, control);
    }
    const clear = $("app-filter-clear-link");
    clear.hidden = !filters.clear;
    if (filters.clear) clear.href = filters.clear;
    const quarter = filters.controls.quarter;
    const count = Object.values(filters.controls).reduce((sum, control) => sum + (control.values || []).length, 0);
    const shown = quarter.options.find(([value]) => value === quarter.value)[1];
    say($("app-filter-summary"), shown + (count ? `, ${count} chosen` : ""));
  }

  function filterFrame(filters) {
    const names = Object.keys(filters.controls);
    const boxes = names.filter((name) => !MORE.includes(name)).map((name) => controlFrame(name, filters.controls[name]));
    const more = names.filter((name) => MORE.includes(name));
    if (more.length) {
      boxes.push(disclosure("more", "More", "Options",
        element("div", { class: "choices" }, ...more.map((name) => controlFrame(name, filters.controls[name])))));
    }
    const open = element("button", {
      id: "app-filter-open-button", type: "button", class: "filter-open", "aria-expanded": "false", "aria-controls": "app-filter-controls",
    }, element("span", {}, "Filters"), element("span", { id: "app-filter-summary" }));
    open.addEventListener("click", () => {
      const opened = open.getAttribute("aria-expanded") !== "true";
      open.setAttribute("aria-expanded", String(opened));
      $("app-filters").classList.toggle("open", opened);
    });
    return [open, element("div", { id: "app-filter-controls", class: "filter-controls" }, ...boxes,
      element("a", { id: "app-filter-clear-link", class: "clear" }, "Clear filters"))];
  }

  function controlFrame(name, control) {
    if (control.values) return disclosure(name, control.label, "", element("fieldset", { class: "choices", id: `app-filter-${name}-choices` }));
    const select = element("select", { id: `app-filter-${name}-select` });
    const label = element("label", { for: select.id }, control.label);
    const box = element("div", { class: "control", "data-filter": name }, label, select);
    if (OPENING.includes(name)) opens(name, select, box, label);
    else select.addEventListener("change", () => change(name, [select.value]));
    return box;
  }

  /* Arrow keys and letters only choose; Enter, or leaving the box, shows what is chosen, and Escape takes it back. What
     is picked in the opened list, with mouse, finger or keyboard, is shown at once. */
  function opens(name, select, box, label) {
    const now = () => content.filters.controls[name].value;
    const mark = () => box.classList.toggle("unshown", select.value !== now());
    const show = (focused) => select.value !== now() && change(name, [select.value], focused.id);
    let keyed = false;
    label.append(element("span", { class: "control-hint", "aria-hidden": "true" }, "press Enter"));
    select.setAttribute("aria-describedby", `app-filter-${name}-enter`);
    box.append(element("span", { id: `app-filter-${name}-enter`, class: "visually-hidden" }, "Press Enter to show what you choose."));
    select.addEventListener("pointerdown", () => { keyed = false; });
    select.addEventListener("change", () => keyed ? mark() : show(select));
    select.addEventListener("blur", (event) => show(event.relatedTarget || select));
    // before a presentation hears Escape and closes the box
    window.addEventListener("keydown", (event) => {
      if (event.target !== select) return;
      const chosen = select.value !== now();
      if (chosen && ["Enter", "Escape"].includes(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Enter") show(select);
        else paintOne(name, content.filters.controls[name]);
      }
      keyed = !event.altKey && ![" ", "Enter", "Tab"].includes(event.key);
    }, true);
  }

  function disclosure(name, label, text, inside) {
    const summary = element("summary", { "aria-labelledby": `app-filter-${name}-label app-filter-${name}-text` },
      element("span", { id: `app-filter-${name}-text` }, text));
    const box = element("details", { id: `app-filter-${name}-details` }, summary, inside);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.open) {
        box.open = false;
        summary.focus();
      }
    });
    return element("div", { class: "control several", "data-filter": name },
      element("span", { class: "label", id: `app-filter-${name}-label` }, label), box);
  }

  document.addEventListener("click", (event) => {
    for (const box of document.querySelectorAll("#app-filters details[open]")) {
      if (!box.contains(event.target) && event.target.isConnected) box.open = false;
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const box of document.querySelectorAll("#app-filters details[open]")) {
      if (!box.contains(event.target)) box.open = false;
    }
  });

  function unchanged(node, options) {
    const text = JSON.stringify(options);
    if (node.dataset.options === text) return true;
    node.dataset.options = text;
    return false;
  }

  function paintOne(name, control) {
    const select = $(`app-filter-${name}-select`);
    if (!unchanged(select, control.options)) {
      select.replaceChildren(...control.options.map(([value, label]) => element("option", { value }, label)));
    }
    select.value = control.value;
    select.parentElement.classList.remove("unshown");
    if (name === "council") select.parentElement.hidden = control.options.length < 2;
  }

  function paintSeveral(name, control) {
    const box = $(`app-filter-${name}-choices`);
    if (!unchanged(box, control.options)) {
      box.replaceChildren(
        element("legend", { class: "visually-hidden" }, control.label),
        ...control.options.map(([value, label]) => {
          const tick = element("input", { type: "checkbox", value });
          tick.addEventListener("change", () => change(name,
            [...box.querySelectorAll("input:checked")].map((input) => input.value)));
          return element("label", {}, tick, element("span", {}, label));
        }));
    }
    const chosen = new Set(control.values);
    for (const tick of box.querySelectorAll("input")) tick.checked = chosen.has(tick.value);
    const labels = control.options.filter(([value]) => chosen.has(value)).map(([, label]) => label);
    say($(`app-filter-${name}-text`), labels.length === 0 ? control.all : labels.length === 1 ? labels[0] : `${labels.length} chosen`);
    box.closest(".control").classList.toggle("chosen", labels.length > 0);
  }

  /* The new address: this state with one filter changed, and without what only the old value allowed. */
  function change(name, values, focused) {
    const wanted = new URLSearchParams(location.search.length > 1 ? location.search : content.query);
    const base = new URLSearchParams(content.query);
    for (const key of ["council", "quarter"]) if (!wanted.has(key)) wanted.set(key, base.get(key));
    if (OPENING.includes(name)) {
      // Another council or measure has other pages, periods and places: the page opens afresh, as far back as before.
      wanted.set(name, values[0]);
      const kept = ["council", "measure", "years", ...(name === "measure" ? ["quarter", "basis", "scheme"] : [])]
        .filter((key) => wanted.has(key));
      sessionStorage.setItem(FOCUS, focused);
      location.assign("?" + new URLSearchParams(kept.map((key) => [key, wanted.get(key)])));
      return;
    }
    wanted.delete(name);
    for (const value of values) wanted.append(name, value);
    wanted.delete("page");
    if (name === "quarter") wanted.delete("month");
    if (name === "directorate" && values.length) {
      const theirs = new Set(values.flatMap((value) => content.filters.services[value] || []));
      const kept = wanted.getAll("service").filter((service) => theirs.has(service));
      wanted.delete("service");
      for (const service of kept) wanted.append("service", service);
    }
    go("?" + wanted);
  }

  /* For the page that draws itself in its own way, assets/present.js: a title, filters, and what printing asks for. */
  function paintAround(data) {
    const controls = Object.keys(data.filters.controls).join();
    const strip = $("app-filters");
    if (strip.dataset.controls !== controls) strip.replaceChildren();
    strip.dataset.controls = controls;
    content = { ...data, cards: [] };
    shown = here();
    settle();
    document.title = data.document;
    paintFilters(data.filters);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { scrutiny: { paint } });
  window.scrutiny = { element, say, chip, tableOf, fitted, plot, canDraw, go, here, wait, settle, fail, giveUp, patient, left, paintAround, query: () => content && content.query };
})();
