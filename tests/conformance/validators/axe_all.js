// axe-core over many pages and presentations with one Chromium, every rule on.
// Arguments: the task (JSON: {pages: [path], variants: [{name, width, …}], off: [rule]}) and the
// report.
'use strict';

const fs = require('fs');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Runs in the page: naming every rule also wakes the AAA, experimental and dormant ones. */
async function judge(off) {
  const all = axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !off.includes(ruleId) }]);
  const rules = Object.fromEntries(all);
  const resultTypes = ['violations', 'incomplete'];
  const { violations, incomplete } = await axe.run(document, { rules, resultTypes });
  const brief = (outcome) => ({ id, impact, help, nodes }) => ({
    outcome, id, impact, help, count: nodes.length,
    where: nodes[0].target.join(' '), detail: nodes[0].failureSummary || '',
  });
  return [...violations.map(brief('violation')), ...incomplete.map(brief('incomplete'))];
}

async function present(page, variant) {
  await page.setViewportSize({ width: variant.width, height: 900 });
  await page.emulateMedia({
    media: variant.media, colorScheme: variant.colorScheme, forcedColors: variant.forcedColors,
    reducedMotion: 'reduce',
  });
}

/** What the browser itself complains of: a blocked or missing resource, a failing script. */
async function load(page, path) {
  const complaints = [];
  const note = (text) => complaints.push({
    outcome: 'violation', id: 'browser-error', impact: 'serious', help: text, count: 1,
    where: '', detail: '',
  });
  page.on('console', (message) => { if (message.type() === 'error') note(message.text()); });
  page.on('pageerror', (error) => note(error.message));
  page.on('requestfailed', (request) => note(`not loaded: ${request.url().slice(0, 200)}`));
  await page.goto(pathToFileURL(path).href);
  ['console', 'pageerror', 'requestfailed'].forEach((event) => page.removeAllListeners(event));
  return complaints;
}

async function main(taskFile, reportFile) {
  const task = JSON.parse(fs.readFileSync(taskFile, 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const results = [];
  for (const path of task.pages) {
    await present(page, task.variants[0]);
    let complaints = await load(page, path);
    await page.evaluate(axe);
    for (const variant of task.variants) {
      await present(page, variant);
      const remarks = [...complaints, ...await page.evaluate(judge, task.off)];
      results.push({ path, variant: variant.name, remarks });
      complaints = [];
    }
  }
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(results));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
