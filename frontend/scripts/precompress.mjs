// Write a .br and a .gz twin beside each built text file: Django serves the smallest one that the browser takes.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const FOLDER = new URL('../dist/assets', import.meta.url).pathname
const TEXT = /\.(js|css|svg)$/
// Below this a compressed twin saves less than the headers that name it.
const WORTH_IT = 1024

for (const name of readdirSync(FOLDER).filter((name) => TEXT.test(name))) {
  const path = join(FOLDER, name)
  if (statSync(path).size < WORTH_IT) continue
  const text = readFileSync(path)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  writeFileSync(`${path}.br`, brotliCompressSync(text, quality))
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
}
