// foliate-js (Foliate for Linux) as `explore.js` wants a reading engine.
import '/npm/foliate-js/view.js';
import { FootnoteHandler } from '/npm/foliate-js/footnotes.js';

const flat = (items, level = 1) => (items || []).flatMap(({ label, href, subitems }) =>
  [{ label, href, level }, ...flat(subitems, level + 1)]);

export async function open(file, stage) {
  const view = document.createElement('foliate-view');
  stage.append(view);
  await view.open(file);
  const { book, renderer } = view;
  const handler = new FootnoteHandler();
  const popUps = [];
  handler.addEventListener('before-render', ({ detail }) => {
    detail.view.style.cssText = 'position: fixed; left: 200vw; width: 400px; height: 400px';
    document.body.append(detail.view);
  });
  handler.addEventListener('render', ({ detail }) => {
    popUps.push(detail.view.renderer.getContents()[0].doc.body.textContent);
  });

  return {
    contents: flat(book.toc),
    pageList: flat(book.pageList),
    sections: book.sections.map(({ linear }, index) => ({ index, linear }))
      .filter(({ linear }) => linear !== 'no').map(({ index }) => index),
    documents: () => renderer.getContents().map(({ doc }) => doc),
    go: (target) => view.goTo(target),
    /** Turns a page; false where there is none left. */
    async next() {
      if (renderer.atEnd) return false;
      await view.next();
      return true;
    },
    /** Activates a note's call as an application with pop-ups does; the words that pop up. */
    async popUp(call) {
      const before = popUps.length;
      const show = (event) => handler.handle(book, event);
      view.addEventListener('link', show, { once: true });
      call.click();
      for (let waited = 0; popUps.length === before && waited < 3000; waited += 20) {
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
      document.querySelectorAll('body > foliate-view').forEach((each) => each.remove());
      return popUps[before] || '';
    },
    async find(query) {
      let found = 0;
      for await (const { subitems = [] } of view.search({ query })) found += subitems.length;
      view.clearSearch();
      return found;
    },
  };
}
