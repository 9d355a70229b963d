// Fails when the built files outgrow their budgets (gzip kilobytes, 1 kB = 1,000 bytes).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'))

const size = (file) => gzipSync(readFileSync(dist + file)).length / 1000

/** Every script a key needs before it runs, without those already loaded. */
function closure(key, loaded = new Set()) {
  const files = new Set()
  const visit = (name) => {
    const chunk = manifest[name]
    if (!chunk || files.has(chunk.file) || loaded.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit(key)
  return files
}

const sum = (files) => [...files].reduce((total, file) => total + size(file), 0)

const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry)
const entry = closure(entryKey)
const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))

const shellKey = Object.keys(manifest).find((key) => key.startsWith('src/routes/_app.tsx'))
const signedIn = new Set([...entry, ...(shellKey ? closure(shellKey, entry) : [])])

const rows = [
  ['entry', sum(entry), 130],
  ['css', sum(styles), 20],
]
for (const key of Object.keys(manifest)) {
  if (!key.startsWith('src/routes/') || manifest[key].isEntry) continue
  const limit = key.includes('projects.$id') ? 90 : 40
  rows.push([key.replace('src/routes/', ''), sum(closure(key, key === shellKey ? entry : signedIn)), limit])
}

let failed = false
for (const [name, kilobytes, limit] of rows) {
  const over = kilobytes > limit
  failed ||= over
  console.log(`${over ? 'OVER' : ' ok '}  ${kilobytes.toFixed(1).padStart(6)} / ${limit} kB gz  ${name}`)
}
process.exitCode = failed ? 1 : 0
