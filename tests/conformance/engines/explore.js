// Does with a reading engine what its user does, and tells what was met: the table of contents,
// every internal link, every note and the way back, every page to the end, words looked for.

let patience = 5000; // milliseconds; a busy machine is slow
const MOST_PAGES = 500;

async function until(test) {
  for (let waited = 0; waited < patience; waited += 20) {
    const found = test();
    if (found) return found;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  return test();
}

/** Whether a rectangle is on the page that is shown; all of it, or a part. */
function seen(rect, frame, whole) {
  const [left, top] = [rect.left + frame.left, rect.top + frame.top];
  const below = whole ? top + rect.height <= window.innerHeight + 1 : top < window.innerHeight;
  return left > -1 && left < window.innerWidth - 1 && top + rect.height > 0 && below;
}

/** Whether an element is on the page, or in a box on it that scrolls and is there as a whole. */
function visible(element) {
  const frame = element.ownerDocument.defaultView?.frameElement?.getBoundingClientRect();
  const box = element.parentElement?.closest('[tabindex="0"]');
  const rects = [...(box || element).getClientRects()];
  return Boolean(frame) && rects.some((rect) => seen(rect, frame, Boolean(box)));
}

const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();

/** The place that a fragment names, if it is on the page that is shown. */
function shown(reader, identifier) {
  const found = reader.documents().map((doc) => doc.getElementById(identifier)).filter(Boolean);
  return found.find(visible);
}

const fragment = (href) => decodeURIComponent(href.split('#')[1] || '');

/** Where an address led: the first words there, "" if it did not arrive. */
async function landing(reader, href) {
  const identifier = fragment(href);
  const there = () => (identifier ? shown(reader, identifier)
    : reader.documents().map((doc) => doc.body).find(Boolean));
  const place = await until(there);
  return place ? words(place).slice(0, 200) || `#${identifier}` : '';
}

async function entries(reader, listed) {
  const met = [];
  for (const { label, href, level } of listed) {
    await reader.go(href);
    met.push({ label: label.trim(), level, landed: await landing(reader, href) });
  }
  return met;
}

const internal = (doc) => [...doc.querySelectorAll('a[href]')]
  .filter((link) => !/^[a-z]+:/i.test(link.getAttribute('href')));

const isCall = (link) => link.getAttribute('role') === 'doc-noteref';

async function links(reader) {
  const met = [];
  for (const section of reader.sections) {
    await reader.go(section);
    const count = internal(reader.documents()[0]).length;
    for (let index = 0; index < count; index += 1) {
      await reader.go(section);
      const link = internal(reader.documents()[0])[index];
      const href = link.getAttribute('href');
      const told = { words: words(link), href, role: link.getAttribute('role') };
      if (isCall(link) && reader.popUp) told.popUp = (await reader.popUp(link)).trim();
      link.click();
      met.push({ ...told, landed: await landing(reader, href) });
    }
  }
  return met;
}

/** Whether each cell of a column says the words of its header, which is not shown, and one is here. */
function saidByCells(leaf) {
  const header = leaf.closest('thead th');
  if (!header || header.getClientRects().length) return false;
  const bodies = [...header.closest('table').tBodies];
  const cells = bodies.flatMap((body) => [...body.rows]).map((row) => row.cells[header.cellIndex]);
  const says = (cell) => {
    const { content, display } = header.ownerDocument.defaultView.getComputedStyle(cell, '::before');
    return cell.dataset.label === words(header) && content !== 'none' && display !== 'none';
  };
  return cells.every(says) && cells.some(visible);
}

/** Everything that holds words of its own, or is a picture. */
const leaves = (doc) => [...doc.body.querySelectorAll('*')].filter((element) =>
  element.localName === 'img'
  || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));

async function pages(reader) {
  await reader.go(reader.sections[0]);
  const unseen = new Map();
  let count = 0;
  let more = true;
  while (more && count < MOST_PAGES) {
    count += 1;
    for (const doc of reader.documents()) {
      const all = leaves(doc);
      const chapter = words(doc.body);
      if (!unseen.has(chapter)) unseen.set(chapter, new Map(all.map(words).entries()));
      all.forEach((leaf, index) => { if (visible(leaf) || saidByCells(leaf)) unseen.get(chapter).delete(index); });
    }
    more = await reader.next();
  }
  return { count, chapters: unseen.size, unseen: [...unseen.values()].flatMap((left) => [...left.values()]) };
}

export async function explore(engine, address, { queries, hurry }) {
  patience = hurry || patience;
  const stage = document.createElement('div');
  stage.style.cssText = 'position: absolute; inset: 0';
  document.body.append(stage);
  const { open } = await import(`/engines/${engine}.js`);
  const blob = await (await fetch(address)).blob();
  const reader = await open(new File([blob], 'book.epub'), stage);
  const found = {};
  const contents = await entries(reader, reader.contents);
  const pageList = await entries(reader, reader.pageList);
  const followed = await links(reader);
  const turned = await pages(reader);
  for (const query of queries) found[query] = await reader.find(query);
  return { contents, pageList, links: followed, pages: turned, found };
}
