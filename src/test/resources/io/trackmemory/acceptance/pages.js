/* Questions to a page. Each answer is a list of what is wrong, or what its name says. */
{
  all(selector, root) {
    return [...(root || document).querySelectorAll(selector)];
  },

  /* A word for an element that a person finds again. */
  name(e) {
    const classes = e.getAttribute('class');
    const text = (e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (classes ? '.' + classes.replace(/ /g, '.') : '')
      + (text ? ' "' + text + '"' : '');
  },

  /* Whether it is drawn; what is there for screen readers only is not. */
  shown(e) {
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || e.closest('.off,.skip')) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  },

  openAll() {
    this.all('details').forEach(e => { e.open = true; });
    return [];
  },

  twice() {
    const ids = this.all('[id]').map(e => e.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  },

  /* References within the page that lead nowhere. */
  dangling() {
    const out = [];
    const check = (e, id) => { if (id && !document.getElementById(id)) out.push(this.name(e) + ' -> ' + id); };
    this.all('a[href^="#"]').forEach(e => check(e, decodeURIComponent(e.getAttribute('href').slice(1))));
    this.all('label[for]').forEach(e => check(e, e.htmlFor));
    this.all('[data-copy]').forEach(e => check(e, e.dataset.copy.slice(1)));
    this.all('[aria-labelledby]').forEach(e => e.getAttribute('aria-labelledby').split(' ').forEach(id => check(e, id)));
    return out;
  },

  /* The files that it links to. */
  links() {
    return this.all('a[href]').map(e => e.href).filter(to => !to.includes('#'));
  },

  /* Heads of no row or column; charts, buttons and boxes that a screen reader has no name for. */
  nameless() {
    const named = e => (e.getAttribute('aria-label') || e.title || '').trim() || e.labels && e.labels.length;
    return [
      ...this.all('th:not([scope])'),
      ...this.all('svg[role=img]').filter(e => !named(e)),
      ...this.all('svg:not([role]):not([aria-hidden])').filter(e => !e.parentElement.closest('svg')),
      ...this.all('button').filter(e => !named(e) && !e.textContent.trim()),
      ...this.all('a[href]').filter(e => !named(e) && !e.textContent.trim()),
      ...this.all('input').filter(e => !named(e)),
      ...this.all('.ic,.chip').filter(e => !e.textContent.trim()),
    ].map(e => this.name(e));
  },

  /* What makes the page wider than its window. */
  sideways() {
    const root = document.documentElement, wide = root.clientWidth;
    if (root.scrollWidth <= wide) return [];
    const scrolls = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
    return [root.scrollWidth + ' > ' + wide,
      ...this.all('body *').filter(e => e.getBoundingClientRect().right > wide + 0.5 && !scrolls(e)).map(e => this.name(e)).slice(0, 8)];
  },

  /* Parts of the verdict and of what follows that are not seen without scrolling, and its height where it is too high. */
  belowTheFold(first) {
    const out = [], high = document.querySelector('.verdict').getBoundingClientRect().height;
    if (high > 260) out.push('verdict: ' + high + ' px');
    const parts = {check: '.verdict h1 code', seen: '.lim .sv', limit: '.lim text:not(.sv)', line: '.verdict .src b',
      code: '.verdict .src pre .hit', accept: '.verdict .acc .ln code', first};
    for (const part in parts) {
      const e = document.querySelector(parts[part]);
      if (!e) out.push(part + ': none');
      else if (!this.shown(e) || e.getBoundingClientRect().bottom > innerHeight) out.push(part + ': ' + e.getBoundingClientRect().bottom);
    }
    return out;
  },

  /* Buttons and boxes for typing that are seen. */
  controls() {
    return this.all('button,input[type=search],[aria-pressed],kbd').filter(e => this.shown(e)).map(e => this.name(e));
  },

  /* What a reader can read with all folds open; not what only a script can do, and no texts that are cut to fit. */
  text() {
    this.openAll();
    const copy = document.querySelector('main').cloneNode(true);
    this.all('.js,.fi,.f>text', copy).forEach(e => e.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  },

  /* Texts that nobody can get to see, however much is opened; without script, those that only a script can do are meant to be. */
  unseen() {
    this.openAll();
    const out = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const e = texts.currentNode.parentElement;
      if (texts.currentNode.data.trim() && !e.closest('script,style,title,[hidden],.js,.off,.skip,.fg') && !e.checkVisibility()) out.push(this.name(e));
    }
    return out;
  },

  paint(color) {
    const n = (color.match(/[\d.]+/g) || []).map(Number);
    return n.length < 3 || color === 'none' ? [0, 0, 0, 0] : [n[0], n[1], n[2], n.length > 3 ? n[3] : 1];
  },

  over(top, below) {
    return [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  },

  /* What is painted behind an element, the page's own ground at last. */
  ground(e) {
    const layers = [];
    for (let p = e; p instanceof HTMLElement || p instanceof SVGElement; p = p.parentElement) {
      if (p instanceof SVGElement && p.parentElement && p.ownerSVGElement) continue;
      if (p instanceof SVGElement && p !== e) layers.push(...this.drawn(p, e));
      layers.push(this.paint(getComputedStyle(p).backgroundColor));
    }
    return layers.reverse().reduce((below, top) => this.over(top, below), [255, 255, 255, 1]);
  },

  /* Shapes of a drawing that lie under the middle of one of its texts, the last one drawn first. */
  drawn(svg, text) {
    const box = text.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    return this.all('rect,path,circle', svg)
      .filter(s => s.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && !s.closest('defs'))
      .filter(s => { const b = s.getBoundingClientRect(); return b.left <= x && x <= b.right && b.top <= y && y <= b.bottom; })
      .map(s => { const c = getComputedStyle(s), p = this.paint(c.fill.startsWith('url') ? 'none' : c.fill);
        return [p[0], p[1], p[2], p[3] * c.opacity * c.fillOpacity]; })
      .reverse();
  },

  contrast(a, b) {
    const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  },

  /* Texts that differ too little from what is behind them. */
  faint() {
    this.openAll();
    const found = new Map(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const check = (e, color, what) => {
      const ground = this.ground(e), ratio = this.contrast(this.over(color, ground), ground);
      if (ratio < 4.5) found.set(color + ' on ' + ground, what + ': ' + ratio.toFixed(2) + ', ' + color + ' on ' + ground.map(Math.round));
    };
    while (texts.nextNode()) {
      const e = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || /^(SCRIPT|STYLE|TITLE)$/i.test(e.tagName) || !this.shown(e)) continue;
      const style = getComputedStyle(e);
      check(e, this.paint(e instanceof SVGElement ? style.fill : style.color), this.name(e));
    }
    this.all('input[type=search]').filter(e => this.shown(e)).forEach(e =>
      check(e, this.paint(getComputedStyle(e, '::placeholder').color), this.name(e) + ' (placeholder)'));
    return [...found.values()];
  },

  /* Where the keyboard is, if that cannot be seen. */
  unseenFocus() {
    const e = document.activeElement;
    if (!e || e === document.body) return [];
    const outlined = x => { const s = x && getComputedStyle(x); return s && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1; };
    const seen = outlined(e) || (e.labels && [...e.labels].some(outlined))
      || (e.matches('.f') && parseFloat(getComputedStyle(e.querySelector('rect')).strokeWidth) >= 2);
    return seen ? [] : [this.name(e)];
  },

  focused() {
    const e = document.activeElement;
    return e ? this.name(e) : '';
  },
}
