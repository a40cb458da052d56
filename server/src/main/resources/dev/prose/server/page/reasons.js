import { make } from './dom.js';
import { count, faded, percent, signed } from './format.js';

const KINDS = new Map([
  ['base', 'last character'],
  ['chain-0', 'no context at all'],
  ['chain-1', 'last character'],
  ['word', 'word so far'],
  ['word-1', 'word and the one before'],
  ['word-1-2', 'word and the two before'],
  ['word-2', 'word and the last but one'],
  ['word-2-3', 'word and the two before the last'],
  ['class-1', 'word, class of the one before'],
  ['class-1-2', 'word, classes of the two before'],
  ['next-class', 'class of the next word'],
  ['shape', 'kinds of the last characters'],
  ['skip', 'four letters, not the last'],
  ['line', 'word and kind of line'],
  ['heading', 'word under the same heading'],
  ['line-column', 'word and place in the line'],
  ['syllable', 'syllables of the line'],
]);

/** The kinds that remember what was just read, by the beginnings of their names. */
const CACHES = [
  ['near-', 'just now'],
  ['far-', 'lately'],
];

/** What a kind of context is, in words. */
const explained = kind => {
  const cache = CACHES.find(([beginning]) => kind.startsWith(beginning));
  if (cache) {
    return `${explained(kind.slice(cache[0].length))}, ${cache[1]}`;
  }
  const chain = /^chain-(\d+)$/.exec(kind);
  return KINDS.get(kind) ?? (chain ? `last ${chain[1]} characters` : kind);
};

const head = (...names) => make('thead', {}, make('tr', {}, ...names.map(([name, kind, span]) => make('th', { scope: 'col', class: kind, colspan: span }, name))));

const voteBar = (logit, most) => {
  const bar = make('span', { class: logit < 0 ? 'vote against' : 'vote for', 'aria-hidden': 'true' });
  bar.style.setProperty('--length', Math.abs(logit) / most);
  return bar;
};

/** How often a token was seen after a context; of what fades, how much of that is left; or its probability. */
const seen = ({ kind, count: times, total, reach }) =>
  reach > 0 || kind === 'next-class' ? `${faded(times)} of ${faded(total)}` : `${count(times)} of ${count(total)}`;

/**
 * The votes of a mixture about a token: what each kind of context adds to its logit, and what the
 * place in the line does, and the expert, if there is one.
 */
export const voteTable = (votes, bias, expert, caption) => {
  const most = Math.max(1, Math.abs(bias), Math.abs(expert ?? 0), ...votes.map(vote => Math.abs(vote.logit)));
  const row = vote => {
    const isSeen = vote.total > 0;
    return make(
      'tr',
      { class: isSeen ? null : 'faint' },
      make('th', { scope: 'row', title: vote.kind }, explained(vote.kind)),
      make('td', { class: 'vote-cell' }, isSeen ? voteBar(vote.logit, most) : ''),
      make('td', { class: 'number' }, isSeen ? signed(vote.logit) : '–'),
      make('td', { class: 'number' }, isSeen ? vote.trust.toFixed(2).replace('-', '−') : '–'),
      make('td', { class: 'number' }, isSeen ? seen(vote) : 'never seen'),
    );
  };
  const single = (name, logit) => make(
    'tr',
    {},
    make('th', { scope: 'row' }, name),
    make('td', { class: 'vote-cell' }, voteBar(logit, most)),
    make('td', { class: 'number' }, signed(logit)),
    make('td', {}),
    make('td', {}),
  );
  const further = [single('place in the line', bias)];
  if (expert !== null) {
    further.push(single('expert', expert));
  }
  return make(
    'table',
    { class: 'reasons' },
    make('caption', {}, caption),
    head(['Context'], ['Against, for', 'wide'], ['Vote', 'number'], ['Trust', 'number'], ['Seen', 'number']),
    make('tbody', {}, ...votes.map(row), ...further),
  );
};

/** The probability of a token by the length of the n-gram that is asked. */
export const orderTable = (orders, caption) => {
  const most = Math.max(...orders.map(order => order.probability), 1e-9);
  const row = order => {
    const bar = make('span', { class: 'vote for', 'aria-hidden': 'true' });
    bar.style.setProperty('--length', order.probability / most);
    const isBackedOff = order.answered < order.order;
    return make(
      'tr',
      { class: isBackedOff ? 'faint' : null },
      make('th', { scope: 'row' }, String(order.order)),
      make('td', {}, make('bdi', { class: 'speech' }, order.label || '(nothing)')),
      make('td', { class: 'order-cell wide' }, bar),
      make('td', { class: 'number' }, percent(order.probability)),
      make('td', { class: 'number' }, order.count !== null && order.count !== undefined && !isBackedOff ? count(order.count) : isBackedOff ? `as ${order.answered}` : ''),
    );
  };
  return make(
    'table',
    { class: 'reasons' },
    make('caption', {}, caption),
    head(['n'], ['After'], ['Probability', 'number', 2], ['Counted', 'number']),
    make('tbody', {}, ...orders.map(row)),
  );
};
