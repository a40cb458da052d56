import { make, say } from './dom.js';
import { beginning, count } from './format.js';

const MOST_PLACES = 12;
const AROUND = 14;
const LAST_BIN = 12;

const TOTALS = [
  ['Bits a character', answer => answer.bits_per_character, 3],
  ['Bits a byte', answer => answer.bits_per_byte, 3],
  ['Nats a token', answer => answer.nats_per_token, 4],
  ['Perplexity', answer => answer.perplexity, 2],
  ['Tokens counted', answer => answer.predicted, 0],
  ['Characters', answer => answer.characters, 0],
  ['Bytes', answer => answer.bytes, 0],
];

const number = (value, digits) => (!Number.isFinite(value) ? '–' : digits === 0 ? count(value) : value.toFixed(digits));

const unknown = answer => answer.tokens.filter(token => token.id === null).length;

/** Which of the totals of two models may be compared, and why not the others. */
const comparison = ([first, second]) => {
  if (second === undefined || first.predicted === second.predicted) {
    return { compares: () => second !== undefined, note: '' };
  }
  if (unknown(first) > 0 || unknown(second) > 0) {
    return { compares: () => false, note: 'They did not count the same characters: their totals do not compare.' };
  }
  return { compares: label => /byte|character/.test(label), note: 'Their tokens differ: compare by characters or bytes.' };
};

/** What a text costs in all, a column a model. */
export const totals = (table, note, names, answers) => {
  const { compares, note: why } = comparison(answers);
  say(note, why);
  table.replaceChildren(
    make('thead', {}, make('tr', {}, make('td'), ...names.map(name => make('th', { scope: 'col' }, name)))),
    make(
      'tbody',
      {},
      ...TOTALS.map(([label, of, digits]) => {
        const values = answers.map(of);
        const best = digits > 0 && compares(label) ? Math.min(...values) : NaN;
        return make('tr', {}, make('th', { scope: 'row' }, label), ...values.map(value => make('td', { class: value === best ? 'number best' : 'number' }, number(value, digits))));
      }),
    ),
  );
};

const bins = answer => {
  const found = new Array(LAST_BIN + 1).fill(0);
  for (const token of answer.tokens) {
    if (token.bits !== null && token.bits !== undefined) {
      found[Math.min(LAST_BIN, Math.floor(token.bits))]++;
    }
  }
  return found;
};

/** How many tokens took how many bits. */
export const histogram = (box, names, answers) => {
  const all = answers.map(bins);
  const most = Math.max(1, ...all.flat());
  const column = bin => {
    const bars = all.map((found, nth) => {
      const bar = make('span', { class: `column-bar fill-${nth}` });
      bar.style.setProperty('--length', found[bin] / most);
      return bar;
    });
    const title = all.map((found, nth) => `${names[nth]}: ${count(found[bin])}`).join(', ');
    const range = bin === LAST_BIN ? `${bin} bits or more` : `${bin} to ${bin + 1} bits`;
    return make('div', { class: 'column-bin', title: `${range}. ${title}` }, make('div', { class: 'column-bars' }, ...bars), make('span', { class: 'column-name numbers' }, bin === LAST_BIN ? `${bin}+` : String(bin)));
  };
  box.replaceChildren(...Array.from({ length: LAST_BIN + 1 }, (_, bin) => column(bin)));
  const told = all.map((found, nth) => `${names[nth]}: ${found.map((n, bin) => `${count(n)} with ${bin}${bin === LAST_BIN ? ' or more' : ''}`).join(', ')}`);
  box.setAttribute('aria-label', `Tokens by their whole bits. ${told.join('. ')}.`);
};

/** The places with the greatest values, each a button that goes there. */
export const places = (list, units, { value, write, go }) => {
  const greatest = units
    .map((unit, index) => ({ index, size: value(unit) }))
    .filter(({ size }) => size !== null)
    .sort((a, b) => Math.abs(b.size) - Math.abs(a.size))
    .slice(0, MOST_PLACES);
  const line = text => beginning(text, 1000);
  const before = index => {
    let text = '';
    for (let at = index - 1; at >= 0 && text.length < AROUND; at--) {
      text = units[at].text + text;
    }
    return line(Array.from(text).slice(-AROUND).join(''));
  };
  const after = index => {
    let text = '';
    for (let at = index + 1; at < units.length && text.length < AROUND; at++) {
      text += units[at].text;
    }
    return line(Array.from(text).slice(0, AROUND).join(''));
  };
  list.replaceChildren(
    ...greatest.map(({ index, size }) =>
      make(
        'li',
        {},
        make(
          'button',
          { type: 'button', on: { click: () => go(index) } },
          make('span', { class: 'place speech', dir: 'auto' }, before(index), make('mark', {}, line(units[index].text)), after(index)),
          make('span', { class: 'numbers place-value' }, write(size)),
        ),
      ),
    ),
  );
};
