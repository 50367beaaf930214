import type { PageProblem } from '@hub/core/source/page-order.ts'

import type { FetchFailed } from '../collect/fetch-outcome.ts'

const BY_CODE: Partial<Record<FetchFailed['code'], string>> = {
  too_large: 'Open it in your browser and copy the part that matters.',
  timed_out: 'Try again in a few minutes.',
  refused_address: 'If it is yours, an operator can list the host in HUB_ALLOW_HOSTS.',
  dns_failed: 'Check the address for a spelling mistake.',
  connection_failed: 'Check the address, or try again in a few minutes.',
  tls_failed: 'Check the address; if it is right, its owner has to renew the certificate.',
  too_many_redirects: 'Check the address in your browser and copy the one it ends at.',
  bad_redirect: 'Check the address in your browser and copy the one it ends at.',
  bad_url: 'Check the address; it should begin with https:// or http://.',
  bad_encoding: 'Try again later; the site has to mend this.',
}

/** Says why a page could not be fetched and what to do about it. */
export function sayFetchProblem(failed: Pick<FetchFailed, 'code' | 'status' | 'message'>): PageProblem {
  if (failed.code === 'http_error') return sayStatus(failed.status ?? 0, failed.message)
  return { code: failed.code, message: `${failed.message} ${BY_CODE[failed.code] ?? 'Try again later.'}` }
}

function sayStatus(status: number, message: string): PageProblem {
  if (status === 404 || status === 410)
    return { code: 'not_found', message: `There is nothing at this address (${status}). Check it in your browser.` }
  if (status === 402)
    return { code: 'paywalled', message: 'The site wants to be paid for this page (402). Read it with a subscription.' }
  if (status === 401 || status === 403 || status === 451) {
    const words = `The site refuses to show this page to the hub (${status}).`
    return { code: 'refused', message: `${words} Open it in your browser and copy the part that matters.` }
  }
  if (status === 429)
    return { code: 'asked_to_slow_down', message: 'The site asks us to come less often (429). Try again in an hour.' }
  if (status >= 500)
    return { code: 'server_error', message: `The site has trouble of its own (${status}). Try again in a few minutes.` }
  return { code: 'http_error', message: `${message} Check the address in your browser.` }
}
