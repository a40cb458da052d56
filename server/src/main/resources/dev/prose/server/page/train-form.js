import * as api from './api.js';
import { byId, foldWhenNarrow, make, say } from './dom.js';
import { plural } from './format.js';
import * as models from './models.js';

const OWN_TEXT = '';
const NEEDS_A_SIZE = ['word', 'whitespace', 'bpe'];
const TOKENS = [
  ['char', 'characters'],
  ['byte', 'bytes'],
  ['word', 'words'],
  ['whitespace', 'words between white space'],
  ['bpe', 'pieces of words (BPE)'],
];

/** Options in words; one that is not here has its own name made readable. */
const LABELS = {
  max_iters: ['Steps', 'How often the model takes a few texts and mends its numbers.'],
  learning_rate: ['Learning rate', 'How far each step goes.'],
  batch_size: ['Windows a step', 'How many pieces of text one step learns from.'],
  block_size: ['Tokens a window', 'How long each piece of text is.'],
  width: ['Width', 'Numbers that stand for a token inside the network.'],
  layers: ['Layers', 'How often they are worked over.'],
  order: ['Longest n-gram', 'The tokens of the longest piece that is counted.'],
  tokens: ['Tokens', 'What the text is cut into.'],
  vocabulary_size: ['Size of the vocabulary', 'For words and pieces of words.'],
  seed: ['Seed', 'The same seed learns the same.'],
};

const readable = name => {
  const words = name.replaceAll('_', ' ');
  return words[0].toUpperCase() + words.slice(1);
};

const idOf = name => `train-${name.replaceAll('_', '-')}`;

const choicesOf = (name, option) => {
  const given = option.values ?? option.choices;
  if (given) {
    return given.map(value => [value, TOKENS.find(([token]) => token === value)?.[1] ?? String(value)]);
  }
  return name === 'tokens' ? TOKENS : null;
};

const field = (name, option) => {
  const [label, hint] = LABELS[name] ?? [readable(name), ''];
  const id = idOf(name);
  const choices = choicesOf(name, option);
  const attributes = { id, name, 'aria-describedby': hint ? `${id}-hint` : null };
  const control = choices
    ? make('select', attributes, ...choices.map(([value, text]) => make('option', { value, selected: value === option.default }, text)))
    : make('input', { ...attributes, type: 'number', min: option.min, max: option.max, step: Number.isInteger(option.default ?? 1) && Number.isInteger(option.min ?? 1) ? 1 : 'any', value: option.default });
  return make('div', { class: 'field', id: `${id}-field` }, make('label', { for: id }, label), control, hint ? make('p', { class: 'hint', id: `${id}-hint` }, hint) : '');
};

/**
 * The form that says what to train.
 *
 * @returns {{load: function(): Promise, request: function(): Object, family: function(): Object}}
 */
export const trainForm = () => {
  const corpus = byId('train-corpus');
  const text = byId('train-text');
  const family = byId('train-family');
  const name = byId('train-name');
  const options = byId('train-options');
  let corpora = [];
  let families = [];
  let isNamed = false;

  const chosen = () => families.find(each => each.name === family.value);

  const showCorpus = () => {
    const isOwn = corpus.value === OWN_TEXT;
    byId('train-text-field').hidden = !isOwn;
    say(byId('train-corpus-note'), isOwn ? '' : (corpora.find(each => each.name === corpus.value)?.description ?? ''));
  };

  const showSize = () => {
    const size = document.getElementById(`${idOf('vocabulary_size')}-field`);
    const tokens = document.getElementById(idOf('tokens'));
    if (size && tokens) {
      size.hidden = !NEEDS_A_SIZE.includes(tokens.value);
    }
  };

  /** A name that no model has, until the person gives one. */
  const proposeName = () => {
    if (isNamed) {
      return;
    }
    const stem = `my-${family.value}`;
    let proposed = stem;
    for (let n = 2; models.named(proposed); n++) {
      proposed = `${stem}-${n}`;
    }
    name.value = proposed;
  };

  const showFamily = () => {
    const given = chosen();
    options.replaceChildren(...Object.entries(given?.options ?? {}).map(([each, option]) => field(each, option)));
    byId('train-settings').hidden = options.children.length === 0;
    say(byId('train-family-note'), given === undefined ? '' : given.by_steps ? 'Learns step by step: its loss is drawn as it falls.' : 'Counts the text: it is done in one go.');
    document.getElementById(idOf('tokens'))?.addEventListener('change', showSize);
    showSize();
    proposeName();
  };

  corpus.addEventListener('change', showCorpus);
  family.addEventListener('change', showFamily);
  name.addEventListener('input', () => {
    isNamed = name.value !== '';
  });
  text.addEventListener('input', () => say(byId('train-text-note'), text.value ? `${plural(Array.from(text.value).length, 'character')}. A few thousand or more are a good beginning.` : 'A few thousand characters or more.'));
  foldWhenNarrow(byId('train-settings'));

  const values = () => {
    const given = {};
    for (const [each, option] of Object.entries(chosen()?.options ?? {})) {
      const control = byId(idOf(each));
      const value = control.type === 'number' ? control.valueAsNumber : control.value;
      const isHidden = control.closest('.field').hidden;
      if (!isHidden && value !== '' && !Number.isNaN(value) && value !== option.default) {
        given[each] = value;
      }
    }
    return given;
  };

  return {
    /** Asks the server what there is to learn from, and what to train. */
    load: async () => {
      const answers = await Promise.all([api.get('/api/corpora'), api.get('/api/families')]);
      corpora = answers[0].corpora;
      families = answers[1].families;
      corpus.replaceChildren(
        ...corpora.map(each => make('option', { value: each.name, disabled: !each.available }, each.available ? each.name : `${each.name} (not here)`)),
        make('option', { value: OWN_TEXT }, 'a text of my own'),
      );
      corpus.value = corpora.find(each => each.available)?.name ?? OWN_TEXT;
      family.replaceChildren(...families.map(each => make('option', { value: each.name }, each.title)));
      showCorpus();
      showFamily();
    },
    /** What the server is to be asked. */
    request: () => ({
      name: name.value.trim(),
      model: family.value,
      ...(corpus.value === OWN_TEXT ? { text: text.value } : { corpus: corpus.value }),
      ...values(),
    }),
    family: model => families.find(each => each.name === model),
    /** After a run its name is taken. */
    proposeAnother: () => {
      isNamed = false;
      proposeName();
    },
  };
};
