import { getDomain } from 'tldts'

import { parseHttpUrl } from '../item/canonical-url.ts'

/** Sites whose addresses name the account that posted. */
const PERSONAL_SITES = new Set([
  'bsky.app',
  'facebook.com',
  'fb.com',
  'fb.watch',
  'instagram.com',
  'linkedin.com',
  'medium.com',
  'ok.ru',
  'pinterest.com',
  'reddit.com',
  'rumble.com',
  'snapchat.com',
  'substack.com',
  't.me',
  'telegram.me',
  'threads.com',
  'threads.net',
  'tiktok.com',
  'truthsocial.com',
  'tumblr.com',
  'twitch.tv',
  'twitter.com',
  'vk.com',
  'weibo.com',
  'x.com',
  'youtu.be',
  'youtube.com',
])
const NAMES_AN_ACCOUNT = /\/(?:@|~|in\/|user\/|users\/|u\/|profile\/|people\/|author\/)/i

/**
 * An address without the person it may name: whole where it names a page of a site, the site alone where the address holds
 * an account. Null for anything that is no web address.
 */
export function keepAppearance(raw: string): string | null {
  const url = parseHttpUrl(raw)
  if (url === null) return null
  url.username = ''
  url.password = ''
  const namesAccount =
    PERSONAL_SITES.has(getDomain(url.hostname) ?? url.hostname) || NAMES_AN_ACCOUNT.test(url.pathname)
  return namesAccount ? `${url.origin}/` : url.href
}
