/** What an HTML element means for reading order. */
export const PARAGRAPH_TAGS = new Set(
  'p div section article aside header footer main nav ul ol dl table blockquote pre figure figcaption form fieldset address details h1 h2 h3 h4 h5 h6 hr center'.split(
    ' ',
  ),
)
export const LINE_TAGS = new Set('br li tr dt dd summary caption'.split(' '))
export const CELL_TAGS = new Set('td th'.split(' '))

/** Elements whose content is never text for a reader. */
export const SILENT_TAGS = new Set(
  'script style template noscript iframe object textarea option xmp noembed noframes title'.split(' '),
)

/** Elements without an end. */
export const VOID_TAGS = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen meta param source track wbr'.split(' '),
)

/** Elements that may be stored: text structure and links. Nothing here loads, runs or changes the page round it. */
export const STORED_TAGS = new Set(
  'a abbr address article aside b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var'.split(
    ' ',
  ),
)

/** Attributes that may be stored, by element; `*` is any. Links are rewritten on top of these. */
export const STORED_ATTRIBUTES: Record<string, ReadonlySet<string>> = {
  '*': new Set(['lang', 'dir']),
  a: new Set(['title']),
  abbr: new Set(['title']),
  time: new Set(['datetime']),
  td: new Set(['colspan', 'rowspan']),
  th: new Set(['colspan', 'rowspan']),
  ol: new Set(['start']),
}

const HEADINGS = 'h1 h2 h3 h4 h5 h6 p'
const ENDS_P =
  'address article aside blockquote details div dl figcaption figure footer header hr main ol p pre section table ul'

/** Which open elements end when another starts, as browsers do it. */
export const ENDED_BY_START: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ...Object.fromEntries(ENDS_P.split(' ').map((name) => [name, 'p'])),
    ...Object.fromEntries('h1 h2 h3 h4 h5 h6'.split(' ').map((name) => [name, HEADINGS])),
    a: 'a',
    li: 'li',
    dd: 'dd dt',
    dt: 'dd dt',
    tr: 'tr th td',
    th: 'th td',
    td: 'th td',
    tbody: 'thead tbody tr th td',
    tfoot: 'thead tbody tr th td',
  }).map(([name, ended]) => [name, new Set(ended.split(' '))]),
)
