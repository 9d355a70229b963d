// Writes the typed API from the OpenAPI files the back end keeps in openapi/.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const targets = [
  { from: 'openapi/schema.yaml', to: 'src/lib/api/schema.gen.ts', required: true },
  { from: 'openapi/allauth.json', to: 'src/lib/api/allauth.gen.ts', required: false },
]

for (const { from, to, required } of targets) {
  if (existsSync(`${root}${from}`)) {
    execFileSync('node_modules/.bin/openapi-typescript', [from, '-o', to], { cwd: root, stdio: 'inherit' })
  } else if (required) {
    console.error(`${from} is missing: write it with \`manage.py spectacular --file frontend/${from}\`.`)
    process.exitCode = 1
  }
}
