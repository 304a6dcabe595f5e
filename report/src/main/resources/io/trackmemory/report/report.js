(() => {
const d = document, $ = (s, r) => (r || d).querySelector(s), $$ = (s, r) => [...(r || d).querySelectorAll(s)];
d.documentElement.classList.add('on');
// copy
const copy = async (text, b) => {
  try { await navigator.clipboard.writeText(text); }
  catch (e) { const a = d.createElement('textarea'); a.value = text; d.body.append(a); a.select(); d.execCommand('copy'); a.remove(); }
  const was = b._was = b._was || b.textContent; b.textContent = 'Copied'; live(was + ': copied'); clearTimeout(b._back); b._back = setTimeout(() => { b.textContent = was; }, 1200);
};
const say = $('#say'), live = t => { if (say) say.textContent = t; };
$$('[data-copy]').forEach(b => b.addEventListener('click', () => copy($(b.dataset.copy).textContent.trim(), b)));
// sortable tables
$$('table.tb').forEach(t => $$('thead th', t).forEach((h, i) => {
  if (!h.dataset.sort) return;
  const b = d.createElement('button'); b.type = 'button'; b.append(...h.childNodes); h.append(b);
  b.addEventListener('click', () => {
    const up = h.getAttribute('aria-sort') === 'descending';
    $$('th', t).forEach(x => x.removeAttribute('aria-sort')); h.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const v = r => { const c = r.cells[i], x = c.dataset.v; return x === undefined ? c.textContent.trim() : +x; };
    const s = up ? 1 : -1, body = t.tBodies[0];
    [...body.rows].sort((a, c) => { const x = v(a), y = v(c); return s * (x < y ? -1 : x > y ? 1 : 0); }).forEach(r => body.append(r));
  });
}));
// filters of tables and trees
$$('input[data-filter]').forEach(f => f.addEventListener('input', () => {
  const q = f.value.trim().toLowerCase(); let n = 0;
  $$(f.dataset.filter).forEach(r => { r.hidden = !!q && !r.textContent.toLowerCase().includes(q) && !(r.getAttribute('title') || '').toLowerCase().includes(q); if (!r.hidden) n++; });
  live(n + ' rows');
}));
$$('[data-open]').forEach(b => b.addEventListener('click', () => {
  const all = $$(b.dataset.open + ' details'), to = all.some(x => !x.open); all.forEach(x => { x.open = to; }); b.textContent = to ? 'Fold all' : 'Open all';
}));
// flame graph: zoom, which the address keeps, and search
const back = $('[data-reset]'), seen = () => $$('svg.fg').find(g => getComputedStyle(g).display !== 'none');
const go = (g, i) => { location.hash = 'flame=' + g._k + (i > 0 ? '.' + i : ''); };
$$('svg.fg').forEach(g => {
  const fs = $$('.f', g), info = $('.fi', g.closest('.fl'));
  g._k = g.getAttribute('class').slice(3).replace(' ', '.'); g._z = 0;
  fs.forEach(f => { f._x = parseFloat(f.getAttribute('x')); f._w = parseFloat(f.getAttribute('width')); f._y = +f.getAttribute('y'); f._n = $('title', f).textContent.replace(/: [^:]*$/, '');
    f.setAttribute('tabindex', '0'); f.setAttribute('role', 'button'); f.setAttribute('aria-label', $('title', f).textContent); });
  g._fit = () => { const px = g.clientWidth / 100; if (px) fs.forEach(f => { const m = Math.floor((parseFloat(f.getAttribute('width')) * px - 8) / 6.95), s = f._n; $('text', f).textContent = m < 3 ? '' : s.length > m ? s.slice(0, m - 1) + '…' : s; }); };
  g._zoom = i => { const z = fs[i] ? fs[i] : fs[0], x0 = z._x, w0 = z._w || 1, k = 100 / w0; g._z = fs.indexOf(z);
    fs.forEach(f => { const anc = f._y < z._y && f._x <= x0 + 1e-6 && f._x + f._w >= x0 + w0 - 1e-6;
      const x = anc ? 0 : (f._x - x0) * k, w = anc ? 100 : f._w * k; const out = !anc && (x + w < 1e-4 || x > 99.999 || f._y < z._y);
      f.setAttribute('visibility', out ? 'hidden' : 'visible'); f.setAttribute('x', x + '%'); f.setAttribute('width', w + '%'); });
    g._fit(); };
  const show = f => { if (info) info.textContent = $('title', f).textContent; };
  fs.forEach((f, i) => { f.addEventListener('click', () => go(g, i)); f.addEventListener('mouseenter', () => show(f)); f.addEventListener('focus', () => show(f));
    f.addEventListener('keydown', e => { if (e.key === 'Enter') go(g, i); if (e.key === 'Escape') go(g, 0); }); });
  g._find = q => { let s = 0; const hits = []; fs.forEach(f => { const hit = q && $('title', f).textContent.toLowerCase().includes(q);
      f.classList.toggle('fnd', !!hit); f.classList.toggle('dim', !!q && !hit);
      if (hit && !hits.some(o => f._x >= o._x - 1e-6 && f._x + f._w <= o._x + o._w + 1e-6)) { hits.push(f); s += f._w; } }); return s; };
});
const fitAll = () => { $$('svg.fg').forEach(g => g._fit()); const g = seen(); if (back) back.hidden = !(g && g._z); };
const goThere = first => { const m = /^#flame=(f[bov])\.(all|own)(?:\.(\d+))?$/.exec(location.hash), g = m && $('svg.' + m[1] + '.' + m[2]);
  if (g) { $('#' + m[1]).checked = true; if ($('#fw')) $('#fw').checked = m[2] === 'own'; g._zoom(+m[3] || 0); if (first) g.scrollIntoView({block: 'center'}); }
  else if (!location.hash) $$('svg.fg').forEach(x => x._zoom(0));
  fitAll(); };
goThere(true); addEventListener('hashchange', () => goThere(false)); addEventListener('resize', fitAll);
if (back) back.addEventListener('click', () => { const g = seen(); if (g) go(g, 0); });
$$('.fl > input').forEach(i => i.addEventListener('change', () => { const g = seen(); if (g) go(g, g._z); fitAll(); }));
const fq = $('#fq'); if (fq) fq.addEventListener('input', () => { const q = fq.value.trim().toLowerCase();
  $$('svg.fg').forEach(g => { const s = g._find(q); if (getComputedStyle(g).display !== 'none') $('.fi', g.closest('.fl')).textContent = q ? s.toFixed(1) + ' % matches “' + fq.value + '”' : ''; }); });
// index: chips and search
const rows = $$('.x[data-s]'), walk = $$('.x[data-s],.x[data-p]'), iq = $('#iq'); let want = '';
const sift = () => { const q = iq ? iq.value.trim().toLowerCase() : ''; let n = 0;
  rows.forEach(r => { r.hidden = !!(want && r.dataset.s !== want) || !!(q && !(r.textContent + ' ' + (r.dataset.k || '')).toLowerCase().includes(q)); if (!r.hidden) n++; });
  $$('details.rep').forEach(p => { p.hidden = !$$('.x[data-s]', p).some(r => !r.hidden); if ((q || want) && !p.hidden && !('stay' in p.dataset)) p.open = true; });
  $$('.grp').forEach(g => { g.hidden = !$$('.x[data-s]', g).some(r => !r.hidden); });
  const none = $('#none'); if (none) none.hidden = n > 0; live(n + ' tests'); };
if (iq) iq.addEventListener('input', sift);
$$('.chip[data-f]').forEach(c => { const b = d.createElement('button'); b.type = 'button'; b.className = c.className; b.dataset.f = c.dataset.f; b.append(...c.childNodes);
  b.setAttribute('aria-pressed', 'false'); c.replaceWith(b);
  b.addEventListener('click', () => { want = want === b.dataset.f ? '' : b.dataset.f; $$('.chip[data-f]').forEach(x => x.setAttribute('aria-pressed', String(x.dataset.f === want))); sift(); }); });
// keys
let cur = -1;
d.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const typing = /^(INPUT|TEXTAREA)$/.test(d.activeElement.tagName) && d.activeElement.type === 'search';
  if (typing) { if (e.key === 'Escape') { d.activeElement.value = ''; d.activeElement.dispatchEvent(new Event('input')); d.activeElement.blur(); } return; }
  if (e.key === '/') { const s = $('#iq') || $('input[type=search]'); if (s) { e.preventDefault(); s.focus(); s.select(); } }
  if (e.key === 'j' || e.key === 'k') { const step = e.key === 'j' ? 1 : -1;
    if (rows.length) { const v = walk.filter(r => !r.hidden && r.offsetParent); cur = Math.max(0, Math.min(v.length - 1, cur + step));
      walk.forEach(r => r.classList.remove('cur')); if (v[cur]) { v[cur].classList.add('cur'); const a = $('a', v[cur]) || v[cur].closest('summary'); if (a) a.focus({preventScroll: true}); v[cur].scrollIntoView({block: 'nearest'}); } }
    else { const a = $(step > 0 ? 'a[rel=next]' : 'a[rel=prev]'); if (a) a.click(); } }
  if (e.key === 'u') { const a = $('a[rel=up]'); if (a) a.click(); }
});
addEventListener('beforeprint', () => $$('details').forEach(x => { x.open = true; }));
})();
