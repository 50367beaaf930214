/** One way of typing a command, to stand at the end of its help. */
export function exampleText(words: string): string {
  return `\nExample:\n  npm run hub -- ${words}`
}
