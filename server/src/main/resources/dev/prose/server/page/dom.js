/** The element with an id, which must be there. */
export const byId = id => {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`The page has no element "${id}"`);
  }
  return element;
};

/**
 * Makes an element.
 *
 * @param {string} tag its name
 * @param {Object} attributes attributes by name; `on` holds listeners; null, undefined and false are left out
 * @param {...(Node|string)} children what it contains; strings become text
 */
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([type, listener]) => element.addEventListener(type, listener));
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
};

/** Sets an element's text, but only if it differs: a live region that is set anew is read anew. */
export const say = (element, text) => {
  if (element.textContent !== text) {
    element.textContent = text;
  }
};

/** Sets an attribute, or removes it if the value is null. */
export const setOrRemove = (element, name, value) => {
  if (value === null || value === undefined) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
};

/** A function that calls another when it has not been called again for a while; `now()` calls it at once. */
export const debounced = (action, milliseconds) => {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
  later.now = () => {
    clearTimeout(timer);
    action();
  };
  return later;
};

/** Whether the person wants no movement. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The value of a CSS variable that is a colour, as the browser computes it in the present theme. */
export const colour = name => {
  const probe = make('span', { hidden: true });
  probe.style.setProperty('color', `var(${name})`);
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

/** Keeps a `details` element open where there is room, and folded at first where there is not. */
export const foldWhenNarrow = details => {
  const wide = matchMedia('(min-width: 48rem)');
  const follow = () => {
    details.open = wide.matches;
  };
  wide.addEventListener('change', follow);
  follow();
};
