import * as api from './api.js';
import { bars, scaleFor } from './bars.js';
import { branchList } from './branches.js';
import { bytesOf, decode, isPartial } from './bytes.js';
import { byId, isStill, say } from './dom.js';
import { bits, count, heard, ordinal, percent, plural, spoken } from './format.js';
import * as models from './models.js';
import { putSampling, sampling } from './sampling.js';
import { byProbability, PROBABILITY_LEGEND } from './tints.js';
import { legend, tokenText } from './tokens.js';

const ALTERNATIVES = 12;
const LEAST_AFTER_A_TURN = 40;
const OF_PLAYS = /plays|shakespeare/i;

/** Prompts for a first text. Any model can begin from nothing; what its tokens cannot say, it cannot be asked to go on from. */
const firstPrompts = name => (OF_PLAYS.test(models.named(name)?.learned_from ?? '') ? ['ROMEO:\n', ''] : ['']);

/** A token that the server has written, as the page keeps it. */
const kept = token => ({ ...token, text: token.text ?? '' });

/** The text that a token completes when it comes after others of which the last may have ended in the middle of a character. */
const completedText = (before, token) => {
  const pending = [];
  for (let at = before.length - 1; at >= 0 && before[at].text === '' && /\\x/.test(before[at].label); at--) {
    pending.unshift(...bytesOf(before[at].label));
  }
  if (!isPartial(token.text)) {
    return token.text;
  }
  return decode([...pending, ...bytesOf(token.text)]) ?? '';
};

const textOf = branch => branch.tokens.map(token => token.text).join('') + branch.rest;

export const startWrite = () => {
  const prompt = byId('write-prompt');
  const model = byId('write-model');
  const seed = byId('write-seed');
  const length = byId('write-length');
  const box = byId('write-text');
  const buttons = Object.fromEntries(['start', 'stop', 'again', 'new-seed', 'copy'].map(name => [name, byId(`write-${name}`)]));
  const status = byId('write-status');
  const speed = byId('write-speed');
  const error = byId('write-error');

  const branches = branchList(byId('write-branches'), byId('write-branches-hint'), branch => {
    stop();
    show(branch);
    describe(branch);
  });
  let shown = null;
  let writing = null; // {branch, controller, queue, begun, from, expected}

  // ----- the token that one looks at

  const alternativesAt = index => {
    const token = shown.tokens[index];
    const rows = token.alternatives.slice(0, ALTERNATIVES);
    return rows.some(each => each.id === token.id) ? rows : [...rows, token];
  };

  const turn = index => {
    const at = text.current;
    const alternative = alternativesAt(at)[index];
    const { id, label, probability } = alternative;
    const before = shown.tokens.slice(0, at);
    const isSame = id === shown.tokens[at].id;
    const token = isSame
      ? shown.tokens[at]
      : { id, label, probability, text: completedText(before, alternative), alternatives: shown.tokens[at].alternatives };
    const wanted = lengthWanted();
    const branch = branches.add({
      parent: shown,
      model: shown.model,
      prompt: shown.prompt,
      settings: { ...sampling(), seed: seedWanted() },
      tokens: [...before, token],
      forced: at + 1,
      length: Math.max(wanted, at + 1 + Math.min(wanted, LEAST_AFTER_A_TURN)),
    });
    show(branch);
    text.look(at);
    text.hold(true);
    write(branch);
  };

  const inspected = bars(byId('write-alternatives'), {
    choose: turn,
    leave: () => text.look(text.current, { focus: true }),
  });

  const inspect = index => {
    const token = shown.tokens[index];
    const rows = alternativesAt(index);
    const rank = token.alternatives.findIndex(each => each.id === token.id);
    const place = rank === -1 ? `not among the ${token.alternatives.length} likeliest` : rank === 0 ? 'the likeliest' : `${ordinal(rank + 1)} likeliest`;
    say(byId('write-inspect'), `“${token.label}” had ${percent(token.probability)}: ${place}, ${bits(-Math.log2(token.probability))}.`);
    inspected.show(
      rows.map(each => ({
        label: each.label,
        heard: heard(each),
        values: [each.probability],
        isMarked: each.id === token.id,
      })),
      scaleFor(rows.map(each => each.probability)),
    );
    inspected.setTabStop(0);
  };

  const hint = isHeld =>
    say(
      byId('write-inspect-hint'),
      isHeld ? 'Held. Choose a token to go on from it; Esc, or a click on the same token, lets go.' : 'Click a token to hold it, then choose another in its place.',
    );

  const text = tokenText(box, {
    name: index => `${spoken(shown.tokens[index])}, ${percent(shown.tokens[index].probability)}`,
    show: inspect,
    choose: () => inspected.focus(0),
    hold: hint,
  });
  hint(false);

  // ----- a branch on the page

  const units = tokens => tokens.map(token => ({ text: token.text, tint: byProbability(token.probability) }));

  const show = branch => {
    shown = branch;
    text.hold(false);
    text.clear(branch.prompt);
    text.append(units(branch.tokens));
    if (branch.rest) {
      text.appendRest(branch.rest);
    }
    branches.show(branch);
    box.scrollTop = 0;
    if (branch.tokens.length > 0) {
      text.look(0);
    }
    enable();
  };

  const ENDS = { length: 'Written to the length.', stopped: 'Stopped.', failed: 'It broke off.' };

  const describe = branch => {
    say(speed, branch.speed);
    say(status, branch.end ? (branch.same ?? ENDS[branch.end] ?? `Ended: ${branch.end}.`) : '');
  };

  const enable = () => {
    buttons.stop.disabled = writing === null;
    buttons.again.disabled = shown === null;
    buttons.copy.disabled = shown === null;
    box.setAttribute('aria-busy', String(writing !== null));
    box.classList.toggle('writing', writing !== null && !isStill());
  };

  // ----- writing

  /** Puts the tokens that have come into the page, at a pace that the eye can follow; all at once if movement is not wanted or not seen. */
  const drain = run => {
    if (run !== writing || run.queue.length === 0) {
      run.isDraining = false;
      return;
    }
    run.isDraining = true;
    const isAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
    const some = run.queue.splice(0, isStill() || document.hidden ? Infinity : Math.ceil(run.queue.length / 24));
    run.branch.tokens.push(...some);
    text.append(units(some));
    if (isAtEnd) {
      box.scrollTop = box.scrollHeight;
    }
    if (text.current === null) {
      text.look(0);
    }
    branches.refresh(run.branch);
    if (run.queue.length > 0) {
      document.hidden ? setTimeout(() => drain(run)) : requestAnimationFrame(() => drain(run));
    } else {
      run.isDraining = false;
      run.onDrained?.();
    }
  };

  const drained = run =>
    new Promise(resolve => {
      if (run.queue.length === 0) {
        resolve();
      } else {
        run.onDrained = resolve;
        if (!run.isDraining) {
          drain(run);
        }
      }
    });

  const measure = run => {
    const seconds = (performance.now() - run.begun) / 1000;
    const written = run.written;
    const rate = written > 1 && seconds > 0 ? `${count(written / seconds)} tokens a second` : '';
    run.branch.speed = [plural(run.branch.forced + written, 'token'), rate].filter(Boolean).join(' · ');
    say(speed, run.branch.speed);
  };

  const receive = async run => {
    const { branch } = run;
    const body = {
      model: branch.model,
      prompt: branch.prompt,
      tokens: branch.tokens.map(token => token.id),
      max_tokens: Math.max(1, branch.length - branch.forced),
      ...branch.settings,
      alternatives: ALTERNATIVES,
    };
    for await (const event of api.events('/api/write', { body, signal: run.controller.signal })) {
      if (event.tokens) {
        run.queue.push(...event.tokens.map(kept));
        run.written += event.tokens.length;
        measure(run);
        if (!run.isDraining && !(isStill() && !document.hidden)) {
          drain(run);
        }
      } else if (event.end) {
        run.rest = event.text ?? '';
        return event.end;
      } else if (event.error) {
        throw new api.ApiError(500, event.error.message);
      }
    }
    return 'stopped';
  };

  const write = async (branch, { expected = null } = {}) => {
    stop();
    const run = { branch, controller: new AbortController(), queue: [], begun: performance.now(), written: 0, expected, rest: '' };
    writing = run;
    branch.end = null;
    branch.same = null;
    branch.rest = '';
    say(error, '');
    say(status, 'Writing…');
    enable();
    try {
      const end = await receive(run);
      measure(run);
      await drained(run);
      if (run !== writing) {
        return;
      }
      branch.end = end;
      if (run.rest) {
        branch.rest = run.rest;
        text.appendRest(run.rest);
      }
      if (expected !== null) {
        const isSame = expected === textOf(branch);
        branch.same = isSame ? `Again, with seed ${branch.settings.seed}: the same text, token for token.` : `Again, with seed ${branch.settings.seed}: this time it differs.`;
      }
      writing = null;
      if (text.current === 0 && !text.isHeld && !box.contains(document.activeElement)) {
        text.look(text.firstInView()); // The first may have gone out of sight while the text grew.
      }
      describe(branch);
    } catch (problem) {
      if (run !== writing) {
        return;
      }
      writing = null;
      branch.end = 'failed';
      say(status, '');
      if (!api.isStopped(problem)) {
        say(error, problem.message);
      }
      throw problem;
    } finally {
      branches.refresh(branch);
      enable();
    }
  };

  /** Stops, and keeps what has been written, also what has come and was not shown yet. */
  const stop = () => {
    if (writing === null) {
      return;
    }
    const run = writing;
    writing = null;
    run.controller.abort();
    run.branch.tokens.push(...run.queue);
    if (run.branch === shown) {
      text.append(units(run.queue));
    }
    run.queue.length = 0;
    run.branch.end = 'stopped';
    branches.refresh(run.branch);
    describe(run.branch);
    enable();
  };

  const within = (input, fallback) => {
    const value = Math.trunc(input.valueAsNumber);
    return Number.isNaN(value) ? fallback : Math.min(Number(input.max), Math.max(Number(input.min), value));
  };
  const seedWanted = () => within(seed, 42);
  const lengthWanted = () => within(length, 320);

  /** Writes from the prompt. A text that fails before its first token leaves what was shown as it was. */
  const begin = async () => {
    const before = shown;
    const branch = branches.add({
      parent: null,
      model: model.value,
      prompt: prompt.value,
      settings: { ...sampling(), seed: seedWanted() },
      tokens: [],
      forced: 0,
      length: lengthWanted(),
    });
    stop();
    show(branch);
    try {
      await write(branch);
    } catch {
      if (branch.tokens.length === 0) {
        branches.remove(branch);
        if (before && shown === branch) {
          show(before);
          describe(before);
        }
        return false;
      }
    }
    if (branch.tokens.length === 0 && branch !== shown) {
      branches.remove(branch); // Another text was begun before this one had a token.
    }
    return true;
  };

  const again = () => {
    stop();
    const branch = shown;
    const expected = branch.end === 'length' ? textOf(branch) : null;
    branch.tokens = branch.tokens.slice(0, branch.forced);
    branch.rest = '';
    show(branch);
    write(branch, { expected }).catch(() => {});
  };

  const copy = async () => {
    const all = shown.prompt + textOf(shown);
    try {
      await navigator.clipboard.writeText(all);
      say(status, 'Copied, with the prompt.');
    } catch {
      getSelection().selectAllChildren(box);
      say(status, 'The browser does not let the page copy. The text is selected: copy it with Ctrl + C.');
    }
  };

  /** Writes from the first of these prompts that the model can begin with: its tokens may not have what the others need. */
  const beginWithAny = async prompts => {
    for (const each of prompts) {
      prompt.value = each;
      if (await begin()) {
        return;
      }
    }
  };

  buttons.start.addEventListener('click', begin);
  buttons.stop.addEventListener('click', stop);
  buttons.again.addEventListener('click', again);
  buttons.copy.addEventListener('click', copy);
  buttons['new-seed'].addEventListener('click', () => {
    seed.value = Math.floor(Math.random() * 1_000_000);
    begin();
  });
  prompt.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      begin();
    }
  });

  document.addEventListener('writewith', ({ detail }) => {
    models.choose(model, detail.model);
    beginWithAny([...new Set([prompt.value, detail.prompt, ''])].filter(each => each !== undefined && each !== null));
  });

  putSampling('write');
  legend(byId('write-legend'), 'How likely each token was', PROBABILITY_LEGEND);
  let isFirst = true;
  models.chooser(model, {
    onChange: name => {
      if (isFirst && name) {
        isFirst = false;
        beginWithAny(firstPrompts(name));
      }
    },
  });
};
