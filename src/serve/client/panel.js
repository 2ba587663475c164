// What the preview says of the site: problems, a page that is gone, a short word.
"use strict";

const fengcaiPanel = (() => {
  const WORDS = {
    zh: {
      error: "错误", warning: "警告", hint: "提示", help: "怎么办", gone: "这里没有页面",
      near: "去别的页面：", lost: "预览已断开，正在重连……关了 fengcai 窗口的，请再打开它", copied: "已复制",
      stays: "网站有错误，下面仍是上一次正常的样子",
      hidden: "这一页还没有发布", draft: "是草稿", future: (date) => `日期 ${date} 还没有到`,
      start: "要看到它，这样启动预览：",
    },
    en: {
      error: "error", warning: "warning", hint: "hint", help: "cure", gone: "There is no page here",
      near: "Other pages:", lost: "the preview is disconnected, trying again… If you closed fengcai, start it again", copied: "copied",
      stays: "the site has errors; below it is as it last was without",
      hidden: "This page is not published yet", draft: "is a draft", future: (date) => `is dated ${date}, a day to come`,
      start: "To see it, start the preview like this: ",
    },
  };
  const { make } = fengcaiFrame;
  const SEVERITIES = ["error", "warning", "hint"];

  let words = WORDS.zh;
  let parts = null;
  let hadErrors = false;
  let go = () => {};

  function build() {
    if (parts) return parts;
    const gone = fengcaiFrame.add("gone", "status");
    const card = fengcaiFrame.add("problems", "status");
    const word = fengcaiFrame.add("word", "status");
    const badge = make("button", { className: "badge stays", hidden: true, type: "button" });
    const set = fengcaiFrame.opens(badge, card);
    parts = { gone, card, word, badge, set };
    return parts;
  }

  function excerpt({ text, column, width }) {
    if (!text || !column) return null;
    const characters = Array.from(text);
    const [start, end] = [column - 1, column - 1 + Math.max(width || 1, 1)];
    const middle = make("mark", { textContent: characters.slice(start, end).join("") });
    return make("pre", {}, characters.slice(0, start).join(""), middle, characters.slice(end).join(""));
  }

  /** A button that leads to a place of a source. */
  function source(file, line = null, column = null) {
    const place = [file, line, column].filter((part) => part !== null).join(":");
    const button = make("button", { className: "place", type: "button", textContent: place });
    button.addEventListener("click", () => go(`${file}:${line || 1}`));
    return button;
  }

  function item(problem) {
    const { severity, message, help, file, line, column } = problem;
    const button = file ? source(file, line, column) : null;
    const kind = make("span", { className: `kind ${severity}`, textContent: words[severity] });
    return make("li", {}, make("div", {}, kind, message), button, excerpt(problem),
      help ? make("p", { textContent: `${words.help}：${help}` }) : null);
  }

  /** Errors open by themselves; warnings and hints stay in the bar. */
  function problems(items) {
    const { card, badge, set } = build();
    const of = (severity) => items.filter((problem) => problem.severity === severity);
    const found = SEVERITIES.filter((severity) => of(severity).length > 0);
    const hasErrors = found[0] === "error";
    badge.hidden = items.length === 0;
    const counted = found.map((severity, at) => [at > 0 ? " · " : "",
      make("span", { className: "label", textContent: `${words[severity]} ` }), String(of(severity).length)]);
    badge.replaceChildren(make("span", {}, ...counted.flat()));
    badge.className = `badge stays ${found[0] || ""}`;
    card.classList.toggle("errors", hasErrors);
    const title = hasErrors ? [make("h2", { textContent: words.stays })] : [];
    card.replaceChildren(...title, make("ol", {}, ...SEVERITIES.flatMap(of).map(item)));
    if (hasErrors && !hadErrors) set(true);
    if (!hasErrors && (hadErrors || items.length === 0)) set(false);
    hadErrors = hasErrors;
  }

  /** Opens the list of problems. */
  function open() {
    const { badge, card } = build();
    if (card.hidden) badge.click();
  }

  /** Why a page is not shown, and how to see it. */
  function reasons({ file, held, options }) {
    const why = held.map(({ reason, date }) => (reason === "future" ? words.future(date) : words[reason]));
    const command = make("code", { textContent: `fengcai serve ${options.join(" ")}` });
    return [make("p", {}, source(file), ` ${why.join(" · ")}`), make("p", {}, words.start, command)];
  }

  function gone({ near, hidden }) {
    const { gone: card } = build();
    const named = ({ url, title }) => [title, decodeURI(url)].filter(Boolean).join(" ");
    const links = near.map((page) => make("li", {}, make("a", { href: page.url, textContent: named(page) })));
    card.replaceChildren(make("h2", { textContent: hidden ? words.hidden : words.gone }),
      ...(hidden ? reasons(hidden) : []), make("p", { textContent: words.near }), make("ol", {}, ...links));
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

  /** What a place of a source leads to is the affair of `lead`. */
  function speak(lead) {
    words = WORDS[fengcaiFrame.lang()] || WORDS.en;
    go = lead;
  }

  return { speak, build, problems, open, gone, back, say, words: () => words };
})();
