import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { keepEnglishStrings } from './keep-english-strings.ts'

/** Builds the web app into `dist`, which the api serves; in development the api is reached through a proxy. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [keepEnglishStrings(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // The content security policy allows no data: addresses for fonts and images.
    assetsInlineLimit: 0,
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox128', 'safari17.5'],
  },
  // Only the api's own paths: `/api.ts` is a module of ours.
  server: { proxy: { '^/(api/|sign-in/link)': { target: 'http://localhost:8080' } } },
})
