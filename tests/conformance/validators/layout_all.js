// What only a laid-out page tells: does it fit, do its words stay whole, can the keyboard use it?
// Arguments: the task (JSON: {pages: [path]}) and the report.
'use strict';

const fs = require('fs');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

// 1280 × 1024 at 400 % zoom (WCAG 1.4.10), an ordinary window, and one with text of double size.
const NARROW = { width: 320, height: 256 };
const WIDE = { width: 1280, height: 900 };
const SPACED = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }`; // WCAG 1.4.12
const LARGE = 'html { font-size: 225% !important }'; // WCAG 1.4.4, of our 18 px
const PHONE = { width: 360, height: 640 };
const TABLET = { width: 768, height: 1024 };
// Between margins of 2 cm; a page's own style sets them so.
const A4 = { width: 642, height: 971 };
const LETTER = { width: 664, height: 904 };
const PLAIN = { media: 'screen', reducedMotion: 'reduce', colorScheme: 'light', forcedColors: 'none' };
const PRESENTATIONS = [
  { name: '320 px, as at 400 %', window: NARROW, style: '' },
  { name: '320 px with text spacing', window: NARROW, style: SPACED },
  { name: '320 px with text of double size, forced colours', window: NARROW, style: LARGE, colours: { forcedColors: 'active' } },
  { name: '360 px', window: PHONE, style: '' },
  { name: '360 px with text of double size', window: PHONE, style: LARGE },
  { name: '768 px', window: TABLET, style: '' },
  { name: '768 px with text of double size, dark', window: TABLET, style: LARGE, colours: { colorScheme: 'dark' } },
  { name: 'with text spacing', window: WIDE, style: SPACED },
  { name: 'with text of double size', window: WIDE, style: LARGE },
  { name: 'printed on A4', window: A4, style: '', media: 'print' },
  { name: 'printed on Letter', window: LETTER, style: '', media: 'print' },
];

/** Runs in the page: what overflows the window, and words that an element cuts off. */
function faultsOfLayout({ style, large }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  const root = document.scrollingElement;
  const faults = [];
  const fault = (rule, element, message) => faults.push({
    rule, message, where: element.tagName.toLowerCase() + (element.id ? `#${element.id}` : ''),
  });
  if (root.scrollWidth > root.clientWidth) {
    fault('scrolls-sideways', root, `${root.scrollWidth} px in ${root.clientWidth} px`);
  }
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  // Chromium and Firefox lead the keyboard to a box that scrolls; others need it said, where type
  // is not larger than text ever must be at this width.
  const reachable = (box) => box.tabIndex >= 0 || box.querySelector('a[href], [tabindex="0"]')
    || (large && (box.focus(), document.activeElement === box));
  function inBoxThatScrolls(element) {
    for (let box = element.parentElement; box !== root; box = box.parentElement) {
      if (scrolls(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  }
  const cut = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1
    || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;

  function judge(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    if (!words.width || text.parentElement.closest('.skip')) return;
    for (let box = text.parentElement; box !== root; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      if (!cut(words, box.getBoundingClientRect())) continue;
      if (!scrolls(overflowX)) return fault('text-cut-off', box, text.data.trim().slice(0, 60));
      if (text.parentElement.closest('caption')) {
        return fault('caption-out-of-sight', box, text.data.trim().slice(0, 60));
      }
      if (!reachable(box)) fault('scroll-unreachable', box, text.data.trim().slice(0, 60));
      return;
    }
    const page = { left: 0, right: root.clientWidth, top: -Infinity, bottom: Infinity };
    if (cut(words, page) && inWords(text).some((box) => cut(box, page))) {
      fault('text-off-page', text.parentElement, text.data.trim().slice(0, 60));
    }
  }

  /** The boxes of words alone: spaces that are kept hang over the end of a line, unseen. */
  function inWords(text) {
    const range = document.createRange();
    return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return [...range.getClientRects()];
    });
  }

  // A heading has room for a dozen letters in a line; longer words break where they must.
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6, caption')) {
    const { fontSize } = getComputedStyle(document.body);
    if (heading.getBoundingClientRect().width < 5 * parseFloat(fontSize)) continue; // deep in lists
    const range = document.createRange();
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const { 0: word, index } of text.data.matchAll(/(?<![^ \n])[\p{L}\p{M}]{2,12}[.,:;?!]?(?![^ \n])/gu)) {
        if (/[\u2e80-\uffff]/.test(word)) continue; // breaks between any two characters
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const [first, ...rest] = [...range.getClientRects()].filter(({ width }) => width);
        if (rest.some(({ top }) => top > first.top + first.height / 2)) fault('word-torn', heading, word);
      }
    }
  }
  // What a style adds to a link, such as its address on paper, is in the link's box.
  for (const link of document.querySelectorAll('main a')) {
    const boxes = [...link.getClientRects()];
    if (boxes.some((box) => box.right > root.clientWidth + 1) && !inBoxThatScrolls(link)) {
      fault('text-off-page', link, link.textContent.trim().slice(0, 60));
    }
  }
  scrollTo(0, 0);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) judge(walker.currentNode);
  document.adoptedStyleSheets = [];
  return faults;
}

/** Runs in the page, in a narrow window: tables in boxes that scroll, and calls of notes. */
function faultsOfNarrowParts(spaced) {
  const faults = [];
  const fault = (rule, element, message) => faults.push({
    rule, message, where: `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`,
  });
  const inSight = (element, box) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].every(
      ({ left, right }) => left >= box.left - 1 && right <= box.right + 1);
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spaced);
  document.adoptedStyleSheets = [sheet];
  for (const box of document.querySelectorAll('[tabindex="0"]')) {
    if (box.scrollWidth <= box.clientWidth) fault('region-without-need', box, 'it cannot scroll');
  }
  document.adoptedStyleSheets = [];
  for (const table of document.querySelectorAll('table')) {
    const box = table.parentElement;
    const way = getComputedStyle(box).direction === 'rtl' ? -1 : 1;
    for (const place of [0, way * box.scrollWidth]) {
      box.scrollLeft = place;
      const frame = box.getBoundingClientRect();
      if (table.caption && !inSight(table.caption, frame)) {
        fault('caption-out-of-sight', table.caption, 'when its table is scrolled');
      }
      for (const header of table.querySelectorAll('tbody th:first-child')) {
        const much = header.getBoundingClientRect().width > 0.6 * frame.width;
        if (!much && !inSight(header, frame)) {
          fault('row-header-out-of-sight', header, 'when its table is scrolled');
          break;
        }
      }
    }
    box.scrollLeft = 0;
  }
  for (const call of document.querySelectorAll('a[role="doc-noteref"]')) {
    const { width, height } = call.getBoundingClientRect();
    if (width < 24 || height < 24) fault('small-target', call, `${width} × ${height} px`);
  }
  return faults;
}

/** Runs in the page: things that take the focus without showing it, one of each kind. */
function faultsOfFocus() {
  const look = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(element);
    return [outlineStyle, outlineWidth, boxShadow, backgroundColor].join();
  };
  const kinds = new Map();
  for (const element of document.querySelectorAll('a[href], [tabindex="0"]')) {
    const kind = [element, element.parentElement].map((e) => e.tagName + e.className).join();
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  const blind = [...kinds.values()].filter((element) => {
    document.activeElement.blur();
    const before = look(element);
    element.focus();
    return look(element) === before;
  });
  return blind.map((element) => ({
    rule: 'focus-invisible', message: 'looks the same with the focus',
    where: `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`,
  }));
}

/** The first key press reaches a link that shows itself, and leads past all else to the content. */
async function faultsOfSkipping(page) {
  const fault = (message) => [{ rule: 'skip-link', message, where: '' }];
  await page.keyboard.press('Tab');
  const link = await page.evaluate(() => {
    const { left, top, right, bottom } = document.activeElement.getBoundingClientRect();
    const shown = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return { within: /^#./.test(document.activeElement.getAttribute('href') || ''), shown };
  });
  if (!link.within) return fault('the first thing to focus is no link within the page');
  if (!link.shown) return fault('it has the focus and is not in sight');
  await page.keyboard.press('Enter');
  const inMain = await page.evaluate(() => Boolean(document.querySelector('main:target')));
  return inMain ? [] : fault('it does not lead to the main content');
}

/** Runs in the page, whose reader wants no motion: what moves all the same (WCAG 2.2.2, 2.3.3). */
async function faultsOfMotion() {
  const faults = document.getAnimations().map(({ effect }) => effect.target.tagName);
  for (const { currentSrc } of document.images) {
    const [, type, data] = /^data:([^;]*);base64,(.*)$/.exec(currentSrc) || [];
    if (type === 'image/svg+xml' && /<(animate|set)\b|@keyframes/.test(atob(data))) faults.push(type);
    if (!['image/gif', 'image/webp'].includes(type)) continue;
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const decoder = new ImageDecoder({ data: bytes, type });
    await decoder.tracks.ready;
    if (decoder.tracks.selectedTrack.frameCount > 1) faults.push(type);
  }
  return faults.map((what) => ({ rule: 'motion', message: 'moves although asked not to', where: what }));
}

async function judge(page, path) {
  await page.setViewportSize(WIDE);
  await page.goto(pathToFileURL(path).href);
  const remarks = [
    ...await faultsOfSkipping(page),
    ...await page.evaluate(faultsOfFocus),
    ...await page.evaluate(faultsOfMotion),
  ];
  for (const { name, window, style, media, colours } of PRESENTATIONS) {
    await page.emulateMedia({ ...PLAIN, media: media || 'screen', ...colours });
    await page.setViewportSize(window);
    const faults = await page.evaluate(faultsOfLayout, { style, large: style === LARGE });
    remarks.push(...faults.map((fault) => ({ ...fault, where: `${fault.where} [${name}]` })));
  }
  await page.emulateMedia(PLAIN);
  await page.setViewportSize(NARROW);
  return [...remarks, ...await page.evaluate(faultsOfNarrowParts, SPACED)];
}

async function main(taskFile, reportFile) {
  const task = JSON.parse(fs.readFileSync(taskFile, 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ reducedMotion: 'reduce', offline: true });
  const page = await context.newPage();
  const results = [];
  for (const path of task.pages) results.push({ path, remarks: await judge(page, path) });
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(results));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
