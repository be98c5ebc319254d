// What a screen reader says from the top of a page to its end (Guidepup's Virtual Screen Reader,
// which speaks the accessibility tree as ARIA's mappings prescribe it). Arguments: the report, then
// the pages. The report is {path: [phrase]}.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const READER = path.join(
  path.dirname(require.resolve('@guidepup/virtual-screen-reader/package.json')),
  'lib/esm/index.browser.js',
);

/** Runs in the page. */
async function listen(code) {
  const script = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const { virtual } = await import(script);
  await virtual.start({ container: document.body });
  while (await virtual.lastSpokenPhrase() !== 'end of document') await virtual.next();
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}

async function main(reportFile, ...pages) {
  const code = fs.readFileSync(READER, 'utf8');
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ bypassCSP: true, offline: true }); // no script but this
  const page = await context.newPage();
  const report = {};
  for (const file of pages) {
    await page.goto(pathToFileURL(file).href);
    report[file] = await page.evaluate(listen, code);
  }
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(report));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
