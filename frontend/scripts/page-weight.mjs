import { gzipSync } from 'node:zlib'

const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/g
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g
const LINK = /<link\b([^>]*)>/g
const IMPORT = /\b(?:import|from)\s*\(?\s*["']([^"']+\.js)["']/g

const attribute = (tag, name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1]
const kilobytes = (text) => gzipSync(text).length / 1000
const nameOf = (address) => address.replace(/^.*\//, '')

/**
 * What a prerendered page makes a browser run and load, in gzip kilobytes: its scripts (those within the page included),
 * its styles, and which files of the app it asks for, of which there must be none.
 *
 * `read(name)` gives a file of dist/assets; `appFiles` are the names of the app's own scripts.
 */
export function pageWeight(html, read, appFiles) {
  const scripts = new Map()
  const add = (address) => {
    const name = nameOf(address)
    if (scripts.has(name)) return
    const text = read(name).toString()
    scripts.set(name, kilobytes(text))
    for (const [, next] of text.matchAll(IMPORT)) add(next)
  }

  let inline = 0
  for (const [, tag, text] of html.matchAll(SCRIPT)) {
    const address = attribute(tag, 'src')
    if (address) add(address)
    else if (!attribute(tag, 'type')?.startsWith('application/')) {
      inline += kilobytes(text)
      for (const [, next] of text.matchAll(IMPORT)) add(next)
    }
  }

  let css = 0
  for (const [, text] of html.matchAll(STYLE)) css += kilobytes(text)
  for (const [, tag] of html.matchAll(LINK)) {
    const rel = attribute(tag, 'rel')
    if (rel === 'stylesheet') css += kilobytes(read(nameOf(attribute(tag, 'href'))))
    if (rel === 'modulepreload' || attribute(tag, 'as') === 'script') add(attribute(tag, 'href'))
  }

  const js = [...scripts.values()].reduce((sum, size) => sum + size, inline)
  return { js, css, foreign: [...scripts.keys()].filter((name) => appFiles.has(name)) }
}
