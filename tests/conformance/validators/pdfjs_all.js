// pdf.js over many files. Arguments: the report (JSON: {path: [complaint]}) and the files.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const WARNINGS = 1;
let complaints = [];
console.warn = console.log = (message) => complaints.push(String(message));

/** Reads all that a reader would: what is drawn, said, marked up and linked. */
async function read(pdf) {
  await Promise.all([pdf.getMetadata(), pdf.getMarkInfo(), pdf.getDestinations()]);
  await resolve(pdf, (await pdf.getOutline()) || []);
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    await page.getOperatorList();
    await page.getTextContent();
    for (const note of await page.getAnnotations()) {
      if (note.dest) await land(pdf, note.dest, `the link on page ${number}`);
    }
    const tree = await page.getStructTree();
    if (!tree || !tree.children.length) complaints.push(`No structure tree on page ${number}`);
    page.cleanup();
  }
}

async function resolve(pdf, bookmarks) {
  for (const bookmark of bookmarks) {
    await land(pdf, bookmark.dest, `the bookmark “${bookmark.title}”`);
    await resolve(pdf, bookmark.items);
  }
}

async function land(pdf, given, what) {
  const destination = typeof given === 'string' ? await pdf.getDestination(given) : given;
  if (!destination) complaints.push(`Leads nowhere: ${what}`);
  else await pdf.getPageIndex(destination[0]);
}

async function main(reportFile, files) {
  const root = path.dirname(require.resolve('pdfjs-dist/package.json'));
  const library = await import(pathToFileURL(path.join(root, 'legacy/build/pdf.mjs')));
  const folder = (name) => path.join(root, name) + path.sep;
  const report = {};
  for (const file of files) {
    complaints = [];
    const task = library.getDocument({
      data: new Uint8Array(fs.readFileSync(file)), verbosity: WARNINGS, useSystemFonts: false,
      standardFontDataUrl: folder('standard_fonts'), cMapUrl: folder('cmaps'), wasmUrl: folder('wasm'),
    });
    try {
      await read(await task.promise);
    } catch (error) {
      complaints.push(`${error.name}: ${error.message}`);
    }
    await task.destroy();
    report[file] = [...new Set(complaints)];
  }
  fs.writeFileSync(reportFile, JSON.stringify(report));
}

main(process.argv[2], process.argv.slice(3)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
