import type { XmlRoot } from '@hub/core/source/prepare-xml.ts'
import type { ElementSource } from './element-readers.ts'
import type { FeedDocument } from './feed-element.ts'
import type { FoundFeed } from './feed-vocabulary.ts'
import { ATOM_ENTRY, ATOM_FEED, RSS_ENTRY, RSS_FEED } from './xml-vocabularies.ts'

/** The feed in an XML document, with the vocabulary its root announces. */
export function findFeed(document: FeedDocument, root: Exclude<XmlRoot, null>): FoundFeed<ElementSource> {
  const { text, channel, entries } = document
  const isAtom = root === 'atom'
  const kind = root === 'atom' || root === 'rdf' ? root : 'rss'
  const languageHolder = document.root.attributes.get('xml:lang')
  return {
    kind,
    feed: { text, element: languageHolder === undefined ? channel : inheriting(document, languageHolder) },
    entries: entries.map((element) => ({ text, element })),
    xmlBases: [document.root, ...(channel === document.root ? [] : [channel])].flatMap(
      (element) => element.attributes.get('xml:base') ?? [],
    ),
    feedVocabulary: isAtom ? ATOM_FEED : RSS_FEED,
    entryVocabulary: isAtom ? ATOM_ENTRY : RSS_ENTRY,
  }
}

/** A channel that states no language of its own speaks the document's. */
function inheriting({ channel }: FeedDocument, language: string): FeedDocument['channel'] {
  return channel.attributes.has('xml:lang')
    ? channel
    : { ...channel, attributes: new Map([...channel.attributes, ['xml:lang', language]]) }
}
