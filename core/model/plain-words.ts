import { excerptOf } from '../item/excerpt.ts'
import { maskContacts } from '../item/mask-people.ts'

/** Control, direction and other invisible characters, private and unassigned ones; joiners inside a word stay. */
const INVISIBLE = /(?![\n\t])(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))\p{C}/gu
const BLOCK = /<(script|style|iframe|svg|object|template)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/giu
const TAG = /<[/!?a-z][^<>]*>?/giu
const ENTITY = /&#?\w{1,10};/gu
const REFERENCE = /^[ \t]*\[[^\]\n]+\]:.*$/gmu
const IMAGE = /!\[[^\]\n]*\](?:\([^)\n]*\)?|\[[^\]\n]*\]?)?/gu
const LINK = /\[([^\]\n]*)\](?:\([^)\n]*\)?|\[[^\]\n]*\])/gu
/** Addresses with a scheme, those that schemes are left out of, and names of sites with a path. */
const ADDRESSES = [
  /[a-z0-9+.-]{0,20}:\/{2}\S*/giu,
  /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|mailto|file|blob|tel|sms|ftp|about):(?=\S)\S*/giu,
  /(?<![\p{L}\p{N}/])\/{2}(?=[\p{L}\p{N}])\S*/giu,
  /(?<![\p{L}\p{N}])www\.\S*/giu,
  /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?::\d+)?[/?#]\S*/giu,
]
const LIST_MARK = /^[ \t]*(?:[-+•]|\d{1,2}[.)])[ \t]+/gmu
const MARKS = /[<>[\]{}|\\*_~^#`]/gu

/**
 * A text as bare words on one line, whoever wrote it: without mark-up, images, links, addresses, e-mail addresses, handles,
 * telephone numbers and characters nobody sees. At most `maxLength` characters, cut after a word. The bare name of a site
 * stays: it is a word, and leads nowhere.
 */
export function plainWords(text: string, maxLength: number): string {
  const bare = text
    .slice(0, maxLength * 8)
    .toWellFormed()
    .replace(INVISIBLE, ' ')
  const untagged = bare.replace(BLOCK, ' ').replace(TAG, ' ').replace(ENTITY, ' ')
  const unlinked = untagged.replace(REFERENCE, ' ').replace(IMAGE, ' ').replace(LINK, '$1')
  const unmarked = withoutAddresses(unlinked).replace(LIST_MARK, ' ').replace(MARKS, ' ')
  // Once more: marks may have stood inside an address.
  const words = withoutAddresses(unmarked)
  return excerptOf(maskContacts(words), maxLength)
}

function withoutAddresses(text: string): string {
  return ADDRESSES.reduce((words, address) => words.replace(address, ' '), text)
}
