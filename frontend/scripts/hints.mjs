// Writes dist/hints.json: which scripts the page at an address will ask for, so that the server can name them in the
// page and a browser fetches them beside the entry, not one round after the other.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { closure } from './closure.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))
const base = process.env.ASSET_BASE ?? '/static/'
const ROUTE = /^src\/routes\/(.+)\.tsx\?tsr-split=component$/

const entry = closure(
  manifest,
  Object.keys(manifest).find((key) => manifest[key].isEntry),
)
const routes = Object.keys(manifest).filter((key) => ROUTE.test(key))
const name = (key) => key.match(ROUTE)[1]

/** `_app.projects.$id_.kit` stands at /projects/<anything>/kit: names of layouts and trailing underscores go. */
const pattern = (key) => {
  const parts = name(key)
    .split('.')
    .filter((part) => !part.startsWith('_'))
  return `/${parts.map((part) => (part.startsWith('$') ? '[^/]+' : part.replace(/_$/, ''))).join('/')}`
}
const isPage = (key) =>
  pattern(key) !== '/' && !routes.some((other) => name(other).startsWith(`${name(key)}.`))
const layouts = (key) => routes.filter((other) => name(key).startsWith(`${name(other)}.`))

const hints = routes.filter(isPage).map((key) => {
  const files = [...layouts(key), key].flatMap((part) => [...closure(manifest, part, entry)])
  return { pattern: pattern(key), scripts: [...new Set(files)].map((file) => base + file) }
})
// Addresses that are written out come before those with a part that may be anything.
hints.sort((one, other) => one.pattern.includes('[') - other.pattern.includes('['))
writeFileSync(`${dist}hints.json`, JSON.stringify(hints))
