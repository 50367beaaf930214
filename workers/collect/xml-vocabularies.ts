import {
  attributeOf,
  each,
  type ElementSource,
  linkAttribute,
  linkWords,
  looseText,
  mediaText,
  ownAddress,
  ownAttribute,
  ownLink,
  pageLink,
  permalink,
  relatedLink,
  typedBody,
  typedText,
  words,
} from './element-readers.ts'
import type { EntryVocabulary, FeedVocabulary, Reader } from './feed-vocabulary.ts'

const PERIOD_MS: Record<string, number> = {
  hourly: 3_600_000,
  daily: 86_400_000,
  weekly: 604_800_000,
  monthly: 2_592_000_000,
  yearly: 31_536_000_000,
}

const ORIGINAL_LINKS = [linkWords('feedburner:origlink'), linkWords('pheedo:origlink')]
const DUBLIN_DATES = [
  words('dc:date'),
  words('dcterms:issued'),
  words('dcterms:created'),
  words('dcterms:date'),
  words('dcterms:available'),
  words('dcterms:modified'),
]
const MEDIA_BODIES = [
  mediaText('media:description'),
  each('media:group', mediaText('media:description')),
  each('media:content', mediaText('media:description')),
  each('media:group', each('media:content', mediaText('media:description'))),
]
const MEDIA_TITLES = [
  mediaText('media:title'),
  each('media:group', mediaText('media:title')),
  each('media:content', mediaText('media:title')),
  each('media:group', each('media:content', mediaText('media:title'))),
]

/** RSS 0.9x, 1.0 and 2.0, with the extensions that carry an entry's own words and dates. */
export const RSS_ENTRY: EntryVocabulary<ElementSource> = {
  ids: [words('guid'), ownAttribute('rdf:about'), words('atom:id'), words('dc:identifier'), words('id')],
  links: [
    ...ORIGINAL_LINKS,
    linkWords('link'),
    pageLink('link'),
    pageLink('atom:link'),
    permalink('guid'),
    ownAddress('rdf:about'),
    linkAttribute('enclosure', 'url'),
    linkAttribute('media:content', 'url'),
    ownLink('href'),
    linkAttribute('a', 'href'),
    linkWords('comments'),
  ],
  titles: [
    looseText('title'),
    looseText('dc:title'),
    typedText('atom:title'),
    looseText('itunes:title'),
    ...MEDIA_TITLES,
  ],
  bodies: [
    looseText('content:encoded'),
    looseText('encoded'),
    looseText('fullitem'),
    looseText('xhtml:body'),
    looseText('body'),
    typedBody('atom:content'),
    looseText('description'),
    looseText('content'),
    typedBody('atom:summary'),
    looseText('summary'),
    looseText('dc:description'),
    looseText('abstract'),
    looseText('itunes:summary'),
    ...MEDIA_BODIES,
    looseText('itunes:subtitle'),
  ],
  dates: [
    words('pubdate'),
    ...DUBLIN_DATES,
    words('atom:published'),
    words('atom:updated'),
    words('published'),
    words('date'),
    words('updated'),
    words('prism:publicationdate'),
  ],
  languages: [words('dc:language'), words('language'), ownAttribute('xml:lang')],
  bases: [ownAttribute('xml:base')],
}

/** Atom 0.3 and 1.0. */
export const ATOM_ENTRY: EntryVocabulary<ElementSource> = {
  ids: [words('id'), words('guid'), words('dc:identifier')],
  links: [
    ...ORIGINAL_LINKS,
    pageLink('link'),
    linkWords('link'),
    linkAttribute('content', 'src'),
    relatedLink('link', ['related', 'via', 'enclosure']),
    permalink('id'),
  ],
  titles: [typedText('title'), looseText('dc:title'), ...MEDIA_TITLES],
  bodies: [
    typedBody('content'),
    looseText('content:encoded'),
    typedBody('summary'),
    looseText('dc:description'),
    looseText('description'),
    ...MEDIA_BODIES,
  ],
  dates: [
    words('published'),
    words('issued'),
    ...DUBLIN_DATES,
    words('updated'),
    words('modified'),
    words('created'),
    words('pubdate'),
  ],
  languages: [ownAttribute('xml:lang'), attributeOf('content', 'xml:lang'), words('dc:language')],
  bases: [ownAttribute('xml:base')],
}

const updatePeriodMs: Reader<ElementSource, number> = (source) => {
  const periodMs = PERIOD_MS[words('sy:updateperiod')(source)?.toLowerCase() ?? '']
  const frequency = Number(words('sy:updatefrequency')(source) ?? 1)
  return periodMs === undefined
    ? undefined
    : Math.round(periodMs / Math.max(1, Number.isFinite(frequency) ? frequency : 1))
}

const ttlMs: Reader<ElementSource, number> = (source) => {
  const minutes = Number.parseFloat(words('ttl')(source) ?? '')
  return minutes > 0 ? minutes * 60_000 : undefined
}

const skipHours: Reader<ElementSource, number[]> = ({ text, element }) => {
  const holder = element.children.find((child) => child.name === 'skiphours')
  return holder?.children.flatMap((child) => {
    const hour = Number.parseInt(text.slice(child.start, child.end), 10)
    return child.name === 'hour' && hour >= 0 && hour <= 24 ? [hour] : []
  })
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const skipDays: Reader<ElementSource, number[]> = ({ text, element }) => {
  const holder = element.children.find((child) => child.name === 'skipdays')
  return holder?.children.flatMap((child) => {
    const day = DAYS.indexOf(text.slice(child.start, child.end).trim().slice(0, 3).toLowerCase())
    return child.name === 'day' && day >= 0 ? [day] : []
  })
}

const LINK_NAMES = ['link', 'atom:link', 'atom10:link']
const hubLinks = LINK_NAMES.map((name) => relatedLink(name, ['hub']))
const selfLinks = LINK_NAMES.map((name) => relatedLink(name, ['self']))

export const RSS_FEED: FeedVocabulary<ElementSource> = {
  titles: [looseText('title'), looseText('dc:title'), typedText('atom:title'), looseText('itunes:title')],
  links: [linkWords('link'), pageLink('link'), pageLink('atom:link'), ownAddress('rdf:about'), ownLink('href')],
  languages: [words('language'), words('dc:language'), ownAttribute('xml:lang')],
  ttlsMs: [ttlMs, updatePeriodMs],
  skipHours,
  skipDays,
  hubs: hubLinks,
  selves: selfLinks,
}

export const ATOM_FEED: FeedVocabulary<ElementSource> = {
  titles: [typedText('title'), looseText('dc:title')],
  links: [pageLink('link'), linkWords('link')],
  languages: [ownAttribute('xml:lang'), words('language'), words('dc:language')],
  ttlsMs: [updatePeriodMs],
  skipHours: () => undefined,
  skipDays: () => undefined,
  hubs: hubLinks,
  selves: selfLinks,
}
