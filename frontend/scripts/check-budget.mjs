// Fails when the built files outgrow their budgets (gzip kilobytes, 1 kB = 1,000 bytes).
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { closure } from './closure.mjs'
import { pageWeight } from './page-weight.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))

const size = (file) => gzipSync(readFileSync(dist + file)).length / 1000

const sum = (files) => [...files].reduce((total, file) => total + size(file), 0)

const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry)
const entry = closure(manifest, entryKey)
const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))

const shellKey = Object.keys(manifest).find((key) => key.startsWith('src/routes/_app.tsx'))
const signedIn = new Set([...entry, ...(shellKey ? closure(manifest, shellKey, entry) : [])])

const rows = [
  ['entry', sum(entry), 130],
  ['css', sum(styles), 20],
]
for (const key of Object.keys(manifest)) {
  if (!key.startsWith('src/routes/') || manifest[key].isEntry) continue
  const limit = /projects\.\$id(\.index)?\.tsx/.test(key) ? 90 : 40
  rows.push([
    key.replace('src/routes/', ''),
    sum(closure(manifest, key, key === shellKey ? entry : signedIn)),
    limit,
  ])
}

// The drawing of charts arrives after the page that has one: what it adds to what any page has loaded.
const plotKey = Object.keys(manifest).find((key) => key.startsWith('src/components/charts/plot.tsx'))
if (plotKey) {
  const pages = Object.keys(manifest).filter((key) => key.startsWith('src/routes/'))
  const there = new Set(pages.flatMap((key) => [...closure(manifest, key)]))
  rows.push(['charts', sum(closure(manifest, plotKey, there)), 120])
}

// The prerendered pages run on their own: no chunk of the app, and hardly any script.
const appFiles = new Set(Object.values(manifest).map(({ file }) => file.replace('assets/', '')))
const foreign = []
for (const [path, file] of Object.entries(JSON.parse(readFileSync(`${dist}pages.json`, 'utf8')))) {
  const html = readFileSync(dist + file, 'utf8')
  const weight = pageWeight(html, (name) => readFileSync(`${dist}assets/${name}`), appFiles)
  rows.push([`${path} js`, weight.js, 5], [`${path} css`, weight.css, 12])
  for (const name of weight.foreign) foreign.push(`${path} loads ${name}, a part of the app`)
}
const pictures = readdirSync(`${dist}assets`).filter((name) => /\.(avif|webp|png)$/.test(name))
rows.push([
  'largest picture',
  Math.max(...pictures.map((name) => statSync(`${dist}assets/${name}`).size)) / 1000,
  120,
])

let failed = foreign.length > 0
for (const complaint of foreign) console.log(`OVER  ${complaint}`)
for (const [name, kilobytes, limit] of rows) {
  const over = kilobytes > limit
  failed ||= over
  console.log(`${over ? 'OVER' : ' ok '}  ${kilobytes.toFixed(1).padStart(6)} / ${limit} kB gz  ${name}`)
}
process.exitCode = failed ? 1 : 0
