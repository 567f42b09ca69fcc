// How forms are sent over a bad link. What is typed stays in the tab until it has arrived; a form that could not be sent stays as it is, says so, and is sent
// again by itself with the same number, so that the node does it once however often it arrives. A form with data-plain, one with files, and every form where
// this script does not run, are sent as any other.
(() => {
  'use strict';
  const { me } = document.body.dataset;
  const drafts = `draft:${me}:`;
  const typed = '[data-draft]:not(form), form[data-draft] :is(textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [type=password]))';
  const pauses = [2_000, 3_000, 5_000, 8_000, 15_000];

  // An answer that takes longer than this on the worst link is no answer.
  const patience = 30_000;

  // A browser may refuse to keep anything; then nothing is kept.
  const kept = {
    all: () => { try { return Object.keys(sessionStorage); } catch { return []; } },
    of: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
    set: (key, text) => { try { sessionStorage.setItem(key, text); } catch { /* As above. */ } },
    remove: (key) => { try { sessionStorage.removeItem(key); } catch { /* As above. */ } },
  };
  const draftOf = (field) => `${drafts}${location.pathname}:${field.name}`;
  const typedIn = (form) => [...form.elements].filter((field) => field.matches(typed));

  // What another person typed in this tab is nobody's business; what has arrived is not shown again, unless the page says that it was refused.
  const restore = () => {
    kept.all().filter((key) => key.startsWith('draft:') && !key.startsWith(drafts)).forEach(kept.remove);
    const sent = kept.of('sent');
    if (sent) {
      if (!document.querySelector('main [role=alert]')) JSON.parse(sent).forEach(kept.remove);
      kept.remove('sent');
    }
    document.querySelectorAll(typed).forEach((field) => { field.value ||= kept.of(draftOf(field)) ?? ''; });
  };
  restore();
  document.addEventListener('input', ({ target }) => {
    if (target.matches(typed)) kept.set(draftOf(target), target.value);
  });
  // What is given up on purpose is no draft any more.
  document.addEventListener('click', ({ target }) => {
    const given = target.closest('[data-forget]');
    if (given) kept.all().filter((key) => key.startsWith(`${drafts}${given.dataset.forget}:`)).forEach(kept.remove);
  });
  document.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.successful && detail.elt.matches('form')) typedIn(detail.elt).forEach((field) => kept.remove(draftOf(field)));
  });

  const sending = new Map();
  const numbers = new WeakMap();
  let leaving = false;

  // The same words have the same number; other words are another sending.
  const numberOf = (form, action, body) => {
    const before = numbers.get(form);
    const number = before?.action === action && before.body === body ? before.number : crypto.randomUUID();
    numbers.set(form, { action, body, number });
    return number;
  };

  const until = (milliseconds, signal) => new Promise((done) => {
    const stop = new AbortController();
    const end = () => { clearTimeout(timer); stop.abort(); done(); };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end, { signal: stop.signal });
    signal.addEventListener('abort', end, { signal: stop.signal });
  });

  // The answer; null where somebody changed the form before it was sent.
  const deliver = async (action, body, number, signal) => {
    for (let tries = 0; ; tries++) {
      try {
        const answer = await fetch(action, { method: 'POST', body: new URLSearchParams(body), headers: { 'Entente-Once': number, Accept: 'text/html' }, signal: AbortSignal.timeout(patience) });
        if (![429, 502, 503, 504].includes(answer.status)) return { answer, text: await answer.text() };
      } catch { /* The link is down, or the answer broke off. */ }
      desk.say('unsent');
      await until(pauses[Math.min(tries, pauses.length - 1)], signal);
      if (signal.aborted) return null;
    }
  };

  const go = (to) => {
    leaving = true;
    const url = new URL(to, location.href);
    if (url.hash && url.pathname + url.search === location.pathname + location.search) {
      history.replaceState(null, '', url);
      location.reload();
    } else {
      location.assign(url);
    }
  };

  // A page instead of a redirect: an answer at the counter, or a form with its faults.
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const main = page.getElementById('main');
    if (!main) return desk.say('failed');
    document.title = page.title;
    document.body.dataset.told = page.body.dataset.told;
    document.getElementById('main').replaceWith(main);
    globalThis.htmx?.process(main);
    restore();
    main.dataset.ready = 'true';
    (main.querySelector('[autofocus], [aria-invalid=true]') ?? main).focus();
    scrollTo(0, 0);
  };

  const send = async (form, action, body) => {
    const changed = new AbortController();
    sending.set(form, changed);
    form.setAttribute('aria-busy', 'true');
    const delivered = await deliver(action, body, numberOf(form, action, body), changed.signal);
    form.removeAttribute('aria-busy');
    sending.delete(form);
    desk.say('unsent', false);
    if (!delivered) return;
    const { answer, text } = delivered;
    const to = answer.headers.get('Entente-To') ?? (answer.redirected ? answer.url : null);
    const isPage = (answer.headers.get('Content-Type') ?? '').startsWith('text/html');
    if (answer.status === 401) return desk.ended?.();
    if (to || (answer.ok && isPage)) {
      numbers.delete(form);
      kept.set('sent', JSON.stringify(typedIn(form).map(draftOf)));
    }
    if (to) go(to);
    else if (isPage) show(text);
    else desk.say('failed');
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    const by = event.submitter;
    const action = new URL(by?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href, location.href);
    const isOurs = form.getAttribute('method')?.toLowerCase() === 'post' && form.getAttribute('enctype') !== 'multipart/form-data' && action.origin === location.origin && action.pathname.startsWith('/desk/');
    if (event.defaultPrevented || !isOurs || form.matches('[data-plain]') || !globalThis.crypto?.randomUUID) return;
    event.preventDefault();
    desk.say('failed', false);
    if (!sending.has(form)) send(form, action.href, new URLSearchParams(new FormData(form, by)).toString());
  });

  // Whoever changes a form that waits for the link decides again when to send it.
  const change = ({ target }) => sending.get(target.form)?.abort();
  document.addEventListener('input', change);
  document.addEventListener('change', change);
  addEventListener('beforeunload', (event) => { if (sending.size && !leaving) event.preventDefault(); });

  desk.forget = () => kept.all().filter((key) => key.startsWith('draft:') || key === 'sent').forEach(kept.remove);
})();
