import { get } from './api.js';
import { make, say } from './dom.js';
import { count } from './format.js';

let models = [];
const listeners = [];

export const all = () => models;

export const named = name => models.find(model => model.name === name);

/** Reads the list of models again, and tells all choosers. */
export const load = async () => {
  models = (await get('/api/models')).models;
  listeners.forEach(listener => listener());
};

/** The model with the least loss among those that fit, or the first that fits. */
export const best = (fits = () => true) => {
  const fitting = models.filter(fits);
  const known = fitting.filter(model => model.loss !== null && model.loss !== undefined);
  // Losses compare only where tokens and text are the same.
  const likeFirst = known.filter(model => model.tokens === known[0].tokens && model.learned_from === known[0].learned_from);
  return (likeFirst.sort((a, b) => a.loss - b.loss)[0] ?? fitting[0])?.name;
};

const TOKENS = { char: 'characters', character: 'characters', byte: 'bytes', word: 'words', bpe: 'pieces of words', subword: 'pieces of words' };

const note = model => {
  const parts = [model.description, `${count(model.vocabulary_size)} ${TOKENS[model.tokens] ?? 'tokens'}`];
  if (model.learned_from) {
    parts.push(`learned from ${model.learned_from}`);
  }
  if (model.loss !== null && model.loss !== undefined) {
    parts.push(`${(model.loss / Math.LN2).toFixed(2)} bits a token`);
  }
  return parts.filter(Boolean).join(' · ');
};

/**
 * Fills a `select` with models, now and whenever there are others; what was chosen stays chosen while it is there.
 *
 * @param {HTMLSelectElement} select
 * @param {{fits?: function(Object): boolean, prefer?: function(): string, none?: string, onChange: function(string): void}} options
 *     `none` is the text of a first option that stands for no model
 */
export const chooser = (select, { fits = () => true, prefer = () => best(fits), none, onChange }) => {
  const noteElement = document.getElementById(`${select.id}-note`);
  const describe = () => {
    const model = named(select.value);
    if (noteElement) {
      say(noteElement, model ? note(model) : '');
    }
  };
  const fill = () => {
    const before = select.value;
    const options = models.filter(fits).map(model => make('option', { value: model.name }, model.name));
    if (none) {
      options.unshift(make('option', { value: '' }, none));
    }
    select.replaceChildren(...options);
    const kept = before && models.some(model => model.name === before && fits(model)) ? before : none ? '' : (prefer() ?? '');
    select.value = kept;
    select.disabled = options.length === 0;
    describe();
    const isNoneFit = kept === '' && !none && models.length > 0;
    if (kept !== before || isNoneFit) {
      onChange(kept);
    }
  };
  select.addEventListener('change', () => {
    describe();
    onChange(select.value);
  });
  listeners.push(fill);
  if (models.length > 0) {
    fill();
  }
};

/** Chooses a model in a chooser, as if a person had. */
export const choose = (select, name) => {
  select.value = name;
  select.dispatchEvent(new Event('change'));
};
