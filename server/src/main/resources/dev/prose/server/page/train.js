import * as api from './api.js';
import { lossChart } from './chart.js';
import { byId, make, say } from './dom.js';
import { count, duration } from './format.js';
import * as models from './models.js';
import { trainForm } from './train-form.js';

const MOST_SAMPLES = 100;
const NO_CHART = { begin: () => {}, put: () => {} };

const loss = value => value.toFixed(4);

export const startTrain = async () => {
  const status = byId('train-status');
  const numbers = byId('train-numbers');
  const progress = byId('train-progress');
  const samples = byId('train-samples');
  const error = byId('train-error');
  const start = byId('train-start');
  const stop = byId('train-stop');
  const form = trainForm();
  let running = null;
  let finished = null;
  let lastSample = '';
  let facts = []; // of the progress, but for the time that is left
  // Without the chart's library the numbers and samples are still there.
  const chart = await lossChart(byId('train-chart'), byId('train-key')).catch(() => NO_CHART);

  const setRunning = run => {
    running = run;
    start.disabled = run !== null;
    stop.disabled = run === null;
  };

  const reset = run => {
    say(status, `Training ${run.name}…`);
    say(numbers, '');
    say(error, '');
    samples.replaceChildren();
    byId('train-samples-hint').hidden = true;
    byId('train-write').hidden = true;
    progress.removeAttribute('value'); // It is under way, and nobody knows how far.
    lastSample = '';
    facts = [];
    if (form.family(run.model)?.by_steps === false) {
      say(byId('train-samples-hint'), 'Such a model is counted in one go and not evaluated on the way. Write with it when it is done.');
      byId('train-samples-hint').hidden = false;
    }
  };

  const addSample = event => {
    const measured = [`Iteration ${count(event.iteration)}`];
    if (Number.isFinite(event.train)) {
      measured.push(`training ${event.train.toFixed(3)}`);
    }
    if (Number.isFinite(event.validation)) {
      measured.push(`validation ${event.validation.toFixed(3)}`);
    }
    samples.prepend(
      make('li', {}, make('p', { class: 'hint numbers' }, measured.join(' · ')), event.sample ? make('p', { class: 'speech', dir: 'auto' }, event.sample) : ''),
    );
    lastSample = event.sample || lastSample;
    while (samples.children.length > MOST_SAMPLES) {
      samples.lastElementChild.remove();
    }
  };

  const handlers = {
    started: event => {
      chart.begin(event);
      const size = [`${count(event.vocabulary_size)} different tokens`, `${count(event.train_tokens)} to learn from`];
      if (event.validation_tokens) {
        size.push(`${count(event.validation_tokens)} to validate`);
      }
      if (event.parameters) {
        size.push(`${count(event.parameters)} parameters`);
      }
      const guess = Number.isFinite(event.uniform) ? ` One who guesses blindly has ${event.uniform.toFixed(3)}.` : '';
      say(byId('train-chart-note'), `${size.join(' · ')}. Loss: how surprised the model is by each token, on average, in nats; lower is better.${guess}`);
    },
    progress: event => {
      if (event.max_iters > 0) {
        progress.max = event.max_iters;
        progress.value = event.iteration;
      }
      facts = [`${count(event.iteration)} of ${count(event.max_iters)} iterations`];
      if (event.tokens_per_second) {
        facts.push(`${count(event.tokens_per_second)} tokens a second`);
      }
      const left = Number.isFinite(event.seconds_left) ? [`${duration(event.seconds_left)} left`] : [];
      say(numbers, [...facts, ...left].join(' · '));
      if (Number.isFinite(event.loss)) {
        chart.put(event.iteration, { loss: event.loss });
      }
    },
    evaluation: event => {
      chart.put(event.iteration, { train: event.train, validation: event.validation });
      addSample(event);
    },
    done: async (event, run) => {
      const result = Number.isFinite(event.loss) ? ` Loss on the validation text: ${loss(event.loss)} nats, ${(event.loss / Math.LN2).toFixed(3)} bits a token.` : '';
      const time = Number.isFinite(event.seconds) ? ` ${event.state === 'stopped' ? 'after' : 'in'} ${event.seconds < 10 ? `${event.seconds.toFixed(1)} seconds` : duration(event.seconds)}` : '';
      say(status, `${event.model ?? run.name} ${event.state === 'stopped' ? 'was stopped' : 'is trained'}${time}.${result}`);
      say(numbers, facts.join(' · '));
      if (event.state === 'done') {
        progress.value = progress.max;
      } else if (!progress.hasAttribute('value')) {
        progress.value = 0;
      }
      if (event.model) {
        await models.load();
        finished = event.model;
        byId('train-write').hidden = false;
        form.proposeAnother();
      }
    },
    failed: event => {
      say(status, 'The training failed.');
      say(error, event.message);
      progress.value = 0;
    },
  };

  /** Shows a run, from its beginning to its end. */
  const follow = async run => {
    setRunning(run);
    reset(run);
    try {
      for await (const event of api.events(`/api/runs/${encodeURIComponent(run.id)}/events`)) {
        await handlers[event.type]?.(event, run);
      }
    } catch (problem) {
      say(status, 'The page has lost sight of the training. It may go on: come back with a reload.');
      say(error, problem.message);
    } finally {
      setRunning(null);
      byId('train-samples-hint').hidden = samples.children.length > 0;
    }
  };

  const runUnderWay = async () => (await api.get('/api/runs')).runs.find(run => run.state === 'running');

  const begin = async event => {
    event.preventDefault();
    if (running !== null) {
      return;
    }
    say(error, '');
    start.disabled = true;
    try {
      follow(await api.post('/api/runs', form.request()));
    } catch (problem) {
      setRunning(null);
      say(error, problem.message);
      if (problem.status === 409) {
        const other = await runUnderWay().catch(() => null);
        if (other) {
          await follow(other);
        }
      }
    }
  };

  byId('train-form').addEventListener('submit', begin);
  stop.addEventListener('click', async () => {
    stop.disabled = true;
    say(status, 'Stopping…');
    try {
      await api.post(`/api/runs/${encodeURIComponent(running.id)}/stop`, {});
    } catch (problem) {
      stop.disabled = false;
      say(error, problem.message);
    }
  });
  byId('train-write-link').addEventListener('click', event => {
    event.preventDefault();
    const prompt = Array.from(lastSample.trimStart())[0] ?? '';
    // The part listens once it has been opened, which the page does first.
    addEventListener('hashchange', () => document.dispatchEvent(new CustomEvent('writewith', { detail: { model: finished, prompt } })), { once: true });
    location.hash = 'write';
  });

  try {
    await form.load();
    const run = await runUnderWay();
    if (run) {
      follow(run);
    }
  } catch (problem) {
    say(error, problem.message);
  }
};
