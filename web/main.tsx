import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'

import { I18nProvider as LinguiProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'

import { formatLocales, i18n, locale } from './i18n/i18n.ts'
import { makeQueryClient } from './query-client.ts'
import { makeRouter } from './routes.tsx'

// The content security policy allows no code made from text, so schemas are interpreted.
config({ jitless: true })

const queryClient = makeQueryClient(() => {
  const { pathname, href } = router.state.location
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { next: href } })
})
const router = makeRouter(queryClient)

document.documentElement.lang = locale === 'qps' ? 'en-x-pseudo' : locale
const root = document.getElementById('root')
if (!root) throw new Error('The page has no root element.')

createRoot(root).render(
  <StrictMode>
    <LinguiProvider i18n={i18n}>
      <I18nProvider locale={formatLocales[0] ?? 'en-GB'}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </LinguiProvider>
  </StrictMode>,
)
