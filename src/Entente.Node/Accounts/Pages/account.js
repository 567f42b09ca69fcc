'use strict';

// The pages of an account: asks the browser for passkeys, sends what it answers, shows what the node says. Secrets of links stand behind
// the # of an address, which is sent to nobody until this script sends it.
const flow = document.querySelector('[data-flow]');
const problems = flow ? JSON.parse(flow.dataset.problems) : {};
const status = document.querySelector('.flow-said');
const form = document.querySelector('form.passkey');
const link = ['sign-in', 'sign-up'].includes(flow?.dataset.flow) ? takeLink() : '';

// A link outlives a reload and another language, in this tab alone and until it has been used.
function takeLink() {
  const stored = `link:${location.pathname}`;
  const fresh = location.hash.slice(1);
  if (fresh) sessionStorage.setItem(stored, fresh);
  return fresh || sessionStorage.getItem(stored) || '';
}

function forgetLink() {
  sessionStorage.removeItem(`link:${location.pathname}`);
}

function say(text, bad) {
  status.textContent = text;
  status.classList.toggle('is-bad', Boolean(bad));
}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  const text = await response.text();
  const answer = text && (response.headers.get('Content-Type') ?? '').includes('json') ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Error(problems[answer?.title] ?? answer?.detail ?? flow.dataset.failed);
  }

  return answer;
}

async function makePasskey(offer, body, path) {
  const { publicKey } = await post(offer, body);
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  return post(path, { credential: credential.toJSON(), label: form.elements.label.value });
}

async function usePasskey() {
  const { publicKey } = await post('/sign-in/options');
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  return post('/sign-in', { credential: credential.toJSON() });
}

// One thing at a time: what was clicked waits until the node has answered.
async function run(button, doing) {
  button.disabled = true;
  say(flow.dataset.waiting);
  try {
    await doing();
  } catch (error) {
    say(error.name === 'NotAllowedError' || error.name === 'AbortError' ? flow.dataset.cancelled : error.message || flow.dataset.failed, true);
  } finally {
    button.disabled = false;
  }
}

function showCodes(codes, kept) {
  const panel = document.querySelector('.codes');
  panel.querySelector('ol').replaceChildren(...codes.map(code => Object.assign(document.createElement('li'), { textContent: code })));
  panel.querySelector('.kept').addEventListener('click', kept, { once: true });
  panel.querySelector('[data-print]').addEventListener('click', () => print());
  panel.hidden = false;
  panel.scrollIntoView();
  say('');
}

// What was typed goes with whoever signs out, and the tabs of the desk with it (live.js).
function leave() {
  sessionStorage.clear();
  new BroadcastChannel('entente-desk').postMessage({ ended: 'signed-out' });
}

function toAccount() {
  location.assign('/');
}

const flows = {
  async 'sign-in'() {
    if (link) {
      history.replaceState(null, '', location.pathname);
      forgetLink();
      await run(form.querySelector('button'), () => post('/sign-in/link', { link }).then(toAccount));
    }

    return () => usePasskey().then(toAccount);
  },
  async 'sign-up'() {
    history.replaceState(null, '', location.pathname);
    await run(form.querySelector('button'), async () => {
      const { name } = await post('/sign-up/link', { link });
      const [whose, field] = [document.querySelector('.whose'), document.querySelector('.name-field')];
      [whose.hidden, field.hidden] = [name === null, name !== null];
      [whose.querySelector('bdi').textContent, form.elements.name.required] = [name ?? '', name === null];
      say('');
    });

    return async () => {
      const answer = await makePasskey('/sign-up/options', { link, name: form.elements.name.value }, '/sign-up');
      forgetLink();
      document.querySelector('.step').hidden = true;
      showCodes(answer.recoveryCodes, toAccount);
    };
  },
  async recover() {
    return () => makePasskey('/recover/options', { code: form.elements.code.value }, '/recover').then(toAccount);
  },
  async account() {
    document.querySelectorAll('[data-post]').forEach(button => button.addEventListener('click', () => run(button, async () => {
      await post(button.dataset.post);
      if (button.dataset.then === '/sign-in') leave();
      location.assign(button.dataset.then ?? location.pathname);
    })));
    document.querySelectorAll('[data-codes]').forEach(button => button.addEventListener('click', () => run(button, async () => {
      const answer = await post(button.dataset.codes);
      showCodes(answer.recoveryCodes, () => location.reload());
    })));
    return () => makePasskey('/account/passkeys/options', {}, '/account/passkeys').then(() => location.reload());
  },
};

(async () => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    if (flow) say(flow.dataset.unsupported, true);
  }

  const submitted = await flows[flow?.dataset.flow]?.();
  form?.addEventListener('submit', event => {
    event.preventDefault();
    run(form.querySelector('button'), submitted);
  });
  document.getElementById('main').dataset.ready = 'true';
})();
