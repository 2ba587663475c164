// What holds all that the preview shows of its own: a bar below the page, and cards above the bar. It lives in
// a shadow tree, so that the page's styles and its own do not meet.
"use strict";

const fengcaiFrame = (() => {
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .all { --ink: #33302c; --quiet: #6b665f; --paper: #fbfaf8; --card: #fff; --line: #dcd8d1; --tint: #efece6;
      --link: #00639b; --bad: #b3261e; --warn: #8a5300; --todo: #9a5b00; --done: #2e7d4f;
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none; color: var(--ink);
      font: 13px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      display: flex; flex-direction: column; align-items: flex-end; }
    .all > * { pointer-events: auto; }
    .cards { display: flex; flex-direction: column; align-items: flex-end; gap: 8px; margin: 0 12px 8px;
      width: calc(100% - 24px); pointer-events: none; }
    .card { pointer-events: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
      box-shadow: 0 6px 28px rgba(0,0,0,.16); padding: 12px 16px; max-width: min(44rem, 100%); max-height: 70vh;
      overflow: auto; overflow-wrap: anywhere; font-size: 14px; }
    .card.standing { align-self: flex-start; max-width: min(36rem, 100%); }
    .card.errors { border-top: 4px solid var(--bad); }
    [hidden] { display: none !important; }
    .bar { display: flex; align-items: center; gap: 2px; width: 100%; height: 36px; padding: 0 8px;
      background: var(--paper); border-top: 1px solid var(--line); }
    .bar.folded { width: auto; padding: 0 4px; border-left: 1px solid var(--line); border-top-left-radius: 10px; }
    .bar.folded > :not(.stays) { display: none; }
    .space { flex: 1; }
    button { font: inherit; color: inherit; cursor: pointer; border: 0; border-radius: 6px; background: none; }
    button:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
    .bar button { display: flex; align-items: center; gap: 6px; height: 30px; padding: 0 9px; min-width: 32px;
      color: var(--quiet); white-space: nowrap; justify-content: center; }
    .bar button:hover { background: var(--tint); color: var(--ink); }
    .bar button[aria-expanded="true"]:not(.fold), .bar button[aria-pressed="true"] { background: var(--tint); color: var(--ink); }
    svg.icon { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5;
      stroke-linecap: round; stroke-linejoin: round; }
    .bar button.state { gap: 14px; min-width: 0; overflow: hidden; justify-content: flex-start; padding: 0 8px; }
    .state > span { overflow: hidden; text-overflow: ellipsis; }
    .state > .pill { flex: none; }
    .pill { border: 1px solid currentColor; border-radius: 9px; padding: 0 8px; font-size: 12px; line-height: 18px;
      color: var(--todo); }
    .count { color: var(--ink); font-variant-numeric: tabular-nums; }
    .meter { display: inline-block; width: 56px; height: 4px; border-radius: 2px; background: var(--line);
      overflow: hidden; flex: none; }
    .meter > i { display: block; height: 100%; border-radius: 2px; background: var(--todo); }
    .meter > i.full { background: var(--done); }
    .todo { color: var(--todo); }
    .bar .badge::before { content: ""; width: 8px; height: 8px; border-radius: 4px; background: currentColor; flex: none; }
    .bar .badge.warning::before { color: var(--warn); } .bar .badge.hint::before { color: var(--link); }
    .bar .badge.error { background: var(--bad); color: #fff; }
    h2 { font-size: 15px; margin: 0 0 8px; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 8px 0; border-top: 1px solid var(--line); }
    .kind { font-weight: 700; margin-right: 6px; }
    .kind.error { color: var(--bad); } .kind.warning { color: var(--warn); } .kind.hint { color: var(--link); }
    .place { font-family: ui-monospace, Consolas, monospace; font-size: 13px; padding: 0; text-decoration: underline;
      min-height: 24px; border-radius: 0; text-align: left; }
    pre { font: 13px/1.5 ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; margin: 4px 0; padding: 6px 8px;
      background: var(--tint); border-radius: 4px; overflow-x: auto; white-space: pre; }
    mark { background: #ffd8d5; color: inherit; text-decoration: underline wavy #b3261e; }
    p { margin: 4px 0; }
    a { color: var(--link); text-underline-offset: 3px; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 0; }
    dt { color: var(--quiet); max-width: 9em; } dd { margin: 0; }
    dd .meter { margin-left: 8px; vertical-align: middle; width: 96px; }
    .quiet { color: var(--quiet); }
    .words { display: inline; padding: 0; color: var(--link); text-decoration: underline; text-underline-offset: 3px; }
    .card.phone { display: grid; justify-items: center; gap: 8px; }
    .card.phone svg { width: 190px; height: 190px; background: #fff; border-radius: 6px; }
    .card.phone a { font-size: 13px; }
    @media (max-width: 640px) {
      .bar { padding: 0 4px; } .bar .label, .state .meter, .state .lack, .state .icon { display: none; }
      .pill + .pill { display: none; } .bar button { padding: 0 7px; } .bar button.state { gap: 8px; padding: 0 4px; }
      .bar .badge { font-variant-numeric: tabular-nums; }
      .cards { margin: 0 8px 8px; width: calc(100% - 16px); }
      dl { grid-template-columns: 1fr; gap: 0; } dt { max-width: none; font-size: 13px; } dd { margin-bottom: 8px; }
      dd .meter { display: block; margin: 4px 0; }
    }
    @media (prefers-color-scheme: dark) {
      .all { --ink: #ece8e1; --quiet: #a8a29a; --paper: #1d1c1a; --card: #242220; --line: #3d3a36; --tint: #33302c;
        --link: #8ecbff; --bad: #ff9d94; --warn: #ffc66d; --todo: #f0b45c; --done: #6cc391; }
      .bar .badge.error { background: #8c1d18; } mark { background: #5c1a16; }
      .card { box-shadow: 0 6px 28px rgba(0,0,0,.5); }
    }
    @media print { .all { display: none; } }`;

  /** Lines of icons, in a square of 16. */
  const ICONS = {
    up: "M4 10l4-4 4 4", down: "M4 6l4 4 4-4",
    source: "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5",
    follow: "M8 2v3M8 11v3M2 8h3M11 8h3M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z",
    phone: "M5 1.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7.2 12.3h1.6",
  };

  const SVG = "http://www.w3.org/2000/svg";

  let lang = "zh";
  let parts = null;

  function make(name, properties = {}, ...inside) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside.filter((part) => part !== null));
    return element;
  }

  /** A drawing of one path in a square of so many units. */
  function drawing(path, units, properties = {}) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", units);
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    for (const [name, value] of Object.entries(properties)) svg.setAttribute(name, value);
    svg.append(line);
    return svg;
  }

  const icon = (name) => drawing(ICONS[name], "0 0 16 16", { class: "icon", "aria-hidden": "true" });

  /** A button with an icon, and a label where there is room for one. */
  function button(name, label, onClick) {
    const made = make("button", { type: "button", className: name, title: label }, icon(name),
      make("span", { className: "label", textContent: label }));
    made.setAttribute("aria-label", label);
    made.addEventListener("click", onClick);
    return made;
  }

  /** What is remembered while the browser is open; one that forbids it forgets. */
  function remembered(key) {
    try {
      return sessionStorage.getItem(`fengcai-${key}`) === "1";
    } catch {
      return false;
    }
  }

  function remember(key, isOn) {
    try {
      sessionStorage.setItem(`fengcai-${key}`, isOn ? "1" : "");
    } catch {
      // It holds until the page is left.
    }
  }

  function card(name, role) {
    const made = make("section", { className: `card ${name}`, hidden: true });
    made.setAttribute("role", role);
    return made;
  }

  function build() {
    if (parts) return parts;
    const host = make("div", { lang: lang === "zh" ? "zh-CN" : "en" });
    host.setAttribute("data-fengcai-preview", "panel");
    const tree = host.attachShadow({ mode: "open" });
    const cards = make("div", { className: "cards" });
    const bar = make("aside", { className: "bar" });
    tree.append(make("style", { textContent: STYLE }), make("div", { className: "all" }, cards, bar));
    document.body.append(host);
    parts = { host, cards, bar };
    return parts;
  }

  /** Adds a card; the last stands nearest to the bar. */
  function add(name, role) {
    const made = card(name, role);
    build().cards.append(made);
    return made;
  }

  /** Lets a button open and close a card. Of cards that are opened so, one is open at a time. */
  const openers = [];
  function opens(opener, shown) {
    const set = (isOpen) => {
      shown.hidden = !isOpen;
      opener.setAttribute("aria-expanded", String(isOpen));
    };
    openers.push(set);
    opener.addEventListener("click", () => {
      const isOpen = shown.hidden;
      close();
      set(isOpen);
    });
    shown.addEventListener("keydown", ({ key }) => key === "Escape" && (set(false), opener.focus()));
    opener.addEventListener("keydown", ({ key }) => key === "Escape" && set(false));
    set(false);
    return set;
  }

  const close = () => openers.forEach((set) => set(false));

  const speak = (spoken) => (lang = spoken);

  return { speak, build, add, opens, close, make, button, icon, drawing, remembered, remember, lang: () => lang };
})();
