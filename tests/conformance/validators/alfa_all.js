// Siteimprove Alfa over many pages with one Chromium, every rule on.
// Arguments: the task (JSON: {pages: [path]}) and the report.
'use strict';

const fs = require('fs');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const { Audit } = require('@siteimprove/alfa-act');
const { default: rules } = require('@siteimprove/alfa-rules');
const { Playwright } = require('@siteimprove/alfa-playwright');

/** What is wrong, in Alfa's words; each expectation that is not met says one thing. */
function remark(outcome) {
  const { expectations = [] } = outcome.toJSON();
  const problems = expectations.map(([, { type, error }]) => type === 'err' && error.message);
  return {
    outcome: outcome.outcome,
    rule: outcome.rule.uri.split('/').pop(),
    message: problems.filter(Boolean).join('; '),
    where: outcome.target && outcome.target.path ? outcome.target.path() : '',
  };
}

/**
 * Runs in the page: Alfa drops a whole sheet that has a rule of a kind it does not know. A way of
 * counting styles no element and can go; any other kind is reported.
 */
function unknownRules() {
  const KNOWN = ['FontFace', 'Import', 'Keyframe', 'Keyframes', 'LayerBlock', 'LayerStatement',
    'Media', 'Namespace', 'Page', 'Style', 'Supports'].map((name) => `CSS${name}Rule`);
  const found = new Set();
  const visit = (holder) => {
    for (let index = holder.cssRules.length - 1; index >= 0; index -= 1) {
      const rule = holder.cssRules[index];
      const kind = rule.constructor.name;
      if (kind === 'CSSCounterStyleRule') holder.deleteRule(index);
      else if (!KNOWN.includes(kind)) found.add(kind);
      else if (rule.cssRules && rule.deleteRule) visit(rule);
    }
  };
  for (const sheet of document.styleSheets) visit(sheet);
  return [...found];
}

async function judge(page, path) {
  await page.goto(pathToFileURL(path).href);
  const dropped = (await page.evaluate(unknownRules)).map((kind) => ({
    outcome: 'failed', rule: 'style-unknown', message: `Alfa drops a style with a ${kind}`, where: '',
  }));
  const shown = await Playwright.toPage(await page.evaluateHandle(() => document));
  const outcomes = [...await Audit.of(shown, rules).evaluate()];
  const judged = outcomes.filter(({ outcome }) => ['failed', 'cantTell'].includes(outcome));
  return [...dropped, ...judged.map(remark)];
}

async function main(taskFile, reportFile) {
  const task = JSON.parse(fs.readFileSync(taskFile, 'utf8'));
  const browser = await chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ offline: true, bypassCSP: true });
  const page = await context.newPage();
  const results = [];
  for (const path of task.pages) results.push({ path, remarks: await judge(page, path) });
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(results));
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
