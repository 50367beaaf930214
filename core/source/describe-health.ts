import type { HealthAction, HealthCode, HealthReport } from './health.ts'

const WHAT_HAPPENED: Record<HealthCode, string> = {
  proposed: 'Proposed: a coordinator has to approve it before it is collected.',
  waiting_for_profile: 'Not collected: no approved watch profile that names this source is in force.',
  paused: 'Paused by a person.',
  removed: 'Retired by a person.',
  never_polled: 'New: waiting for its first fetch.',
  filled_by_hand: 'Filled by hand: people add its items.',
  filled_by_import: 'Filled by imports of files.',
  filled_by_api: 'Filled by another system through the API.',
  filled_by_tips: 'Filled by tips from the public, after moderation.',
  fine: 'Working.',
  gone_quiet: 'It answers, but has brought nothing new for far longer than usual.',
  gone: 'The site says this feed is gone for good (410).',
  not_found: 'There is nothing at this address (404).',
  refused: 'The site refuses us.',
  asked_to_slow_down: 'The site asks us to come less often (429).',
  server_error: 'The site has trouble of its own.',
  http_error: 'The site answered with an error.',
  web_page: 'The address leads to something that is not a feed.',
  unreadable: 'The feed is too broken to read.',
  too_large: 'The feed is too large.',
  timed_out: 'The site took too long to answer.',
  private_address: 'The address leads into a private network, which the hub does not enter.',
  unknown_host: 'The host name cannot be found.',
  no_connection: 'No connection to the site.',
  bad_certificate: 'The site shows no valid certificate.',
  redirect_loop: 'The site sends us round in circles or to an address that cannot be followed.',
  bad_address: 'This is no web address.',
}

const WHAT_TO_DO: Record<HealthAction, string | null> = {
  none: null,
  approve: 'Approve it, or retire it.',
  approve_profile: 'Have a profile approved that names it.',
  resume: 'Resume it when it is wanted again.',
  wait: 'Nothing to do: the hub tries again by itself.',
  check_address: 'Check the address.',
  find_feed: "Look for the feed's own address on the site.",
  ask_for_access: 'Ask the publisher for access, or remove it.',
  ask_operator_to_allow: 'If it is yours, an operator can list the host in HUB_ALLOW_HOSTS.',
  remove_or_replace: 'Remove it, or enter its new address.',
  check_rhythm: 'Check whether the site moved or stopped.',
}

/** One calm English passage for a source's health: what happened, since when, the detail, what to do. */
export function describeHealth(report: HealthReport, nowMs: number): string {
  return [sayHappened(report, nowMs), sayTodo(report)].filter((part) => part !== null).join(' ')
}

/** What happened, since when, and the detail. */
export function sayHappened(report: HealthReport, nowMs: number): string {
  const parts = [whatHappened(report, nowMs)]
  if (report.detail !== null && !parts[0]?.includes(report.detail)) parts.push(report.detail)
  const showsLastGood = report.failureCount > 0 && report.lastGoodAtMs !== null
  if (showsLastGood && report.lastGoodAtMs !== null)
    parts.push(`Last good fetch ${sayWhen(report.lastGoodAtMs, nowMs)}.`)
  return parts.join(' ')
}

/** Why a source is not collected whose last watch profile came to its end. */
export function sayProfileEnded({ title, at }: { title: string; at: Date }): string {
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return `Not collected: the watch profile “${title}” ended on ${day}.`
}

/** What a person can do about it; null when nothing. */
export function sayTodo(report: Pick<HealthReport, 'action'>): string | null {
  return WHAT_TO_DO[report.action]
}

function whatHappened(report: HealthReport, nowMs: number): string {
  const sentence = WHAT_HAPPENED[report.code]
  if (report.usualGapMs !== null && report.sinceMs !== null) {
    const usual = saySpan(report.usualGapMs)
    return `It usually brings something every ${usual}, and has brought nothing for ${saySpan(nowMs - report.sinceMs)}.`
  }
  if (report.sinceMs === null || report.failureCount < 2) return withStatus(sentence, report.httpStatus)
  const since = saySince(report.sinceMs, nowMs)
  const status =
    report.httpStatus !== null && report.httpStatus >= 400 && !sentence.includes(String(report.httpStatus))
      ? ` (${report.httpStatus})`
      : ''
  return `${since}${status}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}

function withStatus(sentence: string, status: number | null): string {
  if (status === null || status < 400 || sentence.includes(String(status))) return sentence
  return `${status}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}

function saySince(sinceMs: number, nowMs: number): string {
  const when = sayWhen(sinceMs, nowMs)
  if (when === 'just now') return 'Just now'
  return when.endsWith(' ago') ? `For ${when.slice(0, -' ago'.length)}` : `Since ${when}`
}

function sayWhen(atMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.round((nowMs - atMs) / 60_000))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`
  const hours = Math.round(minutes / 60)
  if (hours < 24) return hours === 1 ? 'an hour ago' : `${hours} hours ago`
  const at = new Date(atMs)
  if (nowMs - atMs < 6 * 86_400_000) return at.toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** A span in its largest fitting unit: "3 hours", "2 days"; one of a unit without its number. */
function saySpan(spanMs: number): string {
  const minutes = Math.max(1, Math.round(spanMs / 60_000))
  if (minutes < 90) return minutes === 1 ? 'minute' : `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  if (hours < 36) return `${hours} hours`
  return `${Math.round(hours / 24)} days`
}
