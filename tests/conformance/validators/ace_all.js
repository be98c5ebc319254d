// Ace by DAISY over many EPUBs with one Chromium.
// Arguments: pairs of an EPUB and the directory for its report.
'use strict';

const fs = require('fs');
const path = require('path');
const ace = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');

/** Ace's runner opens and closes the browser for every book; this one keeps it open. */
const sharing = { ...runner, launch: async () => {}, close: async () => {} };

/** A book that Ace cannot read gets a report that says why. */
function confess(folder, error) {
  fs.mkdirSync(folder, { recursive: true });
  const reason = String((error && error.message) || error);
  fs.writeFileSync(path.join(folder, 'report.json'), JSON.stringify({ unreadable: reason }));
}

async function main(pairs) {
  await runner.launch();
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const options = { cwd: process.cwd(), outdir: pairs[at + 1], silent: true, initLogger: true,
      fileName: 'ace-gate.log' };
    await ace(pairs[at], options, sharing).catch((error) => confess(pairs[at + 1], error));
  }
  await runner.close();
}

main(process.argv.slice(2)).catch((error) => { console.error(error); process.exit(1); });
