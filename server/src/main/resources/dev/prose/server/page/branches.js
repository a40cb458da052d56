import { make, say } from './dom.js';
import { beginning } from './format.js';

const MOST = 60;
const OF_THE_PROMPT = 16;

/**
 * The texts that were written, as a tree: each text from a prompt, and under it the ways that turn off from it.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} hint shown while there is nothing to choose from
 * @param {function(Object)} choose called with the branch that a person wants to see
 */
export const branchList = (list, hint, choose) => {
  let branches = [];
  let shown = null;

  const depth = branch => (branch.parent && branches.includes(branch.parent) ? 1 + depth(branch.parent) : 0);

  const title = branch => {
    if (branch.parent === null) {
      return `${branch.model}, seed ${branch.settings.seed}`;
    }
    const at = branch.forced - 1;
    const was = branch.parent.tokens[at];
    return `at ${branch.forced}: ${branch.tokens[at].label}${was && was.id !== branch.tokens[at].id ? ` for ${was.label}` : ''}`;
  };

  const opening = branch => {
    const from = branch.parent ? branch.forced - 1 : 0;
    const written = branch.tokens.slice(from, from + 60).map(token => token.text).join('');
    const prompt = Array.from(branch.prompt);
    const lead = prompt.length > OF_THE_PROMPT ? `…${prompt.slice(-OF_THE_PROMPT).join('')}` : branch.prompt;
    return branch.parent ? `…${beginning(written, 44)}` : beginning(lead + written, 44);
  };

  const fill = branch => {
    say(branch.titleElement, title(branch));
    say(branch.textElement, opening(branch));
  };

  const refresh = branch => {
    // Only the beginning is shown: what comes far behind it changes nothing.
    if (branch.titleElement) {
      fill(branch);
    }
  };

  /** After a branch come all that turn off from it, then the next. */
  const place = branch => {
    if (branch.parent === null || !branches.includes(branch.parent)) {
      return 0;
    }
    return branches.indexOf(branch.parent) + 1;
  };

  const mark = () => {
    for (const branch of branches) {
      branch.button.setAttribute('aria-current', String(branch === shown));
    }
    hint.hidden = branches.length > 1;
  };

  const remove = branch => {
    branches = branches.filter(each => each !== branch);
    branch.item.remove();
    mark();
  };

  return {
    /** Adds a branch, and answers it. */
    add: fresh => {
      const branch = { rest: '', end: null, same: null, speed: '', ...fresh };
      branch.titleElement = make('bdi', { class: 'branch-title' });
      branch.textElement = make('span', { class: 'branch-text speech', dir: 'auto' });
      branch.button = make('button', { type: 'button', on: { click: () => choose(branch) } }, branch.titleElement, branch.textElement);
      branch.item = make('li', {}, branch.button);
      const at = place(branch);
      branches.splice(at, 0, branch);
      branch.item.style.setProperty('--depth', Math.min(6, depth(branch)));
      list.insertBefore(branch.item, list.children[at] ?? null);
      fill(branch);
      if (branches.length > MOST) {
        remove(branches.findLast(each => each !== branch && each !== shown));
      }
      return branch;
    },
    remove,
    refresh,
    show: branch => {
      shown = branch;
      mark();
    },
  };
};
