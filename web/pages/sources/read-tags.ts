/** The tags in a line of them, separated by commas; each once. */
export function readTags(line: string): string[] {
  const tags = line.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter(Boolean))]
}
