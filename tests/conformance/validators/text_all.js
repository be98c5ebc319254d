// The text of every page as pdf.js gives it. Arguments: the report (JSON: {path: [page]}), the files.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

/** What a reader copies: the items one after another, lines where pdf.js ends them. */
async function text(pdf, number) {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent({ disableNormalization: true });
  page.cleanup();
  return content.items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('');
}

async function main(reportFile, files) {
  const root = path.dirname(require.resolve('pdfjs-dist/package.json'));
  const library = await import(pathToFileURL(path.join(root, 'legacy/build/pdf.mjs')));
  const report = {};
  for (const file of files) {
    const task = library.getDocument({
      data: new Uint8Array(fs.readFileSync(file)), verbosity: 0, useSystemFonts: false,
      cMapUrl: path.join(root, 'cmaps') + path.sep,
    });
    const pdf = await task.promise;
    report[file] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      report[file].push(await text(pdf, number));
    }
    await task.destroy();
  }
  fs.writeFileSync(reportFile, JSON.stringify(report));
}

main(process.argv[2], process.argv.slice(3)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
