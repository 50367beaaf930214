import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { ITEM_SORTS } from '@hub/core/item/item-search.ts'
import { z } from 'zod'

import { ApiProblem } from './api-problem.ts'
import { NARRATIVE_SORTS } from './data/narratives.ts'
import { sessionQuery } from './data/session.ts'
import { Frame } from './frame/Frame.tsx'
import { ProblemPage } from './frame/ProblemPage.tsx'
import { NotFoundPage } from './pages/not-found/NotFoundPage.tsx'
import { sourceSearchSchema } from './pages/sources/source-search.ts'

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage })

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({
    next: z.string().optional().catch(undefined),
    error: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

/** Everything inside the frame needs a session; without one the person signs in and comes back. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  errorComponent: ProblemPage,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      const isSignedOut = error instanceof ApiProblem && error.status === 401
      if (!isSignedOut) throw error
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    }
  },
})

const word = z.string().optional().catch(undefined)

const situationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/situation/SituationPage.tsx'), 'SituationPage'),
})

const triageRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/triage',
  validateSearch: z.object({ narrative: word, since: word }),
  component: lazyRouteComponent(() => import('./pages/triage/TriagePage.tsx'), 'TriagePage'),
})

const narrativesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/narratives',
  validateSearch: z.object({
    state: word,
    sort: z.enum(NARRATIVE_SORTS).optional().catch(undefined),
    q: word,
    since: word,
    language: word,
  }),
  component: lazyRouteComponent(() => import('./pages/narratives/NarrativesPage.tsx'), 'NarrativesPage'),
})

const narrativeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/narratives/$narrativeId',
  validateSearch: z.object({ merged: word }),
  component: lazyRouteComponent(() => import('./pages/narrative/NarrativePage.tsx'), 'NarrativePage'),
})

const storylinesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/storylines',
  component: lazyRouteComponent(() => import('./pages/storyline/StorylinesPage.tsx'), 'StorylinesPage'),
})

const storylineRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/storylines/$storylineId',
  component: lazyRouteComponent(() => import('./pages/storyline/StorylinePage.tsx'), 'StorylinePage'),
})

const workbenchRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/narratives/$narrativeId/workbench',
  validateSearch: z.object({ with: word, merged: word }),
  component: lazyRouteComponent(() => import('./pages/workbench/WorkbenchPage.tsx'), 'WorkbenchPage'),
})

const importItemsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/items/import',
  validateSearch: z.object({ id: word }),
  component: lazyRouteComponent(() => import('./pages/intake/ImportPage.tsx'), 'ImportPage'),
})

const itemsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/items',
  validateSearch: z.object({
    q: word,
    sort: z.enum(ITEM_SORTS).optional().catch(undefined),
    state: word,
    since: word,
    from: word,
    to: word,
    language: word,
    profileId: word,
    sourceId: word,
    publisherId: word,
    narrativeId: word,
    kind: word,
  }),
  component: lazyRouteComponent(() => import('./pages/items/ItemsPage.tsx'), 'ItemsPage'),
})

const itemRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/items/$itemId',
  component: lazyRouteComponent(() => import('./pages/items/ItemPage.tsx'), 'ItemPage'),
})

const boardRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/board',
  validateSearch: z.object({
    view: word,
    q: word,
    state: word,
    lanes: word,
    unit: word,
    severity: word,
    mine: word,
    scope: word,
  }),
  component: lazyRouteComponent(() => import('./pages/board/BoardPage.tsx'), 'BoardPage'),
})

const caseRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./pages/case/CasePage.tsx'), 'CasePage'),
})

const factChecksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/fact-checks',
  validateSearch: z.object({
    q: word,
    view: z.enum(['collected', 'suggested', 'decided']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./pages/fact-checks/FactChecksPage.tsx'), 'FactChecksPage'),
})

const tipsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tips',
  component: lazyRouteComponent(() => import('./pages/tips/TipsPage.tsx'), 'TipsPage'),
})

const playbooksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/playbooks',
  validateSearch: z.object({ q: word, stage: word, tag: word }),
  component: lazyRouteComponent(() => import('./pages/playbooks/PlaybooksPage.tsx'), 'PlaybooksPage'),
})

const playbookRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/playbooks/$slug',
  component: lazyRouteComponent(() => import('./pages/playbooks/PlaybookPage.tsx'), 'PlaybookPage'),
})

const sourcesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sources',
  validateSearch: sourceSearchSchema,
  component: lazyRouteComponent(() => import('./pages/sources/SourcesPage.tsx'), 'SourcesPage'),
})

const sourceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sources/$sourceId',
  component: lazyRouteComponent(() => import('./pages/sources/SourcePage.tsx'), 'SourcePage'),
})

const importsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sources/imports',
  component: lazyRouteComponent(() => import('./pages/sources/ImportsPage.tsx'), 'ImportsPage'),
})

const importRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sources/imports/$importId',
  component: lazyRouteComponent(() => import('./pages/sources/ImportPage.tsx'), 'ImportPage'),
})

const profilesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/profiles',
  component: lazyRouteComponent(() => import('./pages/profiles/ProfilesPage.tsx'), 'ProfilesPage'),
})

const profileRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/profiles/$profileId',
  component: lazyRouteComponent(() => import('./pages/profiles/ProfilePage.tsx'), 'ProfilePage'),
})

const adminRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/admin',
  validateSearch: z.object({ tab: word }),
  component: lazyRouteComponent(() => import('./pages/admin/AdminPage.tsx'), 'AdminPage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  frameRoute.addChildren([
    situationRoute,
    triageRoute,
    narrativesRoute,
    narrativeRoute,
    workbenchRoute,
    storylinesRoute,
    storylineRoute,
    importItemsRoute,
    itemsRoute,
    itemRoute,
    boardRoute,
    caseRoute,
    factChecksRoute,
    tipsRoute,
    playbooksRoute,
    playbookRoute,
    sourcesRoute,
    sourceRoute,
    importsRoute,
    importRoute,
    profilesRoute,
    profileRoute,
    adminRoute,
  ]),
])

/** The router of the whole application; every address of the interface stands in this file. */
export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
