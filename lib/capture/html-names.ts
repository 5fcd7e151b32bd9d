/** Elements that say something; all others are only their content, on lines of its own where they were a block. */
export const KEPT_ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr article aside b blockquote caption cite code col colgroup dd del details dfn dl dt em figcaption figure footer h1
  h2 h3 h4 h5 h6 header i ins kbd li main mark nav ol p pre q s samp section small strike strong sub summary sup table tbody
  td tfoot th thead time tr tt u ul var`.split(/\s+/),
);
/** What a converter may ask of them. Addresses are not among them: those are resolved first. */
export const KEPT_ATTRIBUTES: readonly string[] = [
  'class',
  'colspan',
  'datetime',
  'dir',
  'headers',
  'itemprop',
  'lang',
  'reversed',
  'role',
  'rowspan',
  'scope',
  'title',
  'type',
  'value',
];
/** All that the HTML of a clip is made of. */
export const HTML_ELEMENTS: readonly string[] = [...KEPT_ELEMENTS, 'br', 'div', 'hr', 'img', 'input', 'span'];
export const HTML_ATTRIBUTES: readonly string[] = [
  ...KEPT_ATTRIBUTES,
  'align',
  'alt',
  'checked',
  'data-tex',
  'disabled',
  'href',
  'id',
  'open',
  'src',
  'start',
];
