// Which words of tables are cut off, or broken between two letters, on pages of several widths.
// Arguments: the task (JSON: {pages: [path]}) and the report.
'use strict';

const fs = require('fs');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const WINDOWS = [360, 600, 768, 1280];
const SIZES = ['100%', '200%'];

/** Runs in the page. Of each word in a table: is it in the window, in its box, and on one line? */
function faults(size) {
  document.documentElement.style.fontSize = size;
  const wide = document.scrollingElement.clientWidth;
  const found = [];
  const range = document.createRange();
  for (const table of document.querySelectorAll('table')) {
    const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.data.trim()) continue;
      const cell = text.parentElement.closest('th, td, caption').getBoundingClientRect();
      for (const word of text.data.matchAll(/[^\s\u2e80-\uffff-]+/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const boxes = [...range.getClientRects()];
        const tops = new Set(boxes.map((box) => Math.round(box.top)));
        if (tops.size > 1) found.push(`broken: ${word[0]}`);
        if (boxes.some((box) => box.left < -1 || box.right > wide + 1)) found.push(`off the page: ${word[0]}`);
        if (boxes.some((box) => box.left < cell.left - 1 || box.right > cell.right + 1)) {
          found.push(`out of its cell: ${word[0]}`);
        }
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
  const results = [];
  for (const path of pages) {
    for (const width of WINDOWS) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(pathToFileURL(path).href);
      for (const size of SIZES) {
        results.push({ path, width, size, ...await page.evaluate(faults, size) });
      }
      await page.close();
    }
  }
  await browser.close();
  fs.writeFileSync(report, JSON.stringify(results));
})();
