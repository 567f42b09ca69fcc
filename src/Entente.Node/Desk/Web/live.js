// One stream of events for all tabs: one tab holds it and passes on what it hears; when that is closed, sleeps or has lost the node, another takes over. Browsers
// open six connections to a node, and twenty tabs take one of them. Nothing of what changed is told, only that something did; a page then asks for its parts.
(() => {
  'use strict';
  const root = document.documentElement;
  const { me, kinds } = document.body.dataset;
  const address = '/desk/events';

  // The node says something every fifteen seconds; whoever heard nothing for three times as long has lost it.
  const silence = 45_000;
  const others = new BroadcastChannel('entente-desk');
  let last = null;
  let heardAt = Date.now();
  let stream = null;
  let over = false;

  // Of a burst of changes a page hears once, at most every second, tabs one after the other; a page that nobody looks at hears when somebody does.
  const waiting = new Set();
  let timer = 0;
  let next = 0;
  const dispatch = () => {
    timer = 0;
    if (document.hidden) return;
    next = Date.now() + 1_000;
    const now = [...waiting];
    waiting.clear();
    now.forEach((kind) => document.body.dispatchEvent(new CustomEvent(`changed-${kind}`)));
  };
  const soon = () => { if (waiting.size && !timer && !document.hidden) timer = setTimeout(dispatch, Math.max(0, next - Date.now()) + Math.random() * 200); };
  const heard = (...changed) => { changed.forEach((kind) => waiting.add(kind)); soon(); };
  document.addEventListener('visibilitychange', soon);

  // A page that was made before something changed, or while the link was down, asks for all its parts anew.
  const catchUp = (told) => {
    if (told !== document.body.dataset.told) heard(...kinds.split(' '));
    document.body.dataset.told = told;
  };

  // Of a part with data-keep, what somebody has begun to fill in, or has opened to read, is not taken away; at a post what is new goes before that.
  document.addEventListener('input', ({ target }) => { const part = target.closest('[hx-trigger]'); if (part) part.dataset.typed = 'true'; });
  document.addEventListener('click', ({ target }) => { const part = target.closest('summary')?.parentElement; if (part) part.toggleAttribute('data-opened', !part.open); });

  // What nobody did at this page keeps no session alive: what changed, and what is asked every minute, which no event begins.
  document.addEventListener('htmx:configRequest', (event) => {
    const { detail } = event;
    if (detail.triggeringEvent && !detail.triggeringEvent.type.startsWith('changed-')) return;
    detail.headers['Entente-Live'] = 'true';
    const part = detail.elt;
    if (!('keep' in part.dataset)) return;
    if (part.dataset.typed || part.querySelector('[data-opened]') || [...part.querySelectorAll('textarea')].some((field) => field.value !== field.defaultValue)) event.preventDefault();
  });

  let release = () => {};
  const close = () => { stream?.close(); stream = null; root.dataset.live = 'false'; };

  // Whoever has signed out leaves nothing on the screen and nothing typed; where a session ran out, what was typed waits for the same person.
  const ended = (how = 'ended') => {
    if (how === 'signed-out') {
      desk.forget();
      location.replace('/sign-in');
    } else if (!over) {
      over = true;
      close();
      release();
      root.dataset.ended = 'true';
      const words = document.getElementById('ended');
      words.role = 'alert';
      words.hidden = false;
      others.postMessage({ ended: how, me });
    }
  };
  desk.ended = ended;
  document.addEventListener('htmx:responseError', ({ detail }) => { if (detail.xhr.status === 401) ended(); });

  // Somebody signed in again in another tab.
  const begunAnew = () => document.hidden ? document.addEventListener('visibilitychange', () => location.reload(), { once: true }) : location.reload();

  others.onmessage = ({ data }) => {
    if (data.asks) { if (stream && last !== null) others.postMessage({ last, me }); return; }
    if (data.ended) { if (data.me === me || data.ended === 'signed-out') ended(data.ended); return; }
    if (over || data.me !== me) { over = true; begunAnew(); return; }
    heardAt = Date.now();
    desk.say('lost', false);
    if (data.kind) { heard(data.kind); document.body.dataset.told = data.told; }
    else catchUp(data.last);
  };

  const passOn = (told, kind) => {
    heardAt = Date.now();
    root.dataset.live = 'true';
    desk.say('lost', false);
    last = told;
    if (kind) { heard(kind); document.body.dataset.told = told; } else catchUp(told);
    others.postMessage(kind ? { kind, told, me } : { last, me });
  };

  const open = () => {
    if (over) return;
    close();
    const mine = stream = new EventSource(address);
    kinds.split(' ').forEach((kind) => mine.addEventListener(kind, (event) => passOn(event.data, kind)));
    for (const kind of ['ready', 'beat']) mine.addEventListener(kind, (event) => passOn(event.data));
    mine.addEventListener('ended', () => ended());
    mine.addEventListener('error', () => {
      root.dataset.live = 'false';
      desk.say('lost');

      // Closed: the node answered something else than a stream, and the browser does not try again.
      if (mine.readyState === EventSource.CLOSED && mine === stream) setTimeout(ask, 3_000 + Math.random() * 3_000);
    });
  };

  const ask = async () => {
    const gone = new AbortController();
    try {
      const { status } = await fetch(address, { headers: { Accept: 'text/event-stream' }, signal: gone.signal });
      gone.abort();
      if (status === 401) return ended();
      if (status === 403) return desk.say('lost', false);
    } catch { /* Not yet. */ }
    open();
  };

  const hold = (how) => navigator.locks.request('entente-desk', how, () => new Promise((done) => { release = done; open(); })).catch(() => {
    // Another tab took it, because this one slept.
    close();
    hold({});
  });

  const isLive = document.querySelector('[data-live]') && navigator.locks;
  document.addEventListener('DOMContentLoaded', () => {
    others.postMessage({ asks: true, me });
    if (!isLive) return;
    hold({});
    setInterval(() => {
      if (over || document.hidden || Date.now() - heardAt < silence) return;
      heardAt = Date.now();
      desk.say('lost');
      if (stream) open(); else hold({ steal: true });
    }, 5_000);
  });
})();
