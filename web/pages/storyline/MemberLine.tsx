import type { StorylineMember } from '@hub/core/storyline/storyline-view.ts'
import { Link } from '@tanstack/react-router'

import { Content } from '../../ui/Content.tsx'
import { NarrativeFacts } from '../narrative/NarrativeFacts.tsx'

/** A narrative of a storyline: its name, which leads to it, and its size. */
export function MemberLine({ member }: { member: StorylineMember }) {
  return (
    <>
      <Link to="/narratives/$narrativeId" params={{ narrativeId: member.id }}>
        <Content language={member.languages[0]}>{member.title}</Content>
      </Link>
      <p className="secondary">
        <NarrativeFacts row={member} />
      </p>
    </>
  )
}
