// A person goes from a Word file to published files by keyboard alone, in Chromium.
// Arguments: the task (JSON: {address, scripts, width, downloads, word, pages}) and the report.
'use strict';

const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const MOST_STOPS = 80;

/** What has the focus, by its role's element and its words. */
function focused() {
  const each = document.activeElement;
  const label = each.labels && each.labels.length ? each.labels[0].textContent : each.textContent;
  return { tag: each.tagName, words: (each.getAttribute('title') || label || '').trim() };
}

/** Press Tab until the focus is on `words`; every stop must be seen. */
async function tabTo(page, words, key = 'Tab') {
  const passed = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(focused);
    passed.push(found.words);
    if (found.words === words) {
      const seen = await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
      });
      if (!seen) throw new Error(`${words} has the focus and is not in sight`);
      return;
    }
  }
  throw new Error(`no “${words}” among ${passed.join(' | ')}`);
}

async function follow(page, words) {
  await tabTo(page, words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function download(page, words, folder) {
  await tabTo(page, words);
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await file.saveAs(path.join(folder, file.suggestedFilename()));
  return file.suggestedFilename();
}

/** No page may need two directions of scrolling (WCAG 2.2, 1.4.10). */
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) throw new Error(`${page.url()} is ${wide} pixels too wide`);
}

async function write(page) {
  await follow(page, 'Import a file');
  await fits(page);
  await tabTo(page, 'File');
  await page.keyboard.press('Enter');
  while (!await page.evaluate(() => document.getElementById('file').files.length)) {
    await page.waitForTimeout(50); // what waits in the page needs scripts there
  }
  await follow(page, 'Import the file');
  await fits(page);
  await follow(page, 'Go on writing');
  await fits(page);
  await tabTo(page, 'Text of road-closed.md');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n## For how long\n\nUntil Friday. ![](no.png "Map")\n');
}

async function repair(page) {
  await page.keyboard.press('Control+End');
  for (let each = 0; each < '![](no.png "Map")\n'.length; each += 1) await page.keyboard.press('Backspace');
}

/** What another program copied, as it comes from the clipboard. */
async function pasted(page, report) {
  await page.keyboard.press('Control+End');
  const before = await page.evaluate(() => document.getElementById('words').value);
  await page.evaluate((markup) => {
    const given = { 'text/html': markup, 'text/plain': 'plain' };
    const blobs = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }, '<h3>Buses</h3><ul><li>Bus <b>4</b></li></ul><table><tr><td>A</td></tr></table>');
  await page.keyboard.press('Control+v');
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Pasted'));
  report.pasted = await page.evaluate(() => document.getElementById('words').value);
  report.said = await page.evaluate(() => document.getElementById('status').textContent);
  report.listed = await page.locator('#pasted').innerText();
  report.pasteFocus = await page.evaluate(focused);
  await page.keyboard.press('Control+z');
  report.undone = before === await page.evaluate(() => document.getElementById('words').value);
}

/** With scripts, the text is saved and checked while one writes, and findings lead to their lines. */
async function writtenWithScripts(page, report) {
  await page.waitForFunction(() => document.getElementById('state').textContent.startsWith('Saved at'));
  report.focus = await page.evaluate(focused);
  report.announced = await page.evaluate(() => document.getElementById('status').textContent);
  const line = await page.evaluate(() => document.querySelector('a[data-line]').textContent);
  await tabTo(page, line);
  await page.keyboard.press('Enter');
  report.selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.getElementById('words');
    return value.slice(selectionStart, selectionEnd);
  });
  await tabTo(page, 'Heading', 'Shift+Tab');
  await page.keyboard.press('Enter');
  report.heading = await page.evaluate(() => document.getElementById('words').value.split('\n').slice(-2));
  await page.keyboard.press('Control+z');
  await repair(page);
  await pasted(page, report);
  await follow(page, 'Look'); // which saves what is not saved yet
  await page.goBack();
  report.kept = await page.evaluate(() => document.getElementById('words').value);
}

async function writtenWithoutScripts(page, report) {
  await follow(page, 'Save and check');
  report.title = await page.title();
  report.found = await page.locator('#summary').textContent();
  await tabTo(page, 'Text of road-closed.md');
  await repair(page);
  await follow(page, 'Save and check');
}

async function publish(page, report, folder) {
  await follow(page, 'Files');
  await follow(page, 'Make all formats');
  await page.waitForURL(/done=built/);
  await fits(page);
  report.proof = await page.locator('section p').first().textContent();
  report.files = [];
  for (const kind of ['html', 'pdf', 'docx', 'epub', 'txt']) {
    report.files.push(await download(page, `road-closed.${kind}`, folder));
  }
  report.files.push(await download(page, 'Download all, with their manifest (zip)', folder));
  await follow(page, 'Publish');
  report.done = await page.locator('#status').textContent();
}

const VARIANTS = [
  { name: 'light', width: 1280 }, { name: 'dark', width: 768, colorScheme: 'dark' },
  { name: 'narrow', width: 320 }, { name: 'forced-colors', width: 1280, forcedColors: 'active' },
];

/** Runs in the page: naming every rule also wakes the AAA, experimental and dormant ones. */
async function judge() {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
  const found = await axe.run(document, { rules, iframes: false, resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].failureSummary}`);
}

async function looked(page, task, report) {
  const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  report.axe = {};
  for (const each of task.pages) {
    await page.goto(new URL(each, task.address).href);
    await page.evaluate(source);
    for (const { name, width, ...media } of VARIANTS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce', ...media });
      await fits(page);
      report.axe[`${each} ${name}`] = await page.evaluate(judge);
    }
  }
}

async function main(taskFile, reportFile) {
  const task = JSON.parse(fs.readFileSync(taskFile, 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const context = await browser.newContext({
    javaScriptEnabled: task.scripts, viewport: { width: task.width, height: 800 },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const report = { complaints: [] };
  page.on('console', (message) => { if (message.type() === 'error') report.complaints.push(message.text()); });
  page.on('pageerror', (error) => report.complaints.push(error.message));
  page.on('filechooser', (chooser) => chooser.setFiles(task.word)); // there before it is opened
  await page.goto(task.address);
  await fits(page);
  await write(page);
  await (task.scripts ? writtenWithScripts : writtenWithoutScripts)(page, report);
  await publish(page, report, task.downloads);
  if (task.pages.length) await looked(page, task, report);
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(report));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
