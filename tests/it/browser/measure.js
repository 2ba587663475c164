// Measures of the page that is shown. Each gives a list of faults.

// What makes the page scroll sideways.
function sideways() {
  const over = document.scrollingElement.scrollWidth - innerWidth;
  if (over <= 0) return [];
  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5);
  return [`${over}px too wide: ` + out.slice(0, 8).map(name).join(' ')];
}

// Links of the menu that are hard to tap: WCAG 2.2 asks for 24 by 24 CSS pixels.
function small() {
  return [...document.querySelectorAll('header nav a')].flatMap(link => {
    const { width, height } = link.getBoundingClientRect();
    return width >= 24 && height >= 24 ? [] : [`${link.textContent}: ${width} × ${height}`];
  });
}

// Texts that stand out too little from what is behind them: WCAG asks for 4.5, for large letters 3.
function pale() {
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const shown = element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible';
    if (!shown || !walker.currentNode.data.trim()) continue;
    const style = getComputedStyle(element);
    const [size, heavy] = [parseFloat(style.fontSize), Number(style.fontWeight) >= 700];
    const back = behind(element);
    const contrast = ratio(over(rgba(style.color), back), back);
    if (contrast < (size >= 24 || (heavy && size >= 18.66) ? 3 : 4.5)) {
      found.set(`${contrast.toFixed(2)} ${name(element)}`, walker.currentNode.data.trim().slice(0, 20));
    }
  }
  return [...found].map(([fault, text]) => `${fault}: ${text}`);
}

function name(element) {
  return [element.localName, ...element.classList].join('.');
}

// The colour behind an element, from the nearest ground that lets nothing through.
function behind(element) {
  if (!element) return [255, 255, 255, 1];
  const ground = rgba(getComputedStyle(element).backgroundColor);
  return ground[3] === 1 ? ground : over(ground, behind(element.parentElement));
}

function over([r, g, b, a], ground) {
  return [...[r, g, b].map((part, at) => part * a + ground[at] * (1 - a)), 1];
}

function ratio(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [r, g, b] = colour.map(part => part / 255).map(p => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Any colour of CSS as red, green, blue and opacity, as a canvas paints it.
function rgba(colour) {
  rgba.known ??= new Map();
  if (!rgba.known.has(colour)) {
    rgba.canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    rgba.canvas.clearRect(0, 0, 1, 1);
    rgba.canvas.fillStyle = colour;
    rgba.canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = rgba.canvas.getImageData(0, 0, 1, 1).data;
    rgba.known.set(colour, [r, g, b, a / 255]);
  }
  return rgba.known.get(colour);
}
