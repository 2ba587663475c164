// What the preview shows of its own: problems, a page that is gone, a short word. It lives in a shadow tree,
// so that the page's styles and its own do not meet.
"use strict";

const fengcaiPanel = (() => {
  const WORDS = {
    zh: {
      error: "错误", warning: "警告", hint: "提示", help: "怎么办", close: "收起", gone: "这一页已经没有了",
      near: "相近的页面：", lost: "预览已断开，正在重连……", copied: "已复制", follow: "跟随编辑处",
      stays: "网站有错误，下面仍是上一次正常的样子",
    },
    en: {
      error: "error", warning: "warning", hint: "hint", help: "cure", close: "fold", gone: "This page is gone",
      near: "Pages like it:", lost: "the preview is disconnected, trying again…", copied: "copied",
      follow: "follow edits", stays: "the site has errors; below it is as it last was without",
    },
  };
  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .all { position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; max-width: min(44rem, calc(100vw - 24px));
      font: 14px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222;
      display: flex; flex-direction: column; align-items: flex-end; gap: 8px; }
    .card { background: #fff; border: 1px solid #bbb; border-radius: 8px; box-shadow: 0 4px 24px rgba(0,0,0,.25);
      padding: 12px 16px; max-height: 70vh; overflow: auto; width: 100%; overflow-wrap: anywhere; }
    .card[hidden], .badge[hidden] { display: none; }
    .errors { border-top: 4px solid #b3261e; }
    button { font: inherit; color: inherit; cursor: pointer; border: 1px solid #bbb; border-radius: 16px;
      background: #fff; padding: 4px 12px; min-height: 32px; }
    .badge { box-shadow: 0 2px 8px rgba(0,0,0,.2); }
    .badge.bad { background: #b3261e; border-color: #b3261e; color: #fff; }
    h2 { font-size: 15px; margin: 0 0 8px; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 8px 0; border-top: 1px solid #ddd; }
    .kind { font-weight: 700; margin-right: 6px; }
    .kind.error { color: #b3261e; } .kind.warning { color: #8a5300; } .kind.hint { color: #00639b; }
    .place { font-family: ui-monospace, Consolas, monospace; font-size: 13px; border: 0; padding: 0; background: none;
      text-decoration: underline; min-height: 24px; border-radius: 0; text-align: left; }
    pre { font: 13px/1.5 ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace; margin: 4px 0; padding: 6px 8px;
      background: #f4f4f4; border-radius: 4px; overflow-x: auto; white-space: pre; }
    mark { background: #ffd8d5; color: inherit; text-decoration: underline wavy #b3261e; }
    p { margin: 4px 0; }
    a { color: #00639b; }
    .row { display: flex; gap: 8px; flex-wrap: wrap; justify-content: flex-end; align-items: center; }
    @media (prefers-color-scheme: dark) {
      .all { color: #eee; } .card, button { background: #222; border-color: #555; } pre { background: #111; }
      li { border-color: #444; } mark { background: #5c1a16; } a { color: #8ecbff; }
      .kind.error { color: #ff9d94; } .kind.warning { color: #ffc66d; } .kind.hint { color: #8ecbff; }
    }
    @media print { .all { display: none; } }`;

  let words = WORDS.zh;
  let parts = null;
  let isFolded = false;
  let hadErrors = false;
  let go = () => {};

  function make(name, properties = {}, ...inside) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside.filter((part) => part !== null));
    return element;
  }

  function build() {
    if (parts) return parts;
    const host = make("div");
    host.setAttribute("data-fengcai-preview", "panel");
    const tree = host.attachShadow({ mode: "open" });
    const card = make("section", { className: "card", hidden: true });
    card.setAttribute("role", "status");
    const badge = make("button", { className: "badge", hidden: true, type: "button" });
    badge.addEventListener("click", () => fold(!isFolded));
    const word = make("div", { className: "card word", hidden: true });
    word.setAttribute("role", "status");
    const gone = make("section", { className: "card gone", hidden: true });
    const row = make("div", { className: "row" }, badge);
    tree.append(make("style", { textContent: STYLE }), make("div", { className: "all" }, gone, word, card, row));
    document.body.append(host);
    parts = { host, card, badge, word, gone, row };
    return parts;
  }

  function fold(folded) {
    isFolded = folded;
    const { card, badge } = build();
    card.hidden = folded || badge.hidden;
    badge.setAttribute("aria-expanded", String(!folded));
  }

  function excerpt({ text, column, width }) {
    if (!text || !column) return null;
    const characters = Array.from(text);
    const [start, end] = [column - 1, column - 1 + Math.max(width || 1, 1)];
    const middle = make("mark", { textContent: characters.slice(start, end).join("") });
    return make("pre", {}, characters.slice(0, start).join(""), middle, characters.slice(end).join(""));
  }

  function item(problem) {
    const { severity, message, help, file, line, column } = problem;
    const place = file && [file, line, column].filter((part) => part !== null).join(":");
    const button = place ? make("button", { className: "place", type: "button", textContent: place }) : null;
    if (button) button.addEventListener("click", () => go(`${file}:${line || 1}`));
    const kind = make("span", { className: `kind ${severity}`, textContent: words[severity] });
    return make("li", {}, make("div", {}, kind, message), button, excerpt(problem),
      help ? make("p", { textContent: `${words.help}：${help}` }) : null);
  }

  /** Errors open by themselves; warnings and hints are folded into the corner. */
  function problems(items) {
    const { card, badge } = build();
    const errors = items.filter(({ severity }) => severity === "error");
    const count = (kind) => items.filter(({ severity }) => severity === kind).length;
    const said = ["error", "warning", "hint"].filter((kind) => count(kind) > 0);
    badge.hidden = items.length === 0;
    badge.textContent = said.map((kind) => `${words[kind]} ${count(kind)}`).join(" · ");
    badge.classList.toggle("bad", errors.length > 0);
    card.classList.toggle("errors", errors.length > 0);
    const title = errors.length > 0 ? make("h2", { textContent: words.stays }) : null;
    const shown = errors.concat(items.filter(({ severity }) => severity !== "error"));
    card.replaceChildren(...[title, make("ol", {}, ...shown.map(item))].filter((part) => part !== null));
    const isWorse = errors.length > 0 && !hadErrors;
    if (isWorse || errors.length === 0) fold(!isWorse);
    else fold(isFolded);
    hadErrors = errors.length > 0;
  }

  function gone(near) {
    const { gone: card } = build();
    const links = near.map((url) => make("li", {}, make("a", { href: url, textContent: decodeURI(url) })));
    card.replaceChildren(make("h2", { textContent: words.gone }), make("p", { textContent: words.near }),
      make("ol", {}, ...links));
    card.hidden = false;
  }

  function back() {
    if (parts) parts.gone.hidden = true;
  }

  /** A word that goes by itself, or stays until it is taken back with `null`. */
  let fading = 0;
  function say(text, lasting = false) {
    const { word } = build();
    clearTimeout(fading);
    word.hidden = text === null;
    word.textContent = text || "";
    if (text !== null && !lasting) fading = setTimeout(() => (word.hidden = true), 2500);
  }

  /** A switch that is remembered while the browser is open. */
  function toggle(name, onChange) {
    const button = make("button", { type: "button", className: "badge" });
    const key = `fengcai-${name}`;
    const set = (isOn) => {
      sessionStorage.setItem(key, isOn ? "1" : "");
      button.setAttribute("aria-pressed", String(isOn));
      button.textContent = `${isOn ? "☑" : "☐"} ${words[name]}`;
      onChange(isOn);
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
    build().row.prepend(button);
    set(sessionStorage.getItem(key) === "1");
  }

  function speak(lang, lead) {
    words = WORDS[lang] || WORDS.en;
    go = lead;
  }

  return { speak, problems, gone, back, say, toggle, words: () => words };
})();
