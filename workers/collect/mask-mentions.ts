import { keepAppearance } from '@hub/core/claim/keep-appearance.ts'
import { MASKED_HANDLE, maskPeople } from '@hub/core/item/mask-people.ts'
import { Parser } from 'htmlparser2'

import { escapeHtml } from './escape-html.ts'

const VOID = new Set(['br', 'hr'])

/**
 * A post's HTML without the people in it: a mention (`class="mention"` that is no hashtag) becomes `@…`, and of links
 * that name an account only the site stays. Hashtags become plain words. Other mark-up is passed on for sanitising.
 */
export function maskMentions(html: string): string {
  const out: string[] = []
  const open: ('mention' | 'plain' | 'kept')[] = []
  let mentions = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const classes = (attributes['class'] ?? '').split(/\s+/)
        const isMention = name === 'a' && classes.includes('mention') && !classes.includes('hashtag')
        const isTag = name === 'a' && (classes.includes('hashtag') || attributes['rel'] === 'tag')
        if (isMention) {
          if (mentions === 0) out.push(MASKED_HANDLE)
          mentions += 1
        } else if (mentions === 0 && !isTag) out.push(openTag(name, attributes['href']))
        open.push(isMention ? 'mention' : isTag ? 'plain' : 'kept')
      },
      ontext(text) {
        if (mentions === 0) out.push(escapeHtml(maskPeople(text)))
      },
      onclosetag(name) {
        const kind = open.pop()
        if (kind === 'mention') mentions -= 1
        else if (kind === 'kept' && mentions === 0 && !VOID.has(name)) out.push(`</${name}>`)
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  return out.join('')
}

function openTag(name: string, href: string | undefined): string {
  const kept = name === 'a' && href !== undefined ? keepAppearance(href) : null
  return kept === null ? `<${name}>` : `<${name} href="${escapeHtml(kept)}">`
}
