/** A source's document is fetched in full this often, whatever its site says of changes: some answer 304 for ever. */
export const FULL_FETCH_MS = 7 * 24 * 60 * 60 * 1000

/** Whether the next fetch has to ask for the whole document, without ETag and Last-Modified. */
export function isFullFetchDue(fullFetchAt: Date | null, now: Date): boolean {
  return fullFetchAt === null || now.getTime() - fullFetchAt.getTime() >= FULL_FETCH_MS
}
