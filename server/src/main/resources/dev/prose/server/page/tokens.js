import { make } from './dom.js';

const HOVER_REST = 60;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A text as tokens, each a span that can be tinted, pointed at and reached by the arrow keys.
 *
 * The spans are plain inline elements without margins, so that letters join and lines run as in any other text. Only the token that one is at
 * is a button with a name: a screen reader then reads the rest as text.
 *
 * @param {HTMLElement} box where the text goes
 * @param {{name: function(number): string, show: function(number|null), choose?: function(number), hold?: function(boolean)}} options
 *     `name` gives a token's name for who listens, `show` is called when another token is looked at, `choose` on Enter
 */
export const tokenText = (box, { name, show, choose = () => {}, hold = () => {} }) => {
  let spans = [];
  let current = null;
  let isHeld = false;
  let resting = 0;

  const setHeld = held => {
    isHeld = held;
    box.classList.toggle('held', held);
    hold(held);
  };

  const unmark = () => {
    const span = spans[current];
    if (span) {
      span.classList.remove('current');
      span.tabIndex = -1;
      span.removeAttribute('role');
      span.removeAttribute('aria-label');
    }
    box.querySelector('.completes')?.classList.remove('completes');
  };

  /** A token in the middle of a character has no text of its own: the one that completes the character is marked in its place. */
  const completing = index => spans.find((span, at) => at > index && span.textContent !== '');

  const look = (index, { focus = false } = {}) => {
    unmark();
    current = index;
    const span = spans[index];
    span.classList.add('current');
    span.tabIndex = 0;
    span.setAttribute('role', 'button');
    span.setAttribute('aria-label', name(index));
    if (span.textContent === '') {
      completing(index)?.classList.add('completes');
    }
    box.tabIndex = -1;
    if (focus) {
      span.focus({ preventScroll: true });
      span.scrollIntoView({ block: 'nearest' });
    }
    show(index);
  };

  const indexOf = target => {
    const span = target.closest?.('.token');
    return span && box.contains(span) ? Number(span.dataset.at) : null;
  };

  /** The token above or below one, nearest to where that begins. */
  const beside = (index, step) => {
    const from = spans[index].getBoundingClientRect();
    let found = index;
    let line = null;
    let least = Infinity;
    for (let at = index + step; at >= 0 && at < spans.length; at += step) {
      const rect = spans[at].getClientRects()[0];
      if (!rect || Math.abs(rect.top - from.top) < from.height / 2) {
        continue;
      }
      line ??= rect.top;
      if (Math.abs(rect.top - line) > from.height / 2) {
        break;
      }
      if (Math.abs(rect.left - from.left) < least) {
        least = Math.abs(rect.left - from.left);
        found = at;
      }
    }
    return found;
  };

  const target = key => {
    const last = spans.length - 1;
    const at = current ?? 0;
    const forward = RIGHT_TO_LEFT.test(spans[at].textContent) ? -1 : 1;
    switch (key) {
      case 'ArrowRight':
        return Math.max(0, Math.min(last, at + forward));
      case 'ArrowLeft':
        return Math.max(0, Math.min(last, at - forward));
      case 'ArrowDown':
        return beside(at, 1);
      case 'ArrowUp':
        return beside(at, -1);
      case 'Home':
        return 0;
      case 'End':
        return last;
      default:
        return null;
    }
  };

  box.addEventListener('keydown', event => {
    if (spans.length === 0 || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Escape') {
      setHeld(false);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(current ?? 0);
    } else {
      const to = event.target === box && current === null ? (target(event.key) === null ? null : 0) : target(event.key);
      if (to !== null) {
        event.preventDefault();
        look(to, { focus: true });
        setHeld(true);
      }
    }
  });

  // A short rest before a token is shown: on the way to the bars the pointer crosses others.
  box.addEventListener('pointerover', event => {
    clearTimeout(resting);
    const index = indexOf(event.target);
    if (index !== null && !isHeld && event.pointerType !== 'touch') {
      resting = setTimeout(() => !isHeld && index < spans.length && index !== current && look(index), HOVER_REST);
    }
  });
  box.addEventListener('pointerleave', () => clearTimeout(resting));

  box.addEventListener('click', event => {
    const index = indexOf(event.target);
    if (index === null || !getSelection().isCollapsed) {
      return;
    }
    if (isHeld && index === current) {
      setHeld(false);
    } else {
      look(index, { focus: true });
      setHeld(true);
    }
  });

  const span = unit => {
    const element = make('span', { class: 'token', tabindex: -1, 'data-at': spans.length, 'data-tint': unit.tint });
    element.textContent = unit.text;
    element.classList.toggle('newline', /^\n+$/.test(unit.text));
    element.classList.toggle('unknown', Boolean(unit.isUnknown));
    spans.push(element);
    return element;
  };

  return {
    /** Empties the text, and puts before it what is not of tokens. */
    clear: (before = '') => {
      clearTimeout(resting);
      spans = [];
      current = null;
      box.replaceChildren();
      box.tabIndex = 0;
      if (before) {
        box.append(make('span', { class: 'given' }, before));
      }
    },
    /** Adds tokens: `{text, tint, isUnknown}`. */
    append: units => {
      const fragment = document.createDocumentFragment();
      fragment.append(...units.map(span));
      box.append(fragment);
    },
    /** Adds text that is of no token. */
    appendRest: text => box.append(make('span', { class: 'given' }, text)),
    tint: (index, tint) => spans[index].setAttribute('data-tint', tint),
    look,
    /** The first token that can be seen where the text is scrolled to. */
    firstInView: () => {
      const { top } = box.getBoundingClientRect();
      return Math.max(0, spans.findIndex(each => each.getBoundingClientRect().top >= top));
    },
    hold: setHeld,
    get current() {
      return current;
    },
    get isHeld() {
      return isHeld;
    },
  };
};

/** Fills a legend: a title and swatches with what each means. */
export const legend = (element, title, entries) => {
  element.replaceChildren(
    make('span', { class: 'legend-title' }, title),
    ...entries.map(([tint, text]) => make('span', { class: 'swatch', 'data-tint': tint }, text)),
  );
};
