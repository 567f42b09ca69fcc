// What the desk does in the browser: theme, keys, clocks, drafts and one stream of events for all tabs. Every page works without it.
(() => {
  'use strict';
  const root = document.documentElement;

  // The theme, before anything is drawn.
  const stored = () => { try { return localStorage.getItem('entente-theme'); } catch { return null; } };
  const dark = () => stored() ? stored() === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const paint = () => root.setAttribute('data-bs-theme', dark() ? 'dark' : 'light');
  paint();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);

  const ready = (run) => document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', run) : run();

  ready(() => {
    document.addEventListener('click', (event) => {
      if (event.target.closest('[data-theme-toggle]')) {
        localStorage.setItem('entente-theme', dark() ? 'light' : 'dark');
        paint();
      }
    });

    document.addEventListener('change', (event) => {
      if (event.target.matches('[data-submit]')) event.target.form.requestSubmit();
    });

    // Clocks that run down.
    const tick = () => document.querySelectorAll('[data-due]').forEach((clock) => {
      const left = (new Date(clock.dateTime) - Date.now()) / 1000;
      const s = Math.abs(Math.trunc(left));
      const text = `${left < 0 ? '−' : ''}${Math.trunc(s / 3600)}:${String(Math.trunc(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
      clock.textContent = text.replace(/\d/g, (digit) => root.dataset.digits[digit]);
      clock.classList.toggle('is-over', left < 0);
      clock.classList.toggle('is-short', left >= 0 && left < 600);
    });
    setInterval(tick, 1000);

    // Keys: an element says which key it answers to. In a field only Escape does something: it leaves the field.
    document.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = event.target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
      if (typing) {
        if (event.key === 'Escape') event.target.blur();
        return;
      }
      const rows = [...document.querySelectorAll('[data-row]')];
      if (rows.length && (event.key === 'j' || event.key === 'k')) {
        const at = rows.indexOf(document.activeElement.closest('[data-row]'));
        const to = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + (event.key === 'j' ? 1 : -1)))];
        (to.querySelector('a') || to).focus();
        event.preventDefault();
        return;
      }
      const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not(:disabled)`);
      if (target) {
        event.preventDefault();
        target.focus();
        target.click();
      }
    });

    // A scanner types the lines of a document; when they are whole, nobody has to press anything.
    document.addEventListener('input', (event) => {
      if (!event.target.matches('[data-scan]')) return;
      const lines = event.target.value.trim().split(/\s+/).map((line) => line.length).join();
      if (['44,44', '36,36', '30,30,30', '88', '72', '90'].includes(lines)) event.target.form.requestSubmit();
    });

    // What is typed survives a dead link and a page that is loaded again, for as long as the tab is open.
    const draftOf = (field) => `draft:${location.pathname}:${field.name}`;
    document.querySelectorAll('[data-draft]').forEach((field) => {
      field.value ||= sessionStorage.getItem(draftOf(field)) || '';
    });
    document.addEventListener('input', (event) => {
      if (event.target.matches('[data-draft]')) sessionStorage.setItem(draftOf(event.target), event.target.value);
    });
    document.addEventListener('htmx:afterRequest', (event) => {
      if (event.detail.successful) event.detail.elt.querySelectorAll?.('[data-draft]').forEach((field) => sessionStorage.removeItem(draftOf(field)));
    });

    // Whether the node can be reached, in words.
    const link = document.getElementById('link');
    const say = (text) => { link.hidden = !text; link.textContent = text; };
    addEventListener('offline', () => say(document.body.dataset.lost));
    addEventListener('online', () => say(''));
    document.addEventListener('htmx:sendError', () => say(document.body.dataset.lost));
    document.addEventListener('htmx:responseError', (event) => say(event.detail.xhr.status === 401 ? document.body.dataset.ended : document.body.dataset.lost));
    document.addEventListener('htmx:afterOnLoad', (event) => { if (event.detail.xhr.status < 400) say(''); });

    // One tab holds the stream of events and passes on what it hears; when it is closed, another takes over. A page that was made before
    // something changed, or while the link was down, asks for its parts anew.
    const kinds = ['encounter', 'crossing', 'manifest', 'listing', 'source'];
    const heard = (kind) => document.body.dispatchEvent(new CustomEvent(`changed-${kind}`));
    const others = new BroadcastChannel('entente-desk');
    let last = null;
    const catchUp = (told) => {
      if (told !== document.body.dataset.told) kinds.forEach(heard);
      document.body.dataset.told = told;
    };
    others.onmessage = ({ data }) => {
      if (data.asks) { if (last !== null) others.postMessage({ last }); }
      else if (data.kind) { heard(data.kind); document.body.dataset.told = data.told; }
      else catchUp(data.last);
    };
    const listen = () => new Promise(() => {
      const stream = new EventSource('/desk/events');
      for (const kind of kinds) {
        stream.addEventListener(kind, (event) => {
          last = document.body.dataset.told = event.data;
          heard(kind);
          others.postMessage({ kind, told: last });
        });
      }
      stream.addEventListener('ready', (event) => {
        root.dataset.live = 'true';
        say('');
        last = event.data;
        catchUp(last);
        others.postMessage({ last });
      });
      stream.addEventListener('error', () => { root.dataset.live = 'false'; say(document.body.dataset.lost); });
    });
    others.postMessage({ asks: true });
    if (document.querySelector('[data-live]') && navigator.locks) navigator.locks.request('entente-desk', listen);

    // Whoever comes to a list can open its first row at once.
    if (document.activeElement === document.body) document.querySelector('[data-row] a')?.focus({ preventScroll: true });
    // Where account.js has work to do, it says itself when it is ready.
    if (!document.querySelector('[data-flow]')) document.getElementById('main').dataset.ready = 'true';
  });
})();
