// Writes the pages of src/marketing/pages as plain HTML into dist/, after the app was built there.
// dist/pages.json says at which address Django serves which file.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const dist = `${root}dist/`
const workshop = `${root}node_modules/.cache/marketing/`
const base = process.env.ASSET_BASE ?? '/static/'

/** Where no script says which theme is shown, the night is what the system says it is. */
const nightWithoutScript = {
  name: 'night-without-script',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/styles/tokens.css')) return
    const [, tokens] = code.match(/\[data-theme="dark"\] (\{[^}]*\})/)
    return `${code}@media (prefers-color-scheme: dark) { :root:not([data-theme]) ${tokens} }`
  },
}

const shared = {
  configFile: false,
  root,
  base,
  logLevel: 'warn',
  resolve: { alias: { '@': `${root}src` } },
}
const output = { assetsInlineLimit: 0, copyPublicDir: false, emptyOutDir: true }

/** The texts of the stylesheet and of the script, which become part of the page; fonts are written as files. */
async function buildClient() {
  const { output: files } = await build({
    ...shared,
    plugins: [nightWithoutScript],
    build: { ...output, write: false, rollupOptions: { input: `${root}src/marketing/client.ts` } },
  })
  const assets = files.filter(({ type }) => type === 'asset')
  const stylesheets = assets.filter(({ fileName }) => fileName.endsWith('.css'))
  for (const asset of assets) if (!stylesheets.includes(asset)) write(asset.fileName, asset.source)
  const chunks = files.filter(({ type }) => type === 'chunk')
  if (stylesheets.length !== 1 || chunks.length !== 1)
    throw new Error('One stylesheet and one script, please.')
  return { styles: String(stylesheets[0].source).trim(), script: chunks[0].code.trim() }
}

/** The pages as a module that can be run here; the pictures they show join those of the app. */
async function buildPages() {
  await build({
    ...shared,
    build: { ...output, ssr: 'src/marketing/render.tsx', ssrEmitAssets: true, outDir: workshop },
  })
  cpSync(`${workshop}assets`, `${dist}assets`, { recursive: true })
  return import(pathToFileURL(`${workshop}render.js`).href)
}

function write(name, content) {
  mkdirSync(dirname(dist + name), { recursive: true })
  writeFileSync(dist + name, content)
}

/** The app's page and ours paint the same theme, by the very same text. */
function themeScript() {
  const [, text] = readFileSync(`${root}index.html`, 'utf8').match(/<script>([\s\S]*?)<\/script>/)
  return text
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/\n\s*/g, '\n')
    .trim()
}

const built = { ...(await buildClient()), themeScript: themeScript() }
const pages = (await buildPages()).renderPages(built)
for (const { file, html } of pages) write(file, html)
write('pages.json', JSON.stringify(Object.fromEntries(pages.map(({ path, file }) => [path, file]))))
rmSync(workshop, { recursive: true })
for (const { path, file } of pages) console.log(`dist/${file}  for ${path}`)
