// Many books in reading engines, with one Chromium and no network.
// Arguments: the task (JSON: {books: [{path, queries, hurry}], engines: [name]}) and the report.
'use strict';

const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const ORIGIN = 'http://reader.test';
const TYPES = { '.js': 'text/javascript', '.epub': 'application/epub+zip', '.html': 'text/html' };
const PAGE = '<!DOCTYPE html><title>Reader</title><style>body { margin: 0 }</style>';

function file(name, task) {
  const [, kind, ...rest] = name.split('/');
  if (kind === 'npm') return path.join(process.env.NODE_PATH, ...rest);
  if (kind === 'engines') return path.join(__dirname, ...rest);
  return task.books[Number(rest[0].split('.')[0])].path;
}

/** Answers from the disk instead of the network. */
function serve(route, task) {
  const name = decodeURIComponent(new URL(route.request().url()).pathname);
  if (name === '/') return route.fulfill({ contentType: 'text/html', body: PAGE });
  const found = file(name, task);
  if (!fs.existsSync(found)) return route.fulfill({ status: 404 });
  return route.fulfill({ contentType: TYPES[path.extname(found)], body: fs.readFileSync(found) });
}

async function read(browser, task, engine, number) {
  const context = await browser.newContext({ viewport: { width: 600, height: 800 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route(`${ORIGIN}/**`, (route) => serve(route, task));
  await page.goto(`${ORIGIN}/`);
  const { path: book, ...wishes } = task.books[number];
  const met = await page.evaluate(async ([name, address, wanted]) => {
    const { explore } = await import('/engines/explore.js');
    return explore(name, address, wanted);
  }, [engine, `/books/${number}.epub`, wishes]);
  await context.close();
  return { engine, path: book, complaints, ...met };
}

async function main(taskFile, reportFile) {
  const task = JSON.parse(fs.readFileSync(taskFile, 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const results = [];
  for (const engine of task.engines) {
    for (const number of task.books.keys()) {
      const started = Date.now();
      const met = await read(browser, task, engine, number);
      results.push({ ...met, seconds: (Date.now() - started) / 1000 });
    }
  }
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(results));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
