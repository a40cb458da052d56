import { aligned, bitsOf, pieces } from './align.js';
import * as api from './api.js';
import { byId, debounced, say } from './dom.js';
import { bits, count, ordinal, percent, plural, signed, spoken } from './format.js';
import * as models from './models.js';
import { histogram, places, totals } from './score-tables.js';
import { BITS_LEGEND, byBits, byDifference, byRank, differenceLegend, RANK_LEGEND } from './tints.js';
import { legend, tokenText } from './tokens.js';

const TYPING_RESTS = 350;
const EXAMPLE = `JULIET:
Good night, good night! And yet the night is long,
And I have words enough to fill the sea.

The bus was late again, so we shared a pizza and
watched the wifi light go quietly from green to red.

ROMEO:
Then let me read thy silence, line by line.
`;

const isCounted = token => token.bits !== null && token.bits !== undefined;

export const startScore = () => {
  const input = byId('score-text');
  const error = byId('score-error');
  const status = byId('score-status');
  const choices = Object.fromEntries(['bits', 'rank', 'difference'].map(name => [name, byId(`score-by-${name}`)]));
  const chosen = { first: '', second: '' };
  let controller = null;
  let scored = null; // {answers: [first, second?], names, units: [{text, first, second}]}

  // ----- one token

  const quoted = piece => piece.tokens.map(token => `“${token.label}”`).join(' ');

  const ofModel = piece => {
    const tokens = piece.tokens.filter(isCounted);
    if (tokens.length === 0) {
      return piece.tokens.every(token => token.id === null) ? 'not known to the model, and not counted' : 'not predicted: nothing stands before it';
    }
    if (tokens.length > 1) {
      return `${bits(bitsOf(piece))} in ${plural(tokens.length, 'token')}`;
    }
    const [token] = tokens;
    const expected = token.expected && token.rank !== 1 ? `; likeliest was “${token.expected.label}” with ${percent(token.expected.probability)}` : '';
    return `${bits(token.bits)}, probability ${percent(token.probability)}, ${token.rank === 1 ? 'the likeliest' : `${ordinal(token.rank)} likeliest`}${expected}`;
  };

  const inspect = index => {
    const { first, second } = scored.units[index];
    const one = ofModel(first);
    say(
      byId('score-said'),
      second === null ? `${quoted(first)}: ${one}.` : `${quoted(first)} · ${scored.names[0]}: ${one}. ${scored.names[1]}: ${ofModel(second)}.`,
    );
  };

  const text = tokenText(byId('score-tokens'), {
    name: index => {
      const { first } = scored.units[index];
      const surprise = bitsOf(first);
      return `${first.tokens.map(spoken).join(' ')}, ${surprise === null ? 'not counted' : bits(surprise)}`;
    },
    show: inspect,
  });

  // ----- all of them

  const difference = ({ first, second }) => {
    const [a, b] = [bitsOf(first), bitsOf(second)];
    return a === null || b === null ? null : b - a;
  };

  const colouring = () => Object.keys(choices).find(name => choices[name].checked);

  const tintOf = unit => {
    switch (colouring()) {
      case 'rank': {
        const ranks = unit.first.tokens.filter(isCounted).map(token => token.rank);
        return byRank(ranks.length > 0 ? Math.max(...ranks) : null);
      }
      case 'difference':
        return byDifference(difference(unit));
      default:
        return byBits(bitsOf(unit.first));
    }
  };

  const showLegend = () => {
    const by = colouring();
    if (by === 'rank') {
      legend(byId('score-legend'), 'Place among all tokens', RANK_LEGEND);
    } else if (by === 'difference' && scored?.names.length === 2) {
      legend(byId('score-legend'), 'Who knew better', differenceLegend(...scored.names));
    } else {
      legend(byId('score-legend'), 'Surprise', BITS_LEGEND);
    }
  };

  const recolour = () => {
    showLegend();
    scored?.units.forEach((unit, index) => text.tint(index, tintOf(unit)));
    if (scored) {
      showPlaces();
    }
  };

  const showPlaces = () => {
    const isDifference = colouring() === 'difference';
    say(byId('score-places-title'), isDifference ? 'Where they differ most' : 'Most surprising');
    const value = isDifference ? difference : unit => bitsOf(unit.first);
    places(byId('score-places'), scored.units, {
      value,
      write: number => (isDifference ? `${scored.names[number > 0 ? 0 : 1]} ${signed(-Math.abs(number), 1)}` : bits(number)),
      go: index => {
        text.look(index, { focus: true });
        text.hold(true);
      },
    });
  };

  const show = () => {
    text.hold(false);
    text.clear();
    text.append(
      scored.units.map(unit => ({
        text: unit.text,
        tint: tintOf(unit),
        isUnknown: unit.first.tokens.every(token => token.id === null) || unit.second?.tokens.every(token => token.id === null),
      })),
    );
    showLegend();
    totals(byId('score-totals'), byId('score-totals-note'), scored.names, scored.answers);
    histogram(byId('score-histogram'), scored.names, scored.answers);
    showPlaces();
    const unknown = scored.answers.map((answer, nth) => [answer.tokens.filter(token => token.id === null).length, scored.names[nth]]).filter(([left]) => left > 0);
    const left = unknown.map(([number, name]) => `; ${count(number)} unknown to ${name}, marked and not counted`).join('');
    say(status, `${plural(scored.answers[0].predicted, 'token')} counted${left}.`);
    say(byId('score-said'), scored.units.length > 0 ? 'Point at a token, or move to it with the arrow keys, to see what the model thought of it.' : '');
  };

  const units = answers => {
    const [first, second] = answers.map(answer => pieces(answer.tokens));
    return second
      ? aligned(first, second).map(([a, b]) => ({ text: a.text, first: a, second: b }))
      : first.map(piece => ({ text: piece.text, first: piece, second: null }));
  };

  const score = async () => {
    if (!chosen.first) {
      return;
    }
    controller?.abort();
    controller = new AbortController();
    const mine = controller;
    if (input.value === '') {
      say(status, 'Paste or type a text to score it.');
      return;
    }
    const names = [chosen.first, chosen.second].filter(Boolean);
    try {
      const answers = await Promise.all(names.map(model => api.post('/api/score', { model, text: input.value }, mine.signal)));
      if (mine !== controller) {
        return;
      }
      say(error, '');
      choices.difference.disabled = names.length < 2;
      if (names.length < 2 && choices.difference.checked) {
        choices.bits.checked = true;
      }
      scored = { answers, names, units: units(answers) };
      show();
    } catch (problem) {
      if (mine === controller && !api.isStopped(problem)) {
        say(error, problem.message);
      }
    }
  };

  input.value = EXAMPLE;
  input.addEventListener('input', debounced(score, TYPING_RESTS));
  Object.values(choices).forEach(choice => choice.addEventListener('change', recolour));
  showLegend();
  models.chooser(byId('score-model'), {
    onChange: name => {
      chosen.first = name;
      score();
    },
  });
  models.chooser(byId('score-compare'), {
    none: 'nothing',
    onChange: name => {
      const wasAlone = chosen.second === '';
      chosen.second = name;
      if (name !== '' && wasAlone) {
        choices.difference.disabled = false;
        choices.difference.checked = true;
      }
      score();
    },
  });
};
