/** Elements that hold entries. */
export const CONTAINER_NAMES = new Set(['channel', 'rss', 'feed', 'rdf'])

/** Elements whose children are fields of their own; what stands in any other is text with mark-up. */
export const STRUCTURE_NAMES = new Set([
  'channel',
  'feed',
  'item',
  'entry',
  'items',
  'skiphours',
  'skipdays',
  'media:group',
  'media:content',
])

/** Elements that hold nothing but text, so the next field's start means that their end was forgotten. */
export const LEAF_NAMES = new Set([
  'link',
  'guid',
  'id',
  'pubdate',
  'date',
  'updated',
  'published',
  'category',
  'ttl',
  'language',
  'lastbuilddate',
  'generator',
  'comments',
  'copyright',
  'docs',
  'creator',
  'title',
])

/** Elements that hold an entry's words, often with mark-up. */
export const BODY_NAMES = new Set(['description', 'encoded', 'summary', 'content'])

/** Fields that no mark-up of a text is called, so that their start ends even a text whose own end was forgotten. */
export const UNMISTAKABLE_NAMES = new Set([
  'guid',
  'pubdate',
  'content:encoded',
  'description',
  'enclosure',
  'published',
])

/** Every field that recovery knows. */
export const FIELD_NAMES = new Set([...LEAF_NAMES, ...BODY_NAMES, 'author', 'image', 'enclosure', 'source'])
