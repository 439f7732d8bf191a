import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const server = process.env.PROMOENGINE_SERVER ?? 'http://localhost:5080'

/** Sonner writes its sheet into the page, which our policy stops; ui/toaster.tsx imports the same sheet as a file. */
const sonnersSheet: Plugin = {
  name: 'sonners-sheet',
  apply: 'build',
  transform(code, id) {
    if (!/sonner\/dist\/index\.mjs$/.test(id)) return
    if (!code.includes('\n__insertCSS("')) this.error('sonner writes its styles in another way than before; look at vite.config.ts')
    return { code: code.replace('\n__insertCSS("', '\nvoid ("'), map: null }
  },
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [react(), tailwindcss(), sonnersSheet],
  resolve: { alias: { '@': file('./src'), 'react-style-singleton': file('./src/ui/no-style-singleton.ts') } },
  server: {
    proxy: {
      '/api': server,
      '/webhooks': server,
      '/live': { target: server, ws: true },
    },
  },
  build: {
    outDir: '../src/Web/wwwroot',
    emptyOutDir: true,
    // One bundle for the frame, one for what changes rarely: a deploy then re-sends only our own code.
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'vendor', test: /node_modules\// },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    globals: true,
    setupFiles: './src/test-setup.ts',
    css: false,
    testTimeout: 20_000,
  },
})
