import type { PageProblem, PageReading } from '@hub/core/source/page-order.ts'
import { addressesToTry } from '@hub/core/source/page-address.ts'

import { fetchPage } from './fetch-page.ts'
import type { PageTools } from './page-tools.ts'

export type PageOutcome = { ok: true; reading: PageReading } | { ok: false; problem: PageProblem }

const NO_ADDRESS: PageProblem = {
  code: 'bad_url',
  message: 'This is no web address. Copy the address of the page from your browser.',
}
const HTML = /html|xml|text\/plain/i

/**
 * The full text of a page, as far as its site's robots.txt and its paywall let anybody read it. Never rejects: every fault is a
 * sentence that says what to do.
 */
export async function readPage(tools: PageTools, typed: string, signal?: AbortSignal): Promise<PageOutcome> {
  let problem = NO_ADDRESS
  for (const url of addressesToTry(typed)) {
    const fetched = await fetchPage(tools, url, { signal })
    if (fetched.ok) {
      const { body, contentType, finalUrl } = fetched.page
      if (contentType !== null && !HTML.test(contentType)) return { ok: false, problem: sayOtherType(contentType) }
      return tools.pages.readArticle({ bytes: body, contentType, url: finalUrl })
    }
    problem = fetched.problem
    if (!isWorthTryingPlain(problem)) break
  }
  return { ok: false, problem }
}

/** Whether the same host may still answer by http: what was typed without a scheme is tried by https: first. */
export function isWorthTryingPlain({ code }: PageProblem): boolean {
  return ['connection_failed', 'tls_failed', 'timed_out', 'robots_unknown'].includes(code)
}

function sayOtherType(contentType: string): PageProblem {
  const type = contentType.split(';', 1)[0] ?? ''
  return {
    code: 'not_a_page',
    message: `The address leads to a file (${type}), not to a page. Open it in your browser and copy the part that matters.`,
  }
}
