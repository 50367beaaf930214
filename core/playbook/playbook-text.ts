import type { PlaybookContent } from './playbook.ts'

/** What a search looks through, from the words that matter most to the least: title and tags, when to use it, steps and advice. */
export function playbookText(content: PlaybookContent): { title: string; summary: string; body: string } {
  const steps = content.steps.flatMap(({ title, action, artefact, checklist }) => [
    title,
    action,
    artefact ?? '',
    ...checklist,
  ])
  const body = [
    ...steps,
    ...content.dos,
    ...content.donts,
    ...content.notWhen,
    ...content.metrics.map(({ name }) => name),
  ]
  return {
    title: [content.title, ...content.tags].join('. '),
    summary: [content.summary, ...content.whenToUse, content.leadRole].join(' '),
    body: body.filter((part) => part !== '').join(' '),
  }
}
