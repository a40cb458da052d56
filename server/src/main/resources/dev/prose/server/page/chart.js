import { colour, make } from './dom.js';

/** What the chart draws, in this order. */
const SERIES = [
  { name: 'loss', label: 'of the last steps', colour: '--faint-line', width: 1.25 },
  { name: 'train', label: 'training text', colour: '--accent', width: 2, points: true },
  { name: 'validation', label: 'validation text', colour: '--second', width: 2, points: true },
  { name: 'optimumTrain', label: 'the best any bigram table can do here', colour: '--accent', width: 1.5, dash: [6, 4] },
  { name: 'optimumValidation', label: 'the same, on the validation text', colour: '--second', width: 1.5, dash: [6, 4] },
];

/**
 * Losses by iteration, drawn by uPlot.
 *
 * @param {HTMLElement} box where the chart goes; its text alternative is kept here too
 * @param {HTMLElement} key where the lines are named, with the values under the pointer or the latest
 */
export const lossChart = async (box, key) => {
  const { default: UPlot } = await import('/page/uPlot.esm.js');
  let chart = null;
  let points = new Map(); // iteration → {loss, train, validation}
  let started = null;
  let isWaiting = false;

  const columns = () => {
    const iterations = [...points.keys()].sort((a, b) => a - b);
    // A dashed line needs two ends, also before anything was measured.
    const xs = [...new Set([0, ...iterations, started.max_iters])].sort((a, b) => a - b);
    const of = name => xs.map(x => points.get(x)?.[name] ?? null);
    const level = value => xs.map(() => value ?? null);
    return [xs, of('loss'), of('train'), of('validation'), level(started.optimum_train), level(started.optimum_validation)];
  };

  const range = () => {
    const measured = [...points.values()].flatMap(({ loss, train, validation }) => [loss, train, validation]);
    const known = [...measured, started.optimum_train, started.optimum_validation, started.uniform].filter(Number.isFinite);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const room = (high - low || 1) * 0.06;
    return [Math.max(0, low - room), high + room];
  };

  const draw = () => {
    isWaiting = false;
    if (chart) {
      chart.setData(columns());
      nameLines(null);
    }
  };

  const drawSoon = () => {
    if (!isWaiting) {
      isWaiting = true;
      document.hidden ? setTimeout(draw) : requestAnimationFrame(draw);
    }
  };

  const latest = name => [...points].filter(([, point]) => Number.isFinite(point[name])).sort(([a], [b]) => b - a)[0]?.[1][name];

  /** Whether nothing is evaluated on the way: then the loss of the last steps is all that there is to see. */
  const isAlone = () => latest('train') === undefined;

  const valueAt = ({ name }, index) => {
    if (name === 'optimumTrain' || name === 'optimumValidation') {
      return name === 'optimumTrain' ? started.optimum_train : started.optimum_validation;
    }
    return index === null ? latest(name) : points.get(chart.data[0][index])?.[name];
  };

  const nameLines = index => {
    const present = SERIES.filter(series => Number.isFinite(valueAt(series, null)));
    key.replaceChildren(
      ...present.map(series => {
        const value = valueAt(series, index);
        return make('span', { class: `line-${series.name}${series.name === 'loss' && isAlone() ? ' alone' : ''}` }, `${series.label} `, make('span', { class: 'numbers' }, Number.isFinite(value) ? value.toFixed(3) : '–'));
      }),
    );
    const losses = present.map(series => `${series.label}: ${valueAt(series, null).toFixed(3)}`).join('; ');
    box.setAttribute('aria-label', `Loss by iteration, in nats a token. ${losses || 'Nothing has been measured yet'}.`);
  };

  const axis = (label, more) => ({
    stroke: () => colour('--muted'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { stroke: () => colour('--line'), width: 1 },
    label,
    labelSize: 20,
    labelFont: '12px system-ui, sans-serif',
    font: '12px system-ui, sans-serif',
    ...more,
  });

  const size = () => ({ width: Math.max(260, box.clientWidth), height: box.clientHeight || 320 });

  const build = () => {
    chart?.destroy();
    box.replaceChildren();
    chart = new UPlot(
      {
        ...size(),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
        scales: { x: { time: false, range: () => [0, Math.max(1, started.max_iters)] }, y: { range } },
        axes: [axis('iteration', { size: 36 }), axis('loss, nats a token', { size: 44 })],
        series: [
          {},
          ...SERIES.map(series => ({
            label: series.label,
            stroke: () => colour(series.name === 'loss' && isAlone() ? '--accent' : series.colour),
            width: series.width,
            dash: series.dash,
            spanGaps: true,
            points: { show: Boolean(series.points), size: 5, fill: () => colour(series.colour) },
          })),
        ],
        hooks: { setCursor: [plot => nameLines(plot.cursor.idx ?? null)] },
      },
      columns(),
      box,
    );
    nameLines(null);
  };

  new ResizeObserver(() => chart && box.clientWidth > 0 && chart.setSize(size())).observe(box);
  document.addEventListener('themechange', () => chart?.redraw());

  const put = (iteration, values) => {
    points.set(iteration, { ...points.get(iteration), ...values });
    drawSoon();
  };

  return {
    /** Begins anew, with a `started` event. */
    begin: event => {
      started = event;
      points = new Map();
      build();
    },
    put,
  };
};
