/* A presentation in the browser: one slide at a time, by key, button or swipe.
 *
 * The server says what a slide shows and where one can go from it; here it is drawn, as large as the window allows,
 * and the slides beside it are asked for beforehand. The address is the state, as on every page. */
(function () {
  "use strict";

  const { element, say, chip, tableOf, fitted, plot, canDraw, go, here, wait, giveUp, patient, left, paintAround } = window.scrutiny;
  const $ = (id) => document.getElementById(`present-${id}`);
  const PANELS = ["filters", "agenda", "notes", "code", "keys"];
  const PATH = "/present";
  const NARROW = 600; // windows up to here show a slide as a page that scrolls
  const DESIGNED = { width: 660, height: 340 }; // at least so wide; so high are figures on a page
  const LETTER = 14; // their usual letter, in pixels
  const SIZES = [1.6, 1.4, 1.2, 1.1, 1]; // of what is no chart, in the room's letters
  const KEPT = 60;
  const PACE = 1800; // milliseconds a quarter stays while they are played
  const IDLE = 3000;
  const SWIPE = 60;
  const LETTERS = "scrutiny-letter-keys";

  let slide = null;
  let turn = 0; // how many slides have been asked for, so that a late answer is not shown
  let playing = 0;
  const kept = new Map(); // query -> the slide, or the promise of it

  /* ---- asking ---- */

  function ask(query) {
    if (!kept.has(query)) {
      const answer = patient(`${PATH}/slide.json${query}`).then((response) => {
        if (!response.ok) throw new Error(`slide.json answered ${response.status}`);
        return response.json();
      });
      answer.catch(() => kept.delete(query));
      kept.set(query, answer);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(query);
  }

  async function show(query) {
    const mine = ++turn;
    wait();
    try {
      const answer = await ask(query);
      if (mine === turn) paint(answer);
    } catch {
      if (mine !== turn) return;
      stop();
      giveUp();
      paintBar(slide);
    }
  }

  function move(query) {
    stop();
    if (query && query !== location.search) go(query);
  }

  function replace(query) {
    if (query !== location.search) history.replaceState(history.state, "", location.pathname + query);
    return show(query);
  }

  /* ---- painting ---- */

  function paint(data) {
    if (slide && slide.release !== data.release) kept.clear();
    slide = data;
    const room = $("room");
    room.dataset.look = data.look;
    for (const [name, value] of Object.entries(data.colours)) room.style.setProperty(name, value);
    document.body.style.background = data.colours["--paper"];
    if (location.search !== data.query) history.replaceState(history.state, "", location.pathname + data.query);
    paintAround(data);
    say($("kicker"), data.title === data.page || data.title.startsWith(data.page) ? data.title : `${data.page} · ${data.title}`);
    say($("headline"), data.headline);
    say($("text"), data.text);
    say($("source"), data.source);
    $("notices").replaceChildren(...data.notices.map((text) => element("p", {}, text)));
    paintStatus(data.status);
    paintBody(data);
    paintBar(data);
    paintNotes(data);
    if (!$("code-panel").hidden) paintCode();
    if (!$("agenda-panel").hidden) paintAgenda();
    draw();
    for (const way of ["next", "previous"]) if (data.ways[way]) ask(data.ways[way]).catch(() => {});
    document.getElementById("app-announcer").textContent = data.announce;
  }

  function paintStatus(status) {
    const words = status ? [`${status.of}: `, status.value ? element("strong", {}, status.value) : null, chip(status), status.target] : [];
    $("status").replaceChildren(...words.filter(Boolean));
  }

  function paintBody(data) {
    const body = $("body");
    $("picture").hidden = !data.figure;
    body.hidden = Boolean(data.figure);
    body.scrollTop = 0;
    body.replaceChildren(...(data.items ? [itemsOf(data.items)]
      : data.tiles ? [tilesOf(data.tiles)]
        : data.passages ? [passagesOf(data.passages)]
          : data.table ? [element("div", { class: "slide-table", tabindex: "0", role: "region", "aria-label": data.title }, tableOf(data.table, data.title))] : []));
    $("graph").setAttribute("aria-label", `${data.title}. ${data.headline} ${data.text}`);
  }

  const itemsOf = (items) => element("ol", { class: "slide-items" }, ...items.map((item) => element("li", {},
    chip(item), element("p", {}, item.link ? element("a", { href: item.link }, item.title) : element("strong", {}, item.title), ` ${item.sentence}`),
    element("img", { src: item.picture, alt: "" }))));

  const tilesOf = (tiles) => element("ul", { class: "slide-tiles" }, ...tiles.map((tile) => element("li", {},
    element("h2", {}, tile.title),
    element("p", { class: "figure" }, tile.value),
    element("p", { class: "cases" }, tile.cases),
    tile.status ? element("p", { class: "tile-status" }, chip(tile.status), tile.target) : null,
    ...tile.changes.map((text) => element("p", { class: "cases" }, text)))));

  const passagesOf = (passages) => element("ul", { class: "slide-passages" }, ...passages.map((passage) => element("li", {},
    passage.status ? chip(passage.status) : null,
    element("div", {},
      passage.title ? element("h2", {}, passage.title) : null,
      passage.text ? element("p", {}, passage.text) : null,
      passage.before ? element("p", { class: "cases" }, passage.before) : null))));

  function paintBar(data) {
    say($("place"), `${data.place} of ${data.count}`);
    for (const way of ["previous", "next"]) $(`${way}-button`).setAttribute("aria-disabled", String(!data.ways[way]));
    say($("look-button"), data.look === "dark" ? "Light" : "Dark");
    $("back-link").href = data.back;
    const scrubber = $("scrubber");
    if (!scrubber.firstChild) scrubber.append(...scrubberOf());
    const input = $("quarter-input");
    const [, label] = data.quarters[data.quarter];
    input.max = data.quarters.length - 1;
    input.value = data.quarter;
    input.setAttribute("aria-valuetext", label);
    say($("quarter-text"), label);
    scrubber.hidden = data.quarters.length < 2;
  }

  function scrubberOf() {
    const input = element("input", { id: "present-quarter-input", type: "range", min: "0", step: "1" });
    input.addEventListener("input", () => {
      stop();
      replace(slide.quarters[input.value][0]);
    });
    const play = element("button", { id: "present-play-button", type: "button", "aria-pressed": "false" }, "Play");
    play.addEventListener("click", () => playing ? stop() : start());
    return [
      element("label", { for: input.id }, element("span", { class: "visually-hidden" }, "Quarter "), element("span", { id: "present-quarter-text" })),
      input,
      // nothing moves by itself for those who have asked for less motion; the slider does the same
      matchMedia("(prefers-reduced-motion: reduce)").matches ? null : play,
    ].filter(Boolean);
  }

  /* ---- playing the quarters ---- */

  function start() {
    const last = slide.quarters.length - 1;
    let place = slide.quarter < last ? slide.quarter : -1;
    const step = async () => {
      place += 1;
      const mine = playing;
      await replace(slide.quarters[place][0]);
      if (playing !== mine) return;
      if (place >= last) stop();
      else playing = setTimeout(step, PACE);
    };
    playing = -1;
    say($("play-button"), "Pause");
    $("play-button").setAttribute("aria-pressed", "true");
    step();
  }

  function stop() {
    clearTimeout(playing);
    playing = 0;
    const play = $("play-button");
    if (!play) return;
    say(play, "Play");
    play.setAttribute("aria-pressed", "false");
  }

  /* ---- drawing: the figure at the size it was designed for, enlarged as a whole until it fills the room ---- */

  function draw() {
    if (!slide) return;
    const stage = $("stage");
    const narrow = innerWidth < NARROW;
    if (!slide.figure) {
      if (!narrow) fit();
      return;
    }
    const chart = $("graph");
    if (!canDraw(chart, "Its numbers are on the page that “Leave” leads to.", draw)) return;
    if (!chart.classList.contains("js-plotly-plot")) chart.replaceChildren();
    const width = stage.clientWidth;
    const height = stage.clientHeight;
    if (!width) return;
    const letter = parseFloat(getComputedStyle($("room")).fontSize);
    const fill = Math.min(height / DESIGNED.height, width / DESIGNED.width);
    const scale = narrow ? 1 : Math.max(letter / LETTER, fill);
    const { data, layout } = fitted(slide.figure, width / scale);
    if (!narrow) layout.height = height / scale;
    layout.width = width / scale;
    chart.style.width = `${layout.width}px`;
    chart.style.height = `${layout.height}px`;
    chart.style.transform = scale === 1 ? "" : `scale(${scale})`;
    chart.dataset.scale = scale;
    plot(chart, data, layout);
    if (chart.dataset.wired) return;
    chart.dataset.wired = "yes";
    chart.on("plotly_click", (event) => {
      const link = event.points.map((point) => point.customdata).find((query) => query);
      if (link && link.startsWith("?")) move(inside(link));
    });
  }

  /* The address that a chart's mark leads to, in this presentation. */
  function inside(link) {
    const wanted = new URLSearchParams(link);
    for (const name of ["records", "find", "sort", "page"]) wanted.delete(name);
    for (const [name, value] of Object.entries(slide.own)) wanted.set(name, value);
    return "?" + wanted;
  }

  /* What is no chart: as large as there is room for. A table or list that is too long even in the usual letters is cut;
     what is left out is said, and stands on the page. */
  function fit() {
    const body = $("body");
    const table = body.querySelector("table");
    const cut = () => body.scrollHeight > body.clientHeight + 1;
    const wide = () => table && table.parentElement.scrollWidth > table.parentElement.clientWidth + 1;
    for (const size of SIZES) {
      body.style.fontSize = `${size}em`;
      if (!cut() && !wide()) break;
    }
    for (let columns = table ? slide.table.columns.length - 1 : 0; wide() && columns > 1; columns -= 1) {
      for (const row of table.rows) row.cells[columns].remove();
    }
    const list = table ? table.tBodies[0] : body.querySelector(".slide-passages");
    if (!list) return;
    const all = slide.rows || slide.passages.length;
    const said = element("p", { class: "cases" });
    const tell = () => say(said, `The first ${list.children.length} of ${all}. The page has them all.`);
    if (all > list.children.length) body.append(said);
    tell();
    while (cut() && list.children.length > 1) {
      list.lastElementChild.remove();
      if (!said.isConnected) body.append(said);
      tell();
    }
  }

  let resized = 0;
  const sizes = new ResizeObserver(() => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(() => {
      if (slide && !slide.figure) paintBody(slide);
      draw();
    });
  });

  /* ---- panels ---- */

  const opened = () => PANELS.find((name) => !$(`${name}-panel`).hidden);

  function toggle(name) {
    const open = opened();
    if (open) close(open);
    if (open === name) return;
    $(`${name}-panel`).hidden = false;
    $(`${name}-button`).setAttribute("aria-expanded", "true");
    if (name === "code") paintCode();
    if (name === "agenda") paintAgenda();
    const controls = name === "filters" ? [...document.querySelectorAll("#app-filters :is(select, summary, button)")] : [];
    (controls.find((control) => control.checkVisibility()) || $(`${name}-title`)).focus();
  }

  function close(name) {
    $(`${name}-panel`).hidden = true;
    const button = $(`${name}-button`);
    button.setAttribute("aria-expanded", "false");
    button.focus({ preventScroll: true });
  }

  function paintNotes(data) {
    const pairs = [...(data.about || []), ["Note", data.note], ["Source", data.extract]].filter(([, text]) => text);
    $("notes-inside").replaceChildren(
      element("dl", {}, ...pairs.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)])),
      ...data.quotes.map((quote) => element("blockquote", {},
        element("p", { class: "cases" }, [quote.heading, quote.mark].filter(Boolean).join(" · ")),
        element("p", {}, [quote.text, quote.rest].filter(Boolean).join(" ")),
        quote.doubt ? element("p", { class: "cases" }, quote.doubt) : null)));
  }

  /* ---- the code ---- */

  const SHORT = 500; // a longer address leaves the agenda behind, so that the code stays coarse enough for a camera

  function paintCode() {
    const whole = location.origin + PATH + slide.query;
    const address = whole.length > SHORT ? location.origin + PATH + slide.ways.short : whole;
    const here = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
    const box = $("code-inside");
    if (box.dataset.address === address) return;
    box.dataset.address = address;
    box.replaceChildren(...[
      element("img", { class: "code", src: `${PATH}/code.svg?address=${encodeURIComponent(address)}`, alt: "QR code of this slide's address" }),
      element("p", {}, "Point a tablet's or phone's camera at it to open this slide there."),
      address === whole ? null : element("p", {}, "The agenda's link is too long for a code: this one leads to the slide among those of its own page."),
      here ? element("p", { class: "warning" }, `This address, ${location.host}, works on this machine only. Open the dashboard by the server's name, and the code will have it.`) : null,
      element("p", { class: "address" }, address),
    ].filter(Boolean));
  }

  /* ---- the agenda ---- */

  let offered = null; // all that can be shown, as the server says
  let chosen = [];

  async function paintAgenda() {
    const box = $("agenda-inside");
    const answer = await patient(`${PATH}/agenda.json${location.search}`).catch(() => null);
    if (!answer || !answer.ok) {
      box.replaceChildren(element("p", {}, "The list of slides could not be read. Close this and try again."));
      return;
    }
    offered = await answer.json();
    chosen = offered.chosen;
    fillAgenda();
  }

  const titleOf = (key) => {
    for (const group of offered.groups) {
      const found = group.slides.find((one) => one.key === key);
      if (found) return found.title.startsWith(group.page) ? found.title : `${group.page}: ${found.title}`;
    }
    return key;
  };

  function fillAgenda() {
    const box = $("agenda-inside");
    const focused = document.activeElement && document.activeElement.id;
    const save = element("a", { class: "button-link", download: `agenda-${slide.filters.controls.council.value}.json`, href: "#" }, "Save as a file");
    const text = JSON.stringify({ scrutiny: "agenda", address: PATH + withSlides(chosen) }, null, 1);
    save.href = `data:application/json,${encodeURIComponent(text)}`;
    const file = element("input", { type: "file", id: "present-agenda-file", accept: "application/json,.json" });
    file.addEventListener("change", () => openFile(file.files[0]));
    const copied = element("span", { role: "status" });
    const copy = element("button", { type: "button", id: "present-agenda-copy" }, "Copy the link");
    copy.addEventListener("click", async () => {
      const address = location.origin + PATH + withSlides(chosen);
      try {
        await navigator.clipboard.writeText(address);
        say(copied, "Copied.");
      } catch {
        copied.replaceChildren(element("input", { class: "address", readonly: "", value: address, "aria-label": "Link to this presentation" }));
        copied.firstChild.select();
      }
    });
    box.replaceChildren(
      element("p", { class: "tools" }, copy, save, element("label", { for: file.id, class: "button-link" }, "Open a file"), file, copied),
      element("h3", {}, `In this order (${chosen.length})`),
      element("ol", { class: "chosen" }, ...chosen.map((key, place) => element("li", { class: key === slide.key ? "here" : "" },
        element("span", {}, titleOf(key)),
        mover(place, -1, "Up", key), mover(place, 1, "Down", key)))),
      element("h3", {}, "All there is to show"),
      ...offered.groups.map((group) => element("fieldset", {},
        element("legend", {}, group.page),
        ...group.slides.map((one) => tickOf(one)))));
    const again = focused && document.getElementById(focused);
    if (again) (again.disabled ? again.closest("li").querySelector("button:not(:disabled)") || again : again).focus({ preventScroll: true });
  }

  function mover(place, by, word, key) {
    const button = element("button", { type: "button", id: `present-agenda-${word}-${key}`, "aria-label": `${word}: ${titleOf(key)}` }, by < 0 ? "▲" : "▼");
    button.disabled = place + by < 0 || place + by >= chosen.length;
    button.addEventListener("click", () => {
      const next = [...chosen];
      [next[place], next[place + by]] = [next[place + by], next[place]];
      choose(next);
    });
    return button;
  }

  function tickOf(one) {
    const tick = element("input", { type: "checkbox", id: `present-agenda-tick-${one.key}`, checked: chosen.includes(one.key) });
    tick.addEventListener("change", () => choose(tick.checked ? [...chosen, one.key] : chosen.filter((key) => key !== one.key)));
    return element("label", {}, tick, element("span", {}, one.title));
  }

  function withSlides(keys) {
    const wanted = new URLSearchParams(slide.query);
    wanted.set("slides", keys.join());
    if (!keys.includes(slide.key)) wanted.set("slide", keys[0]);
    return "?" + String(wanted).replaceAll("%3A", ":").replaceAll("%2C", ",");
  }

  function choose(keys) {
    if (!keys.length) {
      fillAgenda(); // an agenda of nothing would be the usual one: the last slide stays
      return;
    }
    chosen = keys;
    fillAgenda();
    replace(withSlides(keys));
  }

  async function openFile(file) {
    let address = null;
    try {
      ({ address } = JSON.parse(await file.text()));
    } catch {
      address = null;
    }
    const box = $("agenda-inside");
    if (typeof address !== "string" || !address.startsWith(`${PATH}?`)) {
      box.prepend(element("p", { class: "warning", role: "alert" }, `${file.name} is not an agenda saved here. Choose a file that “Save as a file” has written.`));
      return;
    }
    move(address.slice(PATH.length));
  }

  /* ---- keys, buttons, swipes ---- */

  function leave() {
    location.assign(slide.back);
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  }

  const turnLook = () => replace(slide.ways[slide.look === "dark" ? "light" : "dark"]);

  const DEEDS = {
    previous: () => move(slide.ways.previous),
    next: () => move(slide.ways.next),
    look: turnLook,
    full,
    ...Object.fromEntries(PANELS.map((name) => [name, () => toggle(name)])),
  };
  const WAYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", PageUp: "previous", Home: "first", End: "last",
  };
  const SHORTCUTS = {
    f: full, t: turnLook, "?": () => toggle("keys"), "/": () => toggle("filters"),
    a: () => toggle("agenda"), n: () => toggle("notes"), q: () => toggle("code"),
  };
  let letters = true;
  try {
    letters = localStorage.getItem(LETTERS) !== "off";
  } catch { /* a browser that keeps nothing: they are on */ }

  function onKey(event) {
    if (!slide || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (document.querySelector("#app-filters details[open]")) return;
      event.preventDefault();
      if (document.fullscreenElement) {
        document.exitFullscreen();
        return;
      }
      const open = opened();
      open ? close(open) : leave();
      return;
    }
    const { target } = event;
    if (target.closest("input:not([type=checkbox]), select, textarea")) return;
    const pressed = target.closest("button, a, summary, label, input");
    if (event.key === " " && pressed) return;
    const way = WAYS[event.key];
    const does = letters && SHORTCUTS[event.key.toLowerCase()];
    if (way && !target.closest(".side")) {
      event.preventDefault();
      move(slide.ways[event.key === " " && event.shiftKey ? "previous" : way]);
    } else if (does) {
      event.preventDefault();
      does();
    }
  }

  function onClick(event) {
    const button = event.target.closest(".room button");
    if (!button || !slide) return;
    if (button.dataset.close) close(button.dataset.close);
    const name = button.id.replace(/^present-(\w+)-button$/, "$1");
    if (button.getAttribute("aria-disabled") === "true") return;
    if (DEEDS[name]) DEEDS[name]();
    if (name === "letters") {
      letters = !letters;
      try {
        localStorage.setItem(LETTERS, letters ? "on" : "off");
      } catch { /* kept until the page is left */ }
      paintLetters();
    }
  }

  function paintLetters() {
    say($("letters-button"), letters ? "Letter keys are on" : "Letter keys are off");
    $("letters-button").setAttribute("aria-pressed", String(letters));
  }

  let touch = null;

  function onTouchStart(event) {
    const one = event.touches.length === 1 && !event.target.closest(".side, .bar, .slide-table");
    touch = one && (!window.visualViewport || visualViewport.scale < 1.05) ? event.touches[0] : null;
  }

  function onTouchEnd(event) {
    if (!touch || !slide) return;
    const { clientX, clientY } = event.changedTouches[0];
    const [across, down] = [clientX - touch.clientX, clientY - touch.clientY];
    touch = null;
    if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down) * 1.5) return;
    move(slide.ways[across < 0 ? "next" : "previous"]);
  }

  let idle = 0;

  function awake() {
    document.documentElement.classList.remove("idle");
    clearTimeout(idle);
    if (document.fullscreenElement) idle = setTimeout(() => document.documentElement.classList.add("idle"), IDLE);
  }

  function begin(first) {
    if (!first || slide) return window.dash_clientside.no_update;
    kept.set(first.query, Promise.resolve(first));
    document.documentElement.classList.add("presenting");
    document.addEventListener("keydown", onKey, true); // before an open filter hears Escape and closes itself
    document.addEventListener("click", onClick);
    $("room").addEventListener("touchstart", onTouchStart, { passive: true });
    $("room").addEventListener("touchend", onTouchEnd, { passive: true });
    for (const event of ["mousemove", "touchstart", "fullscreenchange"]) document.addEventListener(event, awake, { passive: true });
    // also after a failure, when the address goes back to that of the slide which is shown
    const turned = () => {
      if (location.search !== slide.query) show(location.search);
      else turn += 1; // what was asked for meanwhile is no longer wanted
    };
    window.addEventListener("popstate", turned);
    window.addEventListener("_dashprivate_pushstate", turned);
    $("full-button").hidden = !document.fullscreenEnabled;
    paintLetters();
    here();
    paint(first);
    sizes.observe($("stage"));
    const filter = left();
    if (filter) {
      toggle("filters");
      filter.focus();
    }
    return "";
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, { present: { start: begin } });
})();
