// Lighthouse's accessibility and best practices of pages, served from this machine.
// Arguments: the report, then the pages. The report is {path: {scores: {category: 0–1}, failed: [audit]}}.
'use strict';

const fs = require('fs');
const http = require('http');
const puppeteer = require('puppeteer-core');

const SETTINGS = {
  onlyCategories: ['accessibility', 'best-practices'],
  throttlingMethod: 'simulate', // no waiting; neither category measures time
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
  disableFullPageScreenshot: true,
  logLevel: 'error',
};

async function serve(pages) {
  const server = http.createServer((request, response) => {
    const page = pages[Number(request.url.slice(1))];
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page ? fs.readFileSync(page) : '');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server;
}

function verdict({ categories, audits, runtimeError }) {
  if (runtimeError) throw new Error(runtimeError.message);
  const scores = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, score]));
  const failed = Object.values(audits).filter(({ score }) => score !== null && score < 1);
  return { scores, failed: failed.map(({ id, title }) => `${id}: ${title}`) };
}

async function main(reportFile, ...pages) {
  const { default: lighthouse } = await import(require.resolve('lighthouse'));
  const server = await serve(pages);
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'],
  });
  const report = {};
  for (const [number, path] of pages.entries()) {
    const url = `http://127.0.0.1:${server.address().port}/${number}`;
    const page = await browser.newPage();
    const { lhr } = await lighthouse(url, SETTINGS, undefined, page);
    report[path] = verdict(lhr);
    await page.close();
  }
  await browser.close();
  fs.writeFileSync(reportFile, JSON.stringify(report));
  process.exit(0); // Lighthouse leaves timers behind
}

main(...process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
