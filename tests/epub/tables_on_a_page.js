// Which words are cut off, and which of tables and headings are broken between two letters, on pages
// of several widths, by day and by night.
// Arguments: the task (JSON: {pages: [path]}) and the report.
'use strict';

const fs = require('fs');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const WINDOWS = [320, 360, 600, 768, 1280];
const SIZES = ['100%', '200%'];

/** Runs in the page. Of each word: is it in the window, in its box, and, where it matters, on one line? */
function faults(size) {
  document.documentElement.style.fontSize = size;
  const wide = document.scrollingElement.clientWidth;
  const found = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim()) continue;
    const cell = text.parentElement.closest('th, td, caption');
    const whole = cell || text.parentElement.closest('h1, h2, h3, h4, h5, h6');
    const box = cell && cell.getBoundingClientRect();
    for (const word of text.data.matchAll(/[^\s\u2e80-\uffff-]+/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((line) => line.width);
      if (!lines.length) continue; // a header row that is hidden, since each cell says it
      const [{ top, height }] = lines;
      if (whole && word[0].length <= 13 && lines.some((line) => line.top > top + height / 2)) {
        found.push(`broken: ${word[0]}`);
      }
      if (lines.some(({ left, right }) => left < -1 || right > wide + 1)) found.push(`off the page: ${word[0]}`);
      if (box && lines.some(({ left, right }) => left < box.left - 1 || right > box.right + 1)) {
        found.push(`out of its cell: ${word[0]}`);
      }
    }
  }
  const stacked = [...document.querySelectorAll('table')].map((table) => getComputedStyle(table).display === 'block');
  return { found, stacked };
}

(async () => {
  const [task, report] = process.argv.slice(2);
  const { pages } = JSON.parse(fs.readFileSync(task, 'utf8'));
  const browser = await chromium.launch({ executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const results = [];
  for (const path of pages) {
    await page.goto(pathToFileURL(path).href);
    for (const width of WINDOWS) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: width === 320 ? 'dark' : 'light' });
      for (const size of SIZES) {
        results.push({ path, width, size, ...await page.evaluate(faults, size) });
      }
    }
  }
  await browser.close();
  fs.writeFileSync(report, JSON.stringify(results));
})();
