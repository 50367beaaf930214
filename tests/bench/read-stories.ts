import { readFileSync } from 'node:fs'

/** The texts of a labelled file, cluster by cluster. */
export function readStories(file: string): string[][] {
  const byStory = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '') continue
    const { text, cluster }: { text: string; cluster: string } = JSON.parse(line)
    const texts = byStory.get(cluster)
    if (texts) texts.push(text)
    else byStory.set(cluster, [text])
  }
  return [...byStory.values()]
}
