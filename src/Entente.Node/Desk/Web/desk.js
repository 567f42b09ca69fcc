// What the desk does in the browser: theme, keys, clocks, and what it says about the link. send.js sends forms, live.js hears what has changed. Every page
// works without them.
(() => {
  'use strict';
  const root = document.documentElement;
  const desk = globalThis.desk = {};

  // The theme, before anything is drawn.
  const stored = () => { try { return localStorage.getItem('entente-theme'); } catch { return null; } };
  const dark = () => stored() ? stored() === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const paint = () => root.setAttribute('data-bs-theme', dark() ? 'dark' : 'light');
  paint();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);

  // Whether the node can be reached and what has been sent, in words; the gravest alone.
  const said = new Set();
  desk.say = (what, holds = true) => {
    if (holds) said.add(what); else said.delete(what);
    const line = document.getElementById('link');
    const text = line.dataset[['failed', 'unsent', 'lost'].find((one) => said.has(one))] ?? '';
    if (line.textContent !== text) line.textContent = text;
  };

  const ready = (run) => document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', run) : run();

  ready(() => {
    document.addEventListener('click', (event) => {
      if (event.target.closest('[data-theme-toggle]')) {
        const chosen = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
        try { localStorage.setItem('entente-theme', chosen); } catch { /* A browser that keeps nothing shows it for this page. */ }
        root.setAttribute('data-bs-theme', chosen);
      }
    });

    // A closed table is printed open.
    document.querySelectorAll('[data-print]').forEach((button) => { button.hidden = false; button.addEventListener('click', () => print()); });
    addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((details) => { details.open = true; }));

    document.addEventListener('change', (event) => {
      if (event.target.matches('[data-submit]')) event.target.form.requestSubmit();
      // What is to happen follows from who it is, until somebody has chosen it himself.
      if (event.target.matches('.decide-form select')) event.target.dataset.chosen = '';
      if (event.target.matches('[data-measure]')) {
        const measure = event.target.form.elements.measure;
        if (!('chosen' in measure.dataset)) measure.value = event.target.dataset.measure;
      }
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
      const isHeld = event.repeat && !['j', 'k'].includes(event.key);
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isHeld || root.dataset.ended) return;
      const typing = event.target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
      if (typing && !/^F\d/.test(event.key)) {
        if (event.key === 'Escape') event.target.blur();
        // In a field of many lines it begins a line; on a list it would open it.
        if (event.key === 'Enter' && event.target.matches('.decide-form select')) {
          event.preventDefault();
          event.target.form.requestSubmit();
        }
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
      const target = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]:not(:disabled)`)].find((one) => one.checkVisibility());
      if (target) {
        event.preventDefault();
        if (!typing) target.focus();
        if (!('focus' in target.dataset)) target.click();
      }
    });

    // A scanner types the lines of a document; when they are whole, nobody has to press anything.
    document.addEventListener('input', (event) => {
      if (!event.target.matches('[data-scan]')) return;
      const lines = event.target.value.trim().split(/\s+/).map((line) => line.length).join();
      if (['44,44', '36,36', '30,30,30', '88', '72', '90'].includes(lines)) event.target.form.requestSubmit();
    });

    // After a check the fields of one traveller are emptied for the next, and the last few answers stay in sight; in this page only.
    document.addEventListener('checked', (event) => {
      const form = event.target.closest('[data-next]');
      if (!form) return;
      form.querySelectorAll('[data-once]').forEach((field) => { field.value = ''; });
      form.querySelector('#fault')?.replaceChildren();
      form.querySelector('[data-scan]').focus();
    });
    document.addEventListener('htmx:afterSwap', (event) => {
      const kept = event.target.closest?.('[data-keep]');
      if (kept) [...kept.children].slice(Number(kept.dataset.keep)).forEach((old) => old.remove());
    });

    addEventListener('offline', () => desk.say('lost'));
    addEventListener('online', () => desk.say('lost', false));
    document.addEventListener('htmx:sendError', () => desk.say('lost'));
    document.addEventListener('htmx:afterOnLoad', () => desk.say('lost', false));

    // Whoever comes to a list can open its first row at once.
    if (document.activeElement === document.body) document.querySelector('[data-row] a')?.focus({ preventScroll: true });
    // Where account.js has work to do, it says itself when it is ready.
    if (!document.querySelector('[data-flow]')) document.getElementById('main').dataset.ready = 'true';
  });
})();
