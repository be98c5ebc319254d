// What makes the pages better where scripts run: saving and checking while one writes, the way from
// a finding to its line, and buttons that write the signs of the dialect. Without it, forms do all.
'use strict';

const PAUSE = 800; // milliseconds without a key before the text is saved
const AGAIN = 5000; // until a save that failed is tried again
const UNKNOWN = 'Your text is not saved: the studio does not know this window any more. Copy your '
  + 'text before you close it.';
const byId = (id) => document.getElementById(id);
const form = byId('writing');
const words = byId('words');

// Saving -----------------------------------------------------------------------------------------

let saved = words ? words.value : '';
let timer = 0;
let atWork = null; // the save that is on its way
let stopped = false; // by what somebody must decide first

/** Say something that a screen reader announces, once; the focus stays where it is. */
function announce(text) {
  if (byId('status').textContent !== text) byId('status').textContent = text;
}

function state(text) { byId('state').textContent = text; }

function alarm(text) {
  byId('alarm').textContent = text;
  byId('alarm').hidden = !text;
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

/** Save the text as it stands; `asked` where somebody pressed the button and waits for an answer. */
async function save(asked = false) {
  clearTimeout(timer);
  await atWork;
  if (stopped) { if (asked) form.submit(); return; } // to the page that shows both versions
  if (words.value === saved && !asked) return;
  atWork = send(asked);
  const done = await atWork;
  atWork = null;
  if (words.value !== saved && !stopped) later(done ? PAUSE : AGAIN);
}

/** Send the text; true if it is saved. */
async function send(asked) {
  const sent = words.value;
  state('Saving …');
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams([...new FormData(form), ['automatic', asked ? '' : 'yes']]),
    });
    const kind = answer.headers.get('content-type') || '';
    const found = kind.includes('json') ? await answer.json() : { wrong: UNKNOWN };
    if (answer.ok) show(found, sent, asked); else fail(found.wrong, answer.status);
    return answer.ok;
  } catch {
    fail('Your text is not saved: the studio does not answer. Saving is tried again.', 0);
    return false;
  }
}

function show(found, sent, asked) {
  const before = byId('summary').textContent;
  saved = sent;
  form.elements.version.value = found.version;
  alarm('');
  byId('summary').textContent = found.summary;
  byId('findings').innerHTML = found.findings; // of our own server, which escapes it
  state(`Saved at ${new Date().toLocaleTimeString('en-GB')}.`);
  if (asked || before !== found.summary) announce(`Saved. Found: ${found.summary}.`);
  preview();
}

function fail(wrong, status) {
  state('Not saved.');
  alarm(wrong);
  stopped = status === 409 || status === 403 || status === 404;
}

/** Save what is not saved before a link is followed. */
async function leave(event) {
  const link = event.target.closest('a[href]:not([data-line])');
  if (!link || words.value === saved || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await save();
  if (words.value === saved) window.location.assign(link.href);
}

// From a finding to its line ---------------------------------------------------------------------

function goTo(line) {
  const lines = words.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  words.blur(); // so that taking the focus scrolls to the place
  words.setSelectionRange(start, start + (lines[line - 1] || '').length);
  words.focus();
}

function showPlace() {
  const line = words.value.slice(0, words.selectionStart).split('\n').length;
  const picture = byId('picture');
  picture.href = `${picture.href.split('?')[0]}?after=${line}`;
  byId('place').textContent = `Line ${line} of ${words.value.split('\n').length}`;
}

// Beside the text --------------------------------------------------------------------------------

/** Show the page as it is saved, if somebody wants to see it. */
function preview() {
  const frame = byId('beside');
  if (!frame.hidden) frame.src = `/preview/${form.dataset.path}?version=${form.elements.version.value}`;
}

function togglePreview(button) {
  const frame = byId('beside');
  frame.hidden = !frame.hidden;
  button.setAttribute('aria-expanded', String(!frame.hidden));
  preview();
}

// Signs of the dialect ---------------------------------------------------------------------------

/** Put a text in the place of the selection, so that undoing it works; select a part of it. */
function insert(text, from, to) {
  const start = words.selectionStart;
  words.focus();
  if (!document.execCommand('insertText', false, text)) {
    words.setRangeText(text);
    words.dispatchEvent(new Event('input'));
  }
  words.setSelectionRange(start + from, start + to);
}

/** Put the beginning of a text around the selection, which is replaced by words if it is empty. */
function around(before, selected, after) {
  const chosen = words.value.slice(words.selectionStart, words.selectionEnd) || selected;
  insert(before + chosen + after, before.length, before.length + chosen.length);
}

/** Write before each of the selected lines. */
function atLines(change) {
  const { value } = words;
  const start = value.lastIndexOf('\n', words.selectionStart - 1) + 1;
  const end = (value.indexOf('\n', words.selectionEnd) + 1 || value.length + 1) - 1;
  const text = value.slice(start, end).split('\n').map(change).join('\n');
  words.setSelectionRange(start, end);
  insert(text, text.length, text.length);
}

/** Write something that stands between blank lines, and select the words to be replaced. */
function block(text, selected) {
  const before = words.value.slice(0, words.selectionStart);
  const gap = !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const from = gap.length + text.indexOf(selected);
  insert(`${gap}${text}\n\n`, from, from + selected.length);
}

const WRITES = {
  heading: () => atLines((line) => (line.startsWith('#') ? `#${line}` : `## ${line}`)),
  list: () => atLines((line) => `- ${line}`),
  table: () => block('Table: What it shows\n\n| Day | Hours |\n|---|---|\n| Monday | 9 to 5 |', 'What it shows'),
  callout: () => block('> [!NOTE]\n> What readers must notice', 'What readers must notice'),
  link: () => around('[', 'words that say where it leads', '](https://)'),
  language: () => around('[', 'words in another language', ']{lang=cy}'),
};

// What another program copied --------------------------------------------------------------------

const STRUCTURE = /<(?:h[1-6]|li|table|b|strong|em|i|sup|sub|a\s[^>]*href)\b|mso-list/i;

/** Put what Word, Outlook or a web page copied into the text, as our signs say it. */
async function paste(event) {
  const markup = event.clipboardData.getData('text/html');
  if (!STRUCTURE.test(markup)) return; // it has no more than words
  event.preventDefault();
  const plain = event.clipboardData.getData('text/plain');
  const notes = Math.max(0, ...[...words.value.matchAll(/\[\^(\d+)\]/g)].map((each) => Number(each[1])));
  announce('What you pasted is being read.');
  const fields = { form_token: form.elements.form_token.value, markup, notes };
  try {
    const answer = await fetch(`/paste/${form.dataset.path}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.wrong);
    put(found.words);
    byId('pasted').hidden = !found.said;
    byId('said').innerHTML = found.said; // of our own server, which escapes it
    announce(found.count ? `Pasted. There is ${found.count} to look at.` : 'Pasted.');
  } catch (error) {
    put(plain);
    announce(`Pasted as plain words: ${error.message}`);
  }
}

/** Put words in the place of the selection; several lines stand between blank ones. */
function put(text) {
  const before = words.value.slice(0, words.selectionStart);
  const after = words.value.slice(words.selectionEnd);
  const apart = text.includes('\n') || /^(?:#|[-*>|] )/.test(text);
  const above = !apart || !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const below = !apart || after.startsWith('\n\n') ? '' : after.startsWith('\n') || !after ? '\n' : '\n\n';
  const whole = above + text + below;
  insert(whole, whole.length, whole.length);
}

// Beginning --------------------------------------------------------------------------------------

function begin() {
  byId('tools').hidden = false;
  byId('beside-tools').hidden = false;
  showPlace();
  words.addEventListener('input', () => { state('Not saved yet.'); later(PAUSE); showPlace(); });
  words.addEventListener('paste', paste);
  document.addEventListener('selectionchange', showPlace);
  document.addEventListener('click', leave);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-line]');
    const button = event.target.closest('button[data-writes]');
    if (link) { event.preventDefault(); goTo(Number(link.dataset.line)); }
    if (button) WRITES[button.dataset.writes]();
    if (event.target.id === 'look-beside') togglePreview(event.target);
  });
  form.addEventListener('submit', (event) => {
    if (event.submitter && !event.submitter.name && !stopped) { event.preventDefault(); save(true); }
    saved = words.value; // which goes with the form
  });
  window.addEventListener('beforeunload', (event) => {
    if (words.value !== saved) event.preventDefault();
  });
}

/** Say that something takes time, where its form would only let the browser wait. */
function sayBusy() {
  for (const each of document.querySelectorAll('form[data-busy]')) {
    each.addEventListener('submit', () => announce(each.dataset.busy));
  }
}

if (words && form) begin();
sayBusy();
