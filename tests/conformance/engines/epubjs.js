// epub.js (many web libraries) as `explore.js` wants a reading engine.
const script = (address) => new Promise((resolve, reject) => {
  const element = document.createElement('script');
  Object.assign(element, { src: address, onload: resolve, onerror: reject });
  document.head.append(element);
});

const flat = (items, level = 1) => (items || []).flatMap(({ label, href, subitems }) =>
  [{ label: label.trim(), href, level }, ...flat(subitems, level + 1)]);

export async function open(file, stage) {
  await script('/npm/jszip/dist/jszip.min.js');
  await script('/npm/epubjs/dist/epub.min.js');
  const book = window.ePub(await file.arrayBuffer());
  const rendition = book.renderTo(stage, { width: '100%', height: '100%', spread: 'none' });
  await book.ready;
  await rendition.display();
  const linear = book.spine.spineItems.filter((item) => item.linear);

  return {
    contents: flat(book.navigation.toc),
    pageList: book.pageList.pageList.map(({ page, href }) => ({ label: String(page), href })),
    sections: linear.map(({ href }) => href),
    documents: () => rendition.getContents().map((contents) => contents.document),
    go: (target) => rendition.display(target),
    /** Turns a page; false where there is none left. */
    async next() {
      const before = rendition.currentLocation().end;
      if (rendition.currentLocation().atEnd) return false;
      await rendition.next();
      return JSON.stringify(before) !== JSON.stringify(rendition.currentLocation().end);
    },
    async find(query) {
      let found = 0;
      for (const item of linear) {
        await item.load(book.load.bind(book));
        found += item.find(query).length;
        item.unload();
      }
      return found;
    },
  };
}
