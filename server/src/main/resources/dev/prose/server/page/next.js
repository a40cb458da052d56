import * as api from './api.js';
import { bars, scaleFor } from './bars.js';
import { isPartial } from './bytes.js';
import { byId, debounced, make, say } from './dom.js';
import { count, heard, plural, spoken } from './format.js';
import * as models from './models.js';
import { orderTable, voteTable } from './reasons.js';
import { onSampling, putSampling, sampling } from './sampling.js';

const ROWS = 40;
const TYPING_RESTS = 150;
const SLIDER_RESTS = 40;
const FIRST_TEXT = 'HAMLET:\nMy lord, I have no';

/**
 * What one model expects next: the bars, and why.
 *
 * @param {{id: string, text: function(): string, add: function(string)}} options `add` appends a token's text to what was typed
 */
const column = ({ id, text, add }) => {
  const name = make('h3', { id: `${id}-title` });
  const facts = make('p', { class: 'said numbers', id: `${id}-facts`, 'aria-live': 'polite' });
  const error = make('p', { class: 'error', role: 'alert' });
  const key = make(
    'p',
    { class: 'key' },
    make('span', { class: 'key-0' }, 'the model'),
    make('span', { class: 'key-1' }, 'after temperature, top-k and top-p'),
  );
  const list = make('ol', { class: 'bars two', id: `${id}-bars`, 'aria-labelledby': `${id}-title` });
  const hint = make('p', { class: 'hint' }, 'Choose a token to ask why. Enter, or +, adds it to the text.');
  const why = make('div', { class: 'why', id: `${id}-why` });
  const element = make(
    'section',
    { class: 'column', 'aria-labelledby': `${id}-title` },
    make('div', { class: 'card' }, name, facts, key, error, list, hint),
    make('div', { class: 'card' }, make('h3', {}, 'Why'), why),
  );

  let model = '';
  let about = null;
  let answer = null;
  let controller = null;
  let isStale = false;

  const rows = bars(list, {
    choose: index => {
      about = answer.next[index].id;
      ask();
    },
    add: index => {
      if (isStale) {
        return; // These rows are of the text before the last addition.
      }
      add(answer.next[index].text);
      rows.focus(0);
    },
    addName: row => `Add ${row.spoken} to the text`,
  });

  const noteOf = token => {
    if (!token.ngram) {
      return '';
    }
    const seen = token.count === null || token.count === undefined ? '' : ` (${count(token.count)})`;
    return `${token.ngram}${seen}`;
  };

  const showBars = () => {
    const { next, rest } = answer;
    const shown = next.map(token => ({
      label: token.label,
      spoken: spoken(token),
      heard: heard(token),
      values: [token.probability, token.sampled],
      note: noteOf(token),
      isMarked: token.id === answer.about?.id,
      cannotAdd: isPartial(token.text) || token.text === '',
    }));
    if (rest && rest.count > 0) {
      shown.push({ label: `${count(rest.count)} more`, spoken: '', values: [rest.probability, rest.sampled], isRest: true });
    }
    list.classList.toggle('notes', next.some(token => token.ngram));
    rows.show(shown, scaleFor(next.flatMap(token => [token.probability, token.sampled])));
  };

  const showWhy = () => {
    const { votes, bias, expert, orders } = answer;
    const label = `“${answer.about?.label}”`;
    if (votes) {
      why.replaceChildren(
        voteTable(votes, bias, expert, `What each kind of context adds to the logit of ${label}: its vote, times how far it is trusted. Seen: how often ${label} followed. Just now, lately: in this text, fading over some 300 and 10,000 characters.`),
      );
    } else if (orders) {
      why.replaceChildren(orderTable(orders, `How likely ${label} is, by how many tokens the n-gram has. A row that has not seen it answers as a shorter one. Counted: of the longest n-grams how often they come, of shorter ones, where smoothing asks for that, how many different tokens come before them.`));
    } else {
      const type = models.named(model)?.type;
      say(
        why,
        type === 'bigram'
          ? 'A bigram table looks at the last token alone, and at one row of its table. The part “Table” shows all of it.'
          : 'A network’s reasons are spread over all of its weights: there are no counts to show. Compare it with a mixture or n-grams, which can say why.',
      );
    }
  };

  const show = () => {
    say(facts, `Entropy ${answer.entropy.toFixed(2)} bits · as open as a choice among ${(2 ** answer.entropy).toFixed(1)} equals · after ${plural(answer.tokens, 'token')}`);
    showBars();
    showWhy();
  };

  const ask = async () => {
    if (!model) {
      return;
    }
    controller?.abort();
    controller = new AbortController();
    const mine = controller;
    const body = { model, prompt: text(), ...sampling(), limit: ROWS };
    if (about !== null) {
      body.about = about;
    }
    try {
      const fresh = await api.post('/api/next', body, mine.signal);
      if (mine !== controller) {
        return;
      }
      answer = fresh;
      isStale = false;
      say(error, '');
      show();
    } catch (problem) {
      if (mine === controller && !api.isStopped(problem)) {
        isStale = false;
        say(error, problem.message);
      }
    }
  };

  return {
    element,
    ask,
    /** The text has changed: what was asked about may no longer matter. */
    askAnew: () => {
      about = null;
      isStale = true;
      return ask();
    },
    setModel: chosen => {
      model = chosen;
      about = null;
      say(name, chosen);
      return ask();
    },
  };
};

export const startNext = () => {
  const input = byId('next-text');
  const container = byId('next-columns');
  input.value = FIRST_TEXT;

  const askAll = () => shownColumns().forEach(each => each.askAnew());

  const add = text => {
    input.value += text;
    input.scrollTop = input.scrollHeight;
    askAll();
  };

  const first = column({ id: 'next-first', text: () => input.value, add });
  const second = column({ id: 'next-second', text: () => input.value, add });
  const shownColumns = () => (container.contains(second.element) ? [first, second] : [first]);
  container.append(first.element);

  input.addEventListener('input', debounced(askAll, TYPING_RESTS));
  onSampling(debounced(() => shownColumns().forEach(each => each.ask()), SLIDER_RESTS));
  putSampling('next');

  models.chooser(byId('next-model'), { onChange: name => first.setModel(name) });
  models.chooser(byId('next-compare'), {
    none: 'nothing',
    onChange: name => {
      container.classList.toggle('comparing', name !== '');
      if (name === '') {
        second.element.remove();
      } else {
        container.append(second.element);
        second.setModel(name);
      }
    },
  });
};
