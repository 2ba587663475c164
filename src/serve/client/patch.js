// Patches the open page. It keeps the page as the server sent it last (`sent`), compares that with what the
// server sends now, and does to the live document only what differs between the two. So whatever the reader
// and the scripts of the page changed (typed text, open details, focus, scroll place) stays.
"use strict";

const fengcaiPatch = (() => {
  const OWN = "data-fengcai-preview";
  const LINE = "data-line";
  // Comparing the children of one element takes at most so many steps; beyond that they are paired in order.
  const MOST_STEPS = 250000;

  /** Every sent node, and the live node that stands for it. */
  let live = new WeakMap();
  let sent = null;
  let signatures = new WeakMap();

  const isOwn = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute(OWN);

  const children = (node) => Array.from(node.childNodes).filter((child) => !isOwn(child));

  /** Notes that two trees of one shape stand for each other. */
  function pair(from, to) {
    live.set(from, to);
    const [ours, theirs] = [children(from), children(to)];
    ours.forEach((child, at) => theirs[at] && pair(child, theirs[at]));
  }

  /** Takes the document as it is for what the server sent. */
  function begin() {
    sent = document.documentElement.cloneNode(true);
    sent.querySelectorAll(`[${OWN}]`).forEach((own) => own.remove());
    pair(sent, document.documentElement);
  }

  function hash(text) {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  }

  /** What a node says, without the lines that it came from. */
  function signature(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeType}:${node.nodeValue}`;
    let known = signatures.get(node);
    if (known === undefined) {
      const attributes = Array.from(node.attributes, ({ name, value }) => `${name}=${value}`);
      const said = attributes.filter((text) => !text.startsWith(`${LINE}=`)).sort();
      known = hash([node.nodeName, ...said, "", ...children(node).map(signature)].join("\u0000"));
      signatures.set(node, known);
    }
    return known;
  }

  const isAlike = (a, b) => a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

  /** Pairs of places of two lists whose nodes are equal, in order: a longest common subsequence. */
  function equal(a, b) {
    const pairs = [];
    let [start, endA, endB] = [0, a.length, b.length];
    const same = (x, y) => signature(a[x]) === signature(b[y]);
    while (start < endA && start < endB && same(start, start)) pairs.push([start, start++]);
    const tail = [];
    while (endA > start && endB > start && same(endA - 1, endB - 1)) tail.unshift([--endA, --endB]);
    const [rows, columns] = [endA - start, endB - start];
    if (rows * columns > 0 && rows * columns <= MOST_STEPS) {
      const length = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
      for (let x = rows - 1; x >= 0; x--)
        for (let y = columns - 1; y >= 0; y--)
          length[x][y] = same(start + x, start + y)
            ? length[x + 1][y + 1] + 1
            : Math.max(length[x + 1][y], length[x][y + 1]);
      for (let x = 0, y = 0; x < rows && y < columns; ) {
        if (same(start + x, start + y)) pairs.push([start + x++, start + y++]);
        else if (length[x + 1][y] >= length[x][y + 1]) x++;
        else y++;
      }
    }
    return pairs.concat(tail);
  }

  /** Which old child becomes which new one; between equal ones, alike ones are paired in order. */
  function match(a, b) {
    const becomes = new Map();
    let [fromA, fromB] = [0, 0];
    for (const [x, y] of [...equal(a, b), [a.length, b.length]]) {
      let next = fromA;
      for (let at = fromB; at < y; at++) {
        const found = a.slice(next, x).findIndex((node) => isAlike(node, b[at]));
        if (found < 0) continue;
        becomes.set(b[at], a[next + found]);
        next += found + 1;
      }
      if (x < a.length) becomes.set(b[y], a[x]);
      [fromA, fromB] = [x + 1, y + 1];
    }
    return becomes;
  }

  /** Brings in a new node, with all in it. */
  function bring(node) {
    const copy = document.importNode(node, true);
    pair(node, copy);
    return copy;
  }

  const isSheet = (node) => node.nodeName === "LINK" && /\bstylesheet\b/i.test(node.rel);

  /** A new style sheet takes over when it is there, so that the page is never bare. */
  function swapSheet(old, now) {
    const sheet = bring(now);
    const done = () => old.remove();
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    old.after(sheet);
  }

  function attributes(before, now, node) {
    let changed = false;
    for (const { name } of Array.from(before.attributes))
      if (!now.hasAttribute(name)) {
        node.removeAttribute(name);
        changed = changed || name !== LINE;
      }
    for (const { name, value } of Array.from(now.attributes))
      if (before.getAttribute(name) !== value) {
        node.setAttribute(name, value);
        changed = changed || name !== LINE;
      }
    return changed;
  }

  /** Does to the live node what differs between two sent ones. `report` hears of what changed. */
  function patch(before, now, report) {
    const node = live.get(before);
    if (!node) return;
    if (isSheet(before) && before.getAttribute("href") !== now.getAttribute("href")) return swapSheet(node, now);
    live.set(now, node);
    if (now.nodeType !== Node.ELEMENT_NODE) {
      if (before.nodeValue !== now.nodeValue) {
        node.nodeValue = now.nodeValue;
        report(node.parentElement);
      }
      return;
    }
    if (now.nodeName === "SCRIPT" && signature(before) !== signature(now)) throw new Error("script");
    if (attributes(before, now, node)) report(node);
    const [old, wanted] = [children(before), children(now)];
    const becomes = match(old, wanted);
    const kept = new Set(becomes.values());
    for (const child of old)
      if (!kept.has(child)) {
        if (child.nodeName === "SCRIPT") throw new Error("script");
        const gone = live.get(child);
        if (gone) gone.remove();
        report(node);
      }
    let place = null;
    for (const child of wanted.slice().reverse()) {
      const from = becomes.get(child);
      if (from) {
        patch(from, child, report);
      } else {
        if (child.nodeName === "SCRIPT" || (child.querySelector && child.querySelector("script")))
          throw new Error("script");
        const brought = bring(child);
        node.insertBefore(brought, place && place.parentNode === node ? place : ownTail(node));
        report(brought.nodeType === Node.ELEMENT_NODE ? brought : node);
      }
      place = live.get(child) || place;
    }
  }

  /** The first of the preview's own elements at the end of a node: what is new stands before them. */
  function ownTail(node) {
    let tail = null;
    for (let last = node.lastChild; last && isOwn(last); last = last.previousSibling) tail = last;
    return tail;
  }

  /** The block that stands highest in the window, and how high. */
  function anchor() {
    for (const block of document.querySelectorAll(`[${LINE}]`)) {
      const { top, bottom } = block.getBoundingClientRect();
      if (bottom > 0) return { block, top };
    }
    return null;
  }

  /**
   * Shows a new version of the page; hands back the elements that changed. Where a script of the page
   * changed, the page is loaded anew.
   */
  function apply(html) {
    const now = new DOMParser().parseFromString(html, "text/html").documentElement;
    const changed = new Set();
    const held = window.scrollY > 0 ? anchor() : null;
    signatures = new WeakMap();
    try {
      patch(sent, now, (element) => element && changed.add(element));
    } catch (error) {
      if (error.message !== "script") throw error;
      window.location.reload();
      return [];
    }
    sent = now;
    if (held && held.block.isConnected) {
      const moved = held.block.getBoundingClientRect().top - held.top;
      if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
    }
    return Array.from(changed).filter((element) => element.isConnected);
  }

  return { begin, apply };
})();
