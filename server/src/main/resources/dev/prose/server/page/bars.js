import { make, say, setOrRemove } from './dom.js';
import { percent } from './format.js';

const ENDS = [0.05, 0.1, 0.25, 0.5, 1];

/** Where a scale ends that has room for all of these probabilities. A round number, so that it seldom changes. */
export const scaleFor = probabilities => {
  const most = Math.max(...probabilities, 0);
  return ENDS.find(end => most <= end) ?? 1;
};

/**
 * A distribution as rows of bars, in a list. Rows are kept and filled again, so that focus stays and lengths can glide.
 *
 * A row is `{label, heard, values: [numbers], note, isMarked, isRest, cannotAdd}`: one or two values, each a bar and a number; `heard` is said,
 * after the label, to who listens.
 *
 * @param {HTMLElement} list an `ol`
 * @param {{choose?: function(number), add?: function(number), addName?: function(Object): string, leave?: function()}} actions
 *     `choose` is called for a click or Enter on a row; where there is `add`, Enter adds, and a second button does
 */
export const bars = (list, { choose, add, addName, leave } = {}) => {
  const elements = [];
  let rows = [];
  let tabStop = 0;

  const shown = () => elements.slice(0, rows.length);

  const setTabStop = index => {
    tabStop = index;
    shown().forEach(({ main }, at) => {
      if (choose) {
        main.tabIndex = at === index ? 0 : -1;
      }
    });
  };

  const onKey = (event, index) => {
    const last = rows.findLastIndex(row => !row.isRest);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const target = Math.max(0, Math.min(last, to));
      setTabStop(target);
      elements[target].main.focus();
      if (add) {
        choose(target);
      }
    } else if (event.key === 'Enter' && add) {
      event.preventDefault();
      if (!rows[index].cannotAdd) {
        add(index);
      }
    } else if (event.key === 'Escape' && leave) {
      leave();
    }
  };

  const newRow = index => {
    const label = make('bdi', { class: 'bar-label speech' });
    const heard = make('span', { class: 'unseen' });
    const track = make('span', { class: 'bar-track' });
    const numbers = make('span', { class: 'bar-numbers numbers' });
    const note = make('span', { class: 'bar-note' });
    const main = choose
      ? make('button', { type: 'button', class: 'bar-main', tabindex: -1, on: { click: () => rows[index].isRest || choose(index), keydown: event => onKey(event, index) } })
      : make('div', { class: 'bar-main' });
    main.append(label, heard, track, numbers, note);
    const item = make('li', { class: 'bar' }, main);
    const plus = add ? make('button', { type: 'button', class: 'bar-add quiet', tabindex: -1, on: { click: () => add(index) } }, '+') : null;
    if (plus) {
      item.append(plus);
    }
    return { item, main, label, heard, track, numbers, note, plus, fills: [], values: [] };
  };

  const fillValues = (element, values, scale) => {
    while (element.fills.length < values.length) {
      const nth = element.fills.length;
      const fill = make('span', { class: `bar-fill fill-${nth}` });
      const value = make('span', { class: `value-${nth}` });
      element.fills.push(fill);
      element.values.push(value);
      element.track.append(fill);
      element.numbers.append(value);
    }
    element.fills.forEach((fill, nth) => {
      const value = values[nth];
      fill.hidden = value === undefined;
      element.values[nth].hidden = value === undefined;
      if (value !== undefined) {
        const isKnown = value !== null && !Number.isNaN(value);
        fill.style.setProperty('--length', isKnown ? Math.min(1, value / scale) : 0);
        say(element.values[nth], isKnown ? percent(value) : '–');
      }
    });
  };

  const fillRow = (element, row, scale) => {
    say(element.label, row.label);
    say(element.heard, row.heard ? ` ${row.heard} ` : '');
    say(element.note, row.note ?? '');
    element.item.classList.toggle('rest', Boolean(row.isRest));
    element.item.classList.toggle('marked', Boolean(row.isMarked));
    fillValues(element, row.values, scale);
    if (choose) {
      setOrRemove(element.main, 'aria-pressed', row.isRest ? null : String(Boolean(row.isMarked)));
      element.main.disabled = Boolean(row.isRest);
    }
    if (element.plus) {
      element.plus.hidden = Boolean(row.isRest);
      element.plus.disabled = Boolean(row.cannotAdd);
      setOrRemove(element.plus, 'aria-label', row.isRest ? null : addName(row));
    }
  };

  return {
    /** Shows these rows. The scale is where a bar is full. */
    show: (newRows, scale = 1) => {
      rows = newRows;
      while (elements.length < rows.length) {
        const element = newRow(elements.length);
        elements.push(element);
        list.append(element.item);
      }
      elements.forEach((element, index) => {
        element.item.hidden = index >= rows.length;
        if (index < rows.length) {
          fillRow(element, rows[index], scale);
        }
      });
      setTabStop(Math.max(0, Math.min(tabStop, rows.length - 1)));
    },
    /** Moves the focus to a row. */
    focus: index => {
      setTabStop(index);
      elements[index]?.main.focus();
    },
    setTabStop,
  };
};
