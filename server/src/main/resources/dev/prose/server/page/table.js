import * as api from './api.js';
import { bars, scaleFor } from './bars.js';
import { byId, make, say } from './dom.js';
import { count, percent, plural } from './format.js';
import { heatMap } from './heat.js';
import * as models from './models.js';

const MOST_TOKENS = 256;

const sum = numbers => numbers.reduce((a, b) => a + b, 0);

export const startTable = () => {
  const error = byId('table-error');
  const choices = ['learned', 'counted', 'difference'].map(name => byId(`table-show-${name}`));
  let table = null; // {tokens, probabilities, counts, shares}
  let controller = null;

  const rowBars = bars(byId('table-row'));

  const sayCell = (row, column) => {
    const before = table.tokens[row];
    const after = table.tokens[column];
    const learned = `after “${before.label}”, “${after.label}” has ${percent(table.probabilities[row][column])}`;
    const counted = table.counts ? `; in the text ${count(table.counts[row][column])} of ${count(sum(table.counts[row]))}, ${table.shares[row] ? percent(table.shares[row][column]) : 'none'}` : '';
    say(byId('table-cell'), `${learned[0].toUpperCase()}${learned.slice(1)}${counted}.`);
  };

  const sayRow = (row, column) => {
    const before = table.tokens[row];
    const seen = table.counts ? `, which the text has ${plural(sum(table.counts[row]), 'time')}` : '';
    say(byId('table-row-said'), `After “${before.label}”${seen}, likeliest first:`);
    const order = table.probabilities[row].map((_, at) => at).sort((a, b) => table.probabilities[row][b] - table.probabilities[row][a]);
    const shares = table.shares?.[row];
    rowBars.show(
      order.map(at => ({
        label: table.tokens[at].label,
        values: table.counts ? [table.probabilities[row][at], shares ? shares[at] : 0] : [table.probabilities[row][at]],
        isMarked: at === column,
      })),
      scaleFor([...table.probabilities[row], ...(shares ?? [])]),
    );
  };

  const map = heatMap(byId('table-map'), byId('table-canvas'), {
    move: (row, column) => {
      sayCell(row, column);
      sayRow(row, column);
    },
  });

  const shown = () => choices.find(choice => choice.checked).value;

  const paint = () => {
    if (table === null) {
      return;
    }
    const what = shown();
    const { probabilities, shares } = table;
    // A square root lifts the small probabilities, which are most of the table, out of the dark.
    const values = {
      learned: () => probabilities.map(row => row.map(Math.sqrt)),
      counted: () => probabilities.map((row, at) => row.map((_, column) => (shares[at] ? Math.sqrt(shares[at][column]) : 0))),
      difference: () =>
        probabilities.map((row, at) => row.map((p, column) => Math.sign(p - (shares[at]?.[column] ?? 0)) * Math.sqrt(Math.abs(p - (shares[at]?.[column] ?? 0))))),
    }[what]();
    map.paint(table.tokens, values);
    const scale = byId('table-scale');
    scale.replaceChildren(
      ...(what === 'difference'
        ? [make('span', {}, 'text more'), make('span', { class: 'ramp diverging' }), make('span', {}, 'model more')]
        : [make('span', {}, '0%'), make('span', { class: 'ramp' }), make('span', {}, '100%')]),
    );
  };

  const load = async name => {
    if (!name) {
      say(byId('table-error'), 'None of the models has few enough tokens for a table: 256 at most. Train one of characters, or look at Next.');
      return;
    }
    controller?.abort();
    controller = new AbortController();
    const mine = controller;
    try {
      const fresh = await api.get(`/api/bigrams?model=${encodeURIComponent(name)}`, mine.signal);
      if (mine !== controller) {
        return;
      }
      say(error, '');
      const shares = fresh.counts?.map(row => {
        const total = sum(row);
        return total > 0 ? row.map(number => number / total) : null;
      });
      table = { ...fresh, counts: fresh.counts ?? null, shares: shares ?? null };
      choices.slice(1).forEach(choice => {
        choice.disabled = table.counts === null;
      });
      if (table.counts === null) {
        choices[0].checked = true;
      }
      say(byId('table-show-hint'), table.counts ? '' : 'The server has no counts for this model.');
      byId('table-row-key').replaceChildren(make('span', { class: 'key-0' }, 'the model'), ...(table.counts ? [make('span', { class: 'key-1' }, 'the text')] : []));
      byId('table-row').classList.toggle('two', table.counts !== null);
      paint();
      map.begin(firstCell());
    } catch (problem) {
      if (mine === controller && !api.isStopped(problem)) {
        say(error, problem.message);
      }
    }
  };

  /** After q comes u: the one row of such a table that everybody can foretell. */
  const firstCell = () => {
    const at = label => table.tokens.findIndex(token => token.label === label);
    return at('q') >= 0 && at('u') >= 0 ? [at('q'), at('u')] : [0, 0];
  };

  const fits = model => model.vocabulary_size <= MOST_TOKENS;
  choices.forEach(choice => choice.addEventListener('change', paint));
  models.chooser(byId('table-model'), {
    fits,
    prefer: () => models.all().find(model => model.type === 'bigram' && fits(model))?.name ?? models.best(fits),
    onChange: load,
  });
};
