// Makes an open page live: it hears from the server what became of it, and shows that.
"use strict";

(() => {
  const own = document.currentScript;
  const OWN = "data-fengcai-preview";
  // A lost connection is tried again after so long, in milliseconds; the pause grows up to the second.
  const PAUSES = [300, 3000];

  let version = own.getAttribute(OWN);
  let pause = PAUSES[0];
  let editor = null;
  let follows = false;
  let isMet = false;

  fengcaiPatch.begin();

  const mark = document.createElement("style");
  mark.setAttribute(OWN, "style");
  // Below the page there is room for the bar, so that it covers nothing of it.
  mark.textContent = `[${OWN}="changed"] { outline: 2px solid #f5a623; outline-offset: 2px; transition: outline-color .6s; }
    @media screen { html { padding-bottom: 36px !important; scroll-padding-bottom: 48px; } }`;
  document.head.append(mark);

  /** The block of a file whose line is the last before a line. */
  function blockAt(place) {
    const [, file, line] = /^(.*):(\d+)$/.exec(place) || [];
    let found = null;
    for (const block of document.querySelectorAll("[data-line]")) {
      const [, from, at] = /^(.*):(\d+)$/.exec(block.getAttribute("data-line")) || [];
      if (from === file && Number(at) <= Number(line)) found = block;
    }
    return found;
  }

  /** The place in its source of what stands highest in the window: of blocks in each other, the inmost. */
  function placeAtTop() {
    let [found, height] = [null, 0];
    for (const block of document.querySelectorAll("[data-line]")) {
      const { top, bottom } = block.getBoundingClientRect();
      if (bottom <= 0) continue;
      if (found !== null && !(height < 0 && found.contains(block))) break;
      [found, height] = [block, top];
    }
    return found && found.getAttribute("data-line");
  }

  function show(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const isSeen = top < window.innerHeight && bottom > 0;
    if (follows && !isSeen) element.scrollIntoView({ block: "center" });
  }

  function flash(elements) {
    const blocks = new Set(elements.map((element) => element.closest("[data-line]") || element));
    for (const block of blocks) {
      if (block === document.documentElement || block === document.body || block.closest("head")) continue;
      block.setAttribute(OWN, "changed");
      setTimeout(() => block.getAttribute(OWN) === "changed" && block.removeAttribute(OWN), 1000);
    }
  }

  /** Opens the source of a place in the writer's editor, or copies the place. */
  async function lead(place) {
    const [, file, line] = /^(.*):(\d+)$/.exec(place) || [];
    if (editor) {
      const path = file.split("/").map(encodeURIComponent).join("/");
      window.location.href = editor.replace("{path}", path).replace("{line}", line);
      return;
    }
    try {
      await navigator.clipboard.writeText(place);
      fengcaiPanel.say(`${fengcaiPanel.words().copied} ${place}`);
    } catch {
      fengcaiPanel.say(place);
    }
  }

  document.addEventListener("click", (event) => {
    if (!event.altKey || !(event.target instanceof Element)) return;
    const block = event.target.closest("[data-line]");
    if (!block) return;
    event.preventDefault();
    event.stopPropagation();
    lead(block.getAttribute("data-line"));
  }, true);

  const HEARD = {
    hello(news) {
      editor = news.editor;
      if (isMet) return;
      isMet = true;
      fengcaiFrame.speak(news.lang);
      fengcaiPanel.speak(lead);
      fengcaiBar.begin(news, {
        onFollow: (isOn) => (follows = isOn),
        onSource: (file) => {
          const place = placeAtTop() || (file && `${file}:1`);
          if (place) lead(place);
        },
      });
    },
    page(news) {
      version = news.version;
      fengcaiPanel.back();
      flash(fengcaiPatch.apply(news.html));
    },
    gone: (news) => fengcaiPanel.gone(news),
    back: () => fengcaiPanel.back(),
    standing: (news) => fengcaiBar.standing(news.text),
    problems(news) {
      fengcaiPanel.problems(news.items);
      fengcaiBar.heard(news.items);
    },
    edited(news) {
      const block = blockAt(news.place);
      if (block) show(block);
    },
  };

  function connect() {
    const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
    const query = new URLSearchParams({ path: window.location.pathname, version });
    const socket = new WebSocket(`${scheme}//${window.location.host}/.fengcai-preview/live?${query}`);
    socket.addEventListener("open", () => {
      pause = PAUSES[0];
      fengcaiPanel.say(null);
    });
    socket.addEventListener("message", ({ data }) => {
      const news = JSON.parse(data);
      HEARD[news.kind](news);
    });
    socket.addEventListener("close", () => {
      if (isMet) fengcaiPanel.say(fengcaiPanel.words().lost, true);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, PAUSES[1]);
    });
  }

  connect();
})();
