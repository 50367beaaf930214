/** The moment an item counts from in clustering and detection: published, but never later than when we first saw it. */
export function eventTime(publishedAt: Date | null, firstSeenAt: Date): Date {
  return publishedAt !== null && publishedAt.getTime() < firstSeenAt.getTime() ? publishedAt : firstSeenAt
}
