import { colour } from './dom.js';

const LABELLED_FROM = 9; // pixels a cell must have for the letters at its row and column
const MARGIN = 22; // pixels for those letters
const LEAST_CELL = 3;
const MOST_CELL = 16;
const ABOVE = 290; // pixels of what stands above the table, and a little below
const RAMP = ['--heat-0', '--heat-1', '--heat-2', '--heat-3'];
const AGAINST = ['--heat-0', '--against-1', '--against-2', '--against-3'];

const rgb = name => colour(name).match(/[\d.]+/g).slice(0, 3).map(Number);

/** The colour at a place of a ramp, 0 to 1. */
const between = (stops, at) => {
  const place = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  return stops[low].map((from, channel) => from + (stops[low + 1][channel] - from) * (place - low));
};

/**
 * A square table as a heat map, in which pointer and arrow keys move a cell.
 *
 * @param {HTMLElement} box what has the focus
 * @param {HTMLCanvasElement} canvas
 * @param {{move: function(number, number)}} listener told the row and the column
 */
export const heatMap = (box, canvas, { move }) => {
  const context = canvas.getContext('2d');
  const cells = document.createElement('canvas');
  let tokens = [];
  let values = [];
  let at = [0, 0];
  let isHeld = false;
  let cell = LABELLED_FROM;
  let margin = 0;

  const measure = () => {
    const room = box.parentElement.clientWidth;
    const size = tokens.length;
    // A whole number of the screen's own pixels, so that the edges are sharp.
    const fitting = width => Math.floor((width * devicePixelRatio) / size) / devicePixelRatio;
    margin = fitting(room - MARGIN) >= LABELLED_FROM ? MARGIN : 0;
    // All of the table should be seen at once, if its letters can then still be read.
    const tall = Math.max(LABELLED_FROM + 1, fitting(innerHeight - ABOVE));
    cell = Math.max(LEAST_CELL, Math.min(MOST_CELL, tall, fitting(room - margin)));
  };

  /** One pixel a cell; drawing enlarges them. */
  const fillCells = () => {
    const size = tokens.length;
    const ramp = RAMP.map(rgb);
    const against = AGAINST.map(rgb);
    cells.width = size;
    cells.height = size;
    const image = new ImageData(size, size);
    values.forEach((row, y) =>
      row.forEach((value, x) => {
        const [r, g, b] = between(value < 0 ? against : ramp, Math.abs(value));
        image.data.set([r, g, b, 255], (y * size + x) * 4);
      }),
    );
    cells.getContext('2d').putImageData(image, 0, 0);
  };

  const drawLabels = () => {
    context.font = `${Math.min(12, cell)}px ui-monospace, Menlo, Consolas, monospace`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const quiet = colour('--muted');
    const loud = colour('--accent');
    tokens.forEach(({ label }, index) => {
      const middle = margin + (index + 0.5) * cell;
      context.fillStyle = index === at[0] ? loud : quiet;
      if (Array.from(label).length > 2) {
        return; // There is no room for the name of a byte.
      }
      context.fillText(label, margin / 2, middle);
      context.fillStyle = index === at[1] ? loud : quiet;
      context.fillText(label, middle, margin / 2);
    });
  };

  const draw = () => {
    const size = tokens.length;
    if (size === 0 || box.parentElement.clientWidth === 0) {
      return;
    }
    measure();
    const scale = devicePixelRatio;
    const side = margin + size * cell;
    canvas.width = Math.round(side * scale);
    canvas.height = Math.round(side * scale);
    canvas.style.setProperty('width', `${side}px`);
    canvas.style.setProperty('height', `${side}px`);
    context.scale(scale, scale);
    context.imageSmoothingEnabled = false;
    context.drawImage(cells, margin, margin, size * cell, size * cell);
    if (margin > 0) {
      drawLabels();
    }
    drawCursor(size);
  };

  const drawCursor = size => {
    const [row, column] = at;
    const x = margin + column * cell;
    const y = margin + row * cell;
    context.strokeStyle = colour('--ink');
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.strokeRect(margin + 0.5, y - 0.5, size * cell - 1, cell + 1);
    context.strokeRect(x - 0.5, margin + 0.5, cell + 1, size * cell - 1);
    context.globalAlpha = 1;
    context.lineWidth = isHeld ? 3 : 2;
    context.strokeStyle = colour('--ink');
    context.strokeRect(x - 1, y - 1, cell + 2, cell + 2);
  };

  const go = (row, column) => {
    const last = tokens.length - 1;
    const target = [Math.max(0, Math.min(last, row)), Math.max(0, Math.min(last, column))];
    if (target[0] !== at[0] || target[1] !== at[1]) {
      at = target;
      draw();
      move(...at);
    }
  };

  const keepInView = () => {
    const [y, x] = at.map(index => margin + index * cell);
    if (x < box.scrollLeft || x + cell > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = x - box.clientWidth / 2;
    }
    if (y < box.scrollTop || y + cell > box.scrollTop + box.clientHeight) {
      box.scrollTop = y - box.clientHeight / 2;
    }
  };

  const cellAt = event => {
    const rect = canvas.getBoundingClientRect();
    const [row, column] = [event.clientY - rect.top, event.clientX - rect.left].map(place => Math.floor((place - margin) / cell));
    const isInside = [row, column].every(index => index >= 0 && index < tokens.length);
    return isInside ? [row, column] : null;
  };

  box.addEventListener('keydown', event => {
    const [row, column] = at;
    const page = 8;
    const to = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      PageUp: [row - page, column],
      PageDown: [row + page, column],
      Home: [row, 0],
      End: [row, tokens.length - 1],
    }[event.key];
    if (to && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      go(...to);
      keepInView();
    } else if (event.key === 'Escape') {
      isHeld = false;
      draw();
    }
  });
  canvas.addEventListener('pointermove', event => {
    const to = cellAt(event);
    if (to && !isHeld) {
      go(...to);
    }
  });
  canvas.addEventListener('click', event => {
    const to = cellAt(event);
    if (to) {
      isHeld = !(isHeld && to[0] === at[0] && to[1] === at[1]);
      go(...to);
      draw();
    }
  });
  new ResizeObserver(draw).observe(box.parentElement);
  document.addEventListener('themechange', () => {
    if (tokens.length > 0) {
      fillCells();
      draw();
    }
  });

  return {
    /** Shows values from −1 to 1, a row for each token before. */
    paint: (newTokens, newValues) => {
      tokens = newTokens;
      values = newValues;
      fillCells();
      draw();
    },
    /** Puts the cursor at a cell, and tells of it even if it was there. */
    begin: cellOfTable => {
      isHeld = false;
      at = cellOfTable;
      draw();
      move(...at);
    },
  };
};
