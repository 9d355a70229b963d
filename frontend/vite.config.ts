import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const backend = process.env.BACKEND_URL ?? 'http://127.0.0.1:8000'
const served = ['/api', '/_allauth', '/sandbox', '/admin', '/healthz']

export default defineConfig(({ command }) => ({
  // Django serves the built files under STATIC_URL; the development server answers at the root.
  base: command === 'build' ? (process.env.ASSET_BASE ?? '/static/') : '/',
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      quoteStyle: 'single',
      routeFileIgnorePattern: '\\.test\\.',
    }),
    react(),
    tailwindcss(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    manifest: true,
    sourcemap: false,
    // Small files inlined as data: URLs would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // A request costs more than a few bytes that a page does not need: what the app starts with is one file, and
        // what pages share is joined with its nearest until it is worth a file. Forms and menus stay with
        // the pages that have some.
        codeSplitting: {
          groups: [
            {
              name: 'frame',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-store|store))\//,
            },
            { name: 'start', tags: ['$initial'] },
            // What tooltips, menus and dialogs float on: the frame needs all of it, and nothing that is joined with it.
            {
              name: 'floating',
              test: /node_modules\/(@floating-ui|@radix-ui\/react-(popper|arrow|use-size|dismissable-layer|portal|presence|tooltip|visually-hidden))\//,
              includeDependenciesRecursively: false,
            },
            {
              name: 'shared',
              test: /src\/(components\/(?!ui\/menu)|lib\/(?!auth\/))|node_modules\/(?!react-hook-form\/|@hookform\/|zod\/|@radix-ui\/react-(menu|dropdown-menu)\/)/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 2_000,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, backend])),
      '/ws': { target: backend, ws: true },
    },
  },
}))
