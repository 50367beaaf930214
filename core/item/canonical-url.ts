import { isTrackingParam } from './tracking-params.ts'

const PATH_SESSION = /;(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*/gi

/**
 * The address of a page without what changes from reader to reader: tracking and session parameters, user name, default
 * port, fragment (but not `#!` routes, which name pages). The remaining parameters are sorted. Returns null for anything
 * that is not an absolute http(s) address.
 */
export function canonicalUrl(raw: string): string | null {
  const url = parseHttpUrl(raw)
  if (url === null) return null
  url.username = ''
  url.password = ''
  if (!url.hash.startsWith('#!')) url.hash = ''
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '')
  url.pathname = url.pathname.replace(PATH_SESSION, '')
  if (url.search !== '') {
    for (const name of [...url.searchParams.keys()]) if (isTrackingParam(name)) url.searchParams.delete(name)
    url.searchParams.sort()
    if (url.searchParams.toString() === '') url.search = ''
  }
  return url.href
}

/**
 * One key for the same page reached in different ways: the canonical address without scheme, `www.`, a mobile or AMP
 * host prefix and the trailing slash. It compares pages; it is never shown or followed.
 */
export function urlKey(raw: string): string | null {
  const canonical = canonicalUrl(raw)
  if (canonical === null) return null
  const url = new URL(canonical)
  const host = url.host.replace(/^(?:www|m|mobile|amp)\.(?=[^.]+\.)/, '')
  const path = url.pathname.replace(/\/amp\/?$/, '/').replace(/\/+$/, '')
  return `url:${host}${path}${url.search}${url.hash}`
}

/** An absolute http(s) URL, or null; never throws. */
export function parseHttpUrl(raw: string): URL | null {
  const trimmed = raw.trim()
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  return url.hostname === '' ? null : url
}
