import type { Scope } from '@hub/core/access/scope.ts'
import { mergeInheritedSteps } from '@hub/core/playbook/merge-inherited-steps.ts'
import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { findPublished } from './find-published.ts'
import { playbookRow } from './list-playbooks.ts'

/** A published playbook in full, with the checklist and advice a run would get. Throws NotFound. */
export async function getPlaybook(db: Reader, scope: Scope, slug: string): Promise<PlaybookDetail> {
  const playbook = await findPublished(db, slug, scope.world)
  if (!playbook) throw new NotFound('playbook')
  const { content } = playbook
  const base = content.inherits === null ? undefined : await findPublished(db, content.inherits, scope.world)
  const { steps, dos, donts } = mergeInheritedSteps(content, base?.content)
  return {
    ...playbookRow(playbook, null),
    content,
    steps: steps.map(({ origin, step }) => ({ key: step.key, origin, step })),
    dos,
    donts,
  }
}
