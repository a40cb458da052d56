/** What the server, or the way to it, had to say instead of an answer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const KEY = 'prose-key';
const GONE = 'The server does not answer. Start it with ./prose serve; this page then goes on by itself.';

let key = readKey();
let askForKey = async () => null;
let asking = null;
let tellReachable = () => {};

function readKey() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Says what to do when the server wants a key, and when it comes or goes.
 *
 * @param {{onKeyNeeded: function(boolean): Promise<string>, onReachable: function(boolean, string): void}} handlers
 */
export const handle = ({ onKeyNeeded, onReachable }) => {
  askForKey = onKeyNeeded;
  tellReachable = onReachable;
};

/** Several requests may be refused at once; the person is asked once. */
const newKey = refused => {
  asking ??= askForKey(refused !== null).then(given => {
    key = given;
    try {
      sessionStorage.setItem(KEY, given);
    } catch {
      // It holds as long as the page is open, then.
    }
    asking = null;
  });
  return asking;
};

const isStopped = error => error?.name === 'AbortError';

/** Whether an error is only that we have stopped the request ourselves. */
export { isStopped };

const messageOf = async response => {
  try {
    return (await response.json()).error.message;
  } catch {
    return `The server answered with status ${response.status}.`;
  }
};

const request = async (path, { method = 'GET', body, signal } = {}) => {
  for (;;) {
    const used = key;
    const headers = {};
    if (used) {
      headers.Authorization = `Bearer ${used}`;
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    let response;
    try {
      response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
    } catch (error) {
      if (isStopped(error)) {
        throw error;
      }
      tellReachable(false, GONE);
      throw new ApiError(0, 'The server does not answer.');
    }
    tellReachable(true, '');
    if (response.status === 401) {
      if (used === key) {
        await newKey(used);
      }
      continue;
    }
    if (!response.ok) {
      throw new ApiError(response.status, await messageOf(response));
    }
    return response;
  }
};

export const get = async (path, signal) => (await request(path, { signal })).json();

export const post = async (path, body, signal) => (await request(path, { method: 'POST', body, signal })).json();

/** Whether the server is there, asked without disturbing anybody. */
export const isThere = async () => {
  try {
    await fetch('/api/models');
    return true;
  } catch {
    return false;
  }
};

/** The objects of an event stream, one after another. Leaving the loop, or the signal, closes the connection. */
export async function* events(path, { body, signal } = {}) {
  const response = await request(path, { method: body === undefined ? 'GET' : 'POST', body, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  try {
    for (;;) {
      let part;
      try {
        part = await reader.read();
      } catch (error) {
        if (isStopped(error) || signal?.aborted) {
          throw error;
        }
        tellReachable(false, GONE);
        throw new ApiError(0, 'The server does not answer.');
      }
      if (part.done) {
        return;
      }
      pending += part.value.replaceAll('\r', '');
      const blocks = pending.split('\n\n');
      pending = blocks.pop();
      for (const block of blocks) {
        const data = block
          .split('\n')
          .filter(line => line.startsWith('data:'))
          .map(line => line.slice(5).replace(/^ /, ''))
          .join('\n');
        if (data && data !== '[DONE]') {
          yield JSON.parse(data);
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
