import { byId, foldWhenNarrow, make, say } from './dom.js';

// Where the slider for top-k is at its right end, all tokens take part: there, as with top-p, nothing is left out.
const ALL = 101;

const SLIDERS = [
  {
    name: 'temperature',
    label: 'Temperature',
    hint: 'Below 1 it plays safe, above 1 it takes risks.',
    min: 0,
    max: 2,
    step: 0.05,
    show: value => (value === 0 ? '0, always the likeliest' : value.toFixed(2)),
  },
  {
    name: 'top-k',
    label: 'Top-k',
    hint: 'Only the k likeliest tokens take part.',
    min: 1,
    max: ALL,
    step: 1,
    show: value => (value >= ALL ? 'all' : String(value)),
  },
  {
    name: 'top-p',
    label: 'Top-p',
    hint: 'Only the likeliest that together have this probability.',
    min: 0.05,
    max: 1,
    step: 0.01,
    show: value => (value >= 1 ? '1, all' : value.toFixed(2)),
  },
];

const values = { temperature: 1, 'top-k': ALL, 'top-p': 1 };
const listeners = [];

/** What the server is to be told. */
export const sampling = () => ({
  temperature: values.temperature,
  top_k: values['top-k'] >= ALL ? 0 : values['top-k'],
  top_p: values['top-p'],
});

/** Calls a function whenever a setting has changed, in whichever part. */
export const onSampling = listener => listeners.push(listener);

const change = (name, value) => {
  values[name] = value;
  listeners.forEach(listener => listener());
};

const summary = () => {
  const { temperature, top_k: k, top_p: p } = sampling();
  return `temperature ${temperature.toFixed(2)} · top-k ${k || 'all'} · top-p ${p.toFixed(2)}`;
};

const slider = (prefix, { name, label, hint, min, max, step, show }) => {
  const id = `${prefix}-${name}`;
  const input = make('input', { type: 'range', id, min, max, step, value: values[name], 'aria-describedby': `${id}-hint` });
  const output = make('output', { for: id, id: `${id}-value` });
  const follow = () => {
    if (input.valueAsNumber !== values[name]) {
      input.value = values[name];
    }
    say(output, show(values[name]));
    input.setAttribute('aria-valuetext', show(values[name]));
    input.style.setProperty('--at', `${((values[name] - min) / (max - min)) * 100}%`);
  };
  input.addEventListener('input', () => change(name, input.valueAsNumber));
  listeners.push(follow);
  follow();
  return make(
    'div',
    { class: 'field slider' },
    make('label', { for: id }, label),
    output,
    input,
    make('p', { class: 'hint', id: `${id}-hint` }, hint),
  );
};

/** Puts the sliders of a part into it; all parts show the same values. */
export const putSampling = prefix => {
  byId(`${prefix}-sampling`).append(...SLIDERS.map(each => slider(prefix, each)));
  const now = byId(`${prefix}-settings-now`);
  const follow = () => say(now, summary());
  listeners.push(follow);
  follow();
  foldWhenNarrow(byId(`${prefix}-settings`));
};
