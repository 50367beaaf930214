import { createHash } from 'node:crypto'

import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

import type { HubEnv } from '../hub-env.ts'

/** The one style that the interface library writes into the page at run time. */
const PRESSABLE_STYLE = `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`
const PRESSABLE_HASH = `'sha256-${createHash('sha256').update(PRESSABLE_STYLE).digest('base64')}'`

/** Tells browsers to run and load nothing but the hub's own files, and to frame it nowhere. */
export function protectBrowser(publicUrl: string): MiddlewareHandler<HubEnv> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", PRESSABLE_HASH],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
  })
}
