import * as api from './api.js';
import { byId, say } from './dom.js';
import * as models from './models.js';
import { startNext } from './next.js';
import { startScore } from './score.js';
import { startTable } from './table.js';
import { startTrain } from './train.js';
import { startWrite } from './write.js';

const STARTS = { write: startWrite, next: startNext, table: startTable, train: startTrain, score: startScore };
const names = Object.keys(STARTS);
const started = new Set();

const show = name => {
  for (const each of names) {
    const isIt = each === name;
    const tab = byId(`tab-${each}`);
    tab.setAttribute('aria-selected', String(isIt));
    tab.tabIndex = isIt ? 0 : -1;
    byId(`panel-${each}`).hidden = !isIt;
  }
  document.title = `${byId(`tab-${name}`).textContent} · Prose`;
  if (!started.has(name)) {
    started.add(name);
    STARTS[name]();
  }
};

const partOfHash = () => {
  const name = location.hash.slice(1);
  return names.includes(name) ? name : null;
};

const open = name => {
  if (location.hash === `#${name}`) {
    show(name);
  } else {
    location.hash = name;
  }
};

const moveAmongTabs = event => {
  const at = names.indexOf(event.target.id.slice('tab-'.length));
  const to = {
    ArrowRight: (at + 1) % names.length,
    ArrowLeft: (at + names.length - 1) % names.length,
    Home: 0,
    End: names.length - 1,
  }[event.key];
  if (to === undefined) {
    return;
  }
  event.preventDefault();
  byId(`tab-${names[to]}`).focus();
  open(names[to]);
};

const startTabs = () => {
  for (const name of names) {
    const tab = byId(`tab-${name}`);
    tab.addEventListener('click', () => open(name));
    tab.addEventListener('keydown', moveAmongTabs);
  }
  addEventListener('hashchange', () => show(partOfHash() ?? 'write'));
  show(partOfHash() ?? 'write');
};

/** Shows the form for the key, and answers with what the person gave. */
const onKeyNeeded = wasRefused =>
  new Promise(resolve => {
    const form = byId('key-form');
    const input = byId('key');
    form.hidden = false;
    say(byId('key-error'), wasRefused ? 'The server does not accept this key.' : '');
    input.focus();
    form.addEventListener(
      'submit',
      event => {
        event.preventDefault();
        form.hidden = true;
        resolve(input.value);
      },
      { once: true },
    );
  });

let isWaiting = false;

const onReachable = async (isReachable, message) => {
  const notice = byId('offline');
  if (isReachable) {
    notice.hidden = true;
    return;
  }
  say(notice, message);
  notice.hidden = false;
  if (isWaiting) {
    return;
  }
  isWaiting = true;
  while (!(await api.isThere())) {
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
  isWaiting = false;
  notice.hidden = true;
  loadModels();
};

const loadModels = async () => {
  try {
    await models.load();
    if (models.all().length === 0) {
      say(byId('write-error'), 'The server has no models yet. Train one, then write with it.');
    }
  } catch (error) {
    if (error.status !== 0) {
      say(byId('write-error'), error.message);
    }
  }
};

api.handle({ onKeyNeeded, onReachable });
startTabs();
loadModels();
