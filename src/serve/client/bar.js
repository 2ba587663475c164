// The bar below the page: how the text behind it stands, and what its writer may do.
"use strict";

const fengcaiBar = (() => {
  const number = (value) => value.toLocaleString("en-US");
  const WORDS = {
    zh: {
      bar: "预览", draft: "草稿", future: "日期未到", count: (words) => `${words} 字`,
      evidence: (count) => [`缺 ${count}`, " 个维度的佐证"], summary: "无摘要", cover: "无封面",
      follow: "跟随编辑", open: "打开源文件", copy: "复制源文件位置", phone: "手机查看", fold: "收起预览栏", unfold: "展开预览栏",
      publishing: "发布", length: "字数", file: "源文件",
      held: {
        draft: () => "是草稿，生成网站时不包含这一页。写完删去“草稿”一行。",
        future: ({ date }) => `日期 ${date} 还没有到，生成网站时不包含这一页。`,
      },
      target: (target) => `目标 ${target} 字`, short: (rest) => `还差 ${rest} 字`, over: (rest) => `超出 ${rest} 字`,
      reached: "已达到", unstated: "没有说明各节对应哪个维度，不计缺项。", all: (count) => `${count} 个维度都有佐证。`,
      lacking: (count, all) => `${all} 个维度缺 ${count} 个：`, claimed: "（提到了，没有指明小节）", comma: "、", stop: "。",
      lacks: { summary: "没有写，列表里用正文的开头。", cover: "没有设，列表里没有图。" },
      lackNames: { summary: "摘要", cover: "封面" },
      problems: (count) => `这个文件有 ${count} 个问题`, scan: "手机连上同一个网络，扫码打开这一页",
    },
    en: {
      bar: "Preview", draft: "draft", future: "future date", count: (words) => `${words} words`,
      evidence: (count) => [`lacks ${count}`, ` ${count === 1 ? "dimension" : "dimensions"}`],
      summary: "no summary", cover: "no cover",
      follow: "Follow edits", open: "Open source", copy: "Copy place in source", phone: "On a phone",
      fold: "Fold the preview bar", unfold: "Unfold the preview bar",
      publishing: "Publishing", length: "Length", file: "Source",
      held: {
        draft: () => "It is a draft: a build leaves this page out. Delete the line “draft” when it is done.",
        future: ({ date }) => `Its date ${date} is still to come: a build leaves this page out.`,
      },
      target: (target) => `of ${target}`, short: (rest) => `${rest} to go`, over: (rest) => `${rest} over`,
      reached: "reached", unstated: "Sections are not tied to dimensions; nothing counts as missing.",
      all: (count) => `All ${count} dimensions have evidence.`,
      lacking: (count, all) => `${count} of ${all} dimensions lack evidence: `, claimed: " (taken up, no section)",
      comma: ", ", stop: ".",
      lacks: { summary: "None; lists show the beginning of the text.", cover: "None; lists show no picture." },
      lackNames: { summary: "Summary", cover: "Cover" },
      problems: (count) => `${count} ${count === 1 ? "problem" : "problems"} in this file`,
      scan: "On the same network, scan to open this page",
    },
  };
  const { make, icon, drawing, button } = fengcaiFrame;

  let words = WORDS.zh;
  let parts = null;
  let text = null;
  let problems = [];

  const span = (className, textContent) => make("span", { className, textContent });

  /** How much of the target is there. */
  function meter({ words: count, target }) {
    const part = make("i", { className: count >= target ? "full" : "" });
    part.style.width = `${Math.min(100, (100 * count) / target)}%`;
    return make("span", { className: "meter" }, part);
  }

  /** The length, and the target beside it; then the unit is left out where there is little room. */
  function count({ words: count, target }) {
    if (!target) return span("count", words.count(number(count)));
    const said = words.count(`${number(count)} / ${number(target)}`);
    const figures = /^[\d,/ ]*\d/.exec(said)[0];
    return make("span", { className: "count" }, figures, span("label", said.slice(figures.length)));
  }

  const lackingOf = ({ coverage }) => coverage.reduce((sum, { lacking }) => sum + lacking.length, 0);

  /** The line in the bar: what is out of the ordinary, and the length. */
  function line({ file, held, length, coverage, lacks }) {
    const shown = held.map(({ reason }) => span("pill", words[reason]));
    if (length) {
      shown.push(count(length));
      if (length.target) shown.push(meter(length));
    }
    const lacking = lackingOf({ coverage });
    if (lacking > 0) {
      const [short, rest] = words.evidence(lacking);
      shown.push(make("span", { className: "todo" }, short, span("label", rest)));
    }
    shown.push(...lacks.map((lack) => span("lack", words[lack])));
    return shown.length > 0 ? shown : [span("file", file)];
  }

  function target({ words: count, target: wanted }) {
    if (!wanted) return [];
    const rest = wanted - count;
    const way = rest > 0 ? words.short(number(rest)) : rest < 0 ? words.over(number(-rest)) : words.reached;
    return [span("quiet", ` ${words.target(number(wanted))} · ${way}`), meter({ words: count, target: wanted })];
  }

  function evidence({ mapping, dimensions, lacking }) {
    if (mapping === "unstated") return [span("quiet", words.unstated)];
    if (lacking.length === 0) return [span("quiet", words.all(dimensions))];
    const named = lacking.flatMap(({ name, url, state }, at) => [
      at > 0 ? words.comma : "", make("a", { href: url, textContent: name }),
      state === "claimed" ? span("quiet", words.claimed) : "",
    ]);
    return [span("todo", words.lacking(lacking.length, dimensions)), ...named, words.stop];
  }

  /** Where the text stands, and what is wrong in it. */
  function source({ file }) {
    const count = problems.filter((problem) => problem.file === file).length;
    const found = make("button", { className: "words", type: "button", textContent: words.problems(count) });
    found.addEventListener("click", () => fengcaiPanel.open());
    return [span("file", file), ...(count > 0 ? [" · ", found] : [])];
  }

  /** All that is known, as titles and facts. */
  function sheet(known) {
    const held = known.held.map((why) => make("div", { textContent: words.held[why.reason](why) }));
    const rows = held.length > 0 ? [[words.publishing, held]] : [];
    if (known.length) rows.push([words.length, [words.count(number(known.length.words)), ...target(known.length)]]);
    for (const framework of known.coverage)
      rows.push([make("a", { href: framework.url, textContent: framework.name }), evidence(framework)]);
    for (const lack of known.lacks) rows.push([words.lackNames[lack], [span("quiet", words.lacks[lack])]]);
    rows.push([words.file, source(known)]);
    return make("dl", {}, ...rows.flatMap(([title, facts]) => [make("dt", {}, title), make("dd", {}, ...facts)]));
  }

  function draw() {
    const { state, card, set } = parts;
    state.hidden = text === null;
    if (text === null) return set(false);
    state.replaceChildren(...line(text), icon("up"));
    card.replaceChildren(sheet(text));
  }

  function build({ editor, phone }, { onSource, onFollow }) {
    const { bar } = fengcaiFrame.build();
    const card = fengcaiFrame.add("standing", "region");
    const state = make("button", { className: "state", type: "button", hidden: true });
    const set = fengcaiFrame.opens(state, card);
    const open = button("source", editor ? words.open : words.copy, () => onSource(text && text.file));
    bar.setAttribute("aria-label", words.bar);
    bar.append(state, make("span", { className: "space" }), fengcaiPanel.build().badge,
      toggle("follow", words.follow, onFollow), open, ...(phone ? [phoneButton(phone)] : []), fold(bar));
    parts = { state, card, set };
  }

  /** A switch that is remembered while the browser is open. */
  function toggle(name, label, onChange) {
    const made = button(name, label, () => set(made.getAttribute("aria-pressed") !== "true"));
    const set = (isOn) => {
      fengcaiFrame.remember(name, isOn);
      made.setAttribute("aria-pressed", String(isOn));
      onChange(isOn);
    };
    set(fengcaiFrame.remembered(name));
    return made;
  }

  function phoneButton({ address, width, path }) {
    const card = fengcaiFrame.add("phone", "region");
    // The margin that the standard asks for: four modules.
    const code = drawing(path, `-4 -4 ${width + 8} ${width + 8}`, { role: "img", "aria-label": address,
      "shape-rendering": "crispEdges" });
    card.append(code, span("quiet", words.scan), make("a", { href: address, textContent: address }));
    const made = button("phone", words.phone, () => {});
    fengcaiFrame.opens(made, card);
    return made;
  }

  /** Folds the bar into the corner. */
  function fold(bar) {
    const made = make("button", { type: "button", className: "fold stays" });
    const set = (isFolded) => {
      fengcaiFrame.remember("folded", isFolded);
      bar.classList.toggle("folded", isFolded);
      made.title = isFolded ? words.unfold : words.fold;
      made.setAttribute("aria-label", made.title);
      made.setAttribute("aria-expanded", String(!isFolded));
      made.replaceChildren(icon(isFolded ? "up" : "down"));
    };
    made.addEventListener("click", () => {
      const isFolded = !bar.classList.contains("folded");
      if (isFolded) fengcaiFrame.close();
      set(isFolded);
    });
    set(fengcaiFrame.remembered("folded"));
    return made;
  }

  /** Puts the bar up, once it is known how the program speaks and where the page is open. */
  function begin(hello, does) {
    words = WORDS[fengcaiFrame.lang()] || WORDS.en;
    build(hello, does);
  }

  /** How the text behind the page stands now. */
  function standing(now) {
    text = now;
    draw();
  }

  /** What is wrong with the site now. */
  function heard(now) {
    problems = now;
    if (text) draw();
  }

  return { begin, standing, heard };
})();
