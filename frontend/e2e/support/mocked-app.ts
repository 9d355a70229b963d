import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page, Route } from '@playwright/test'

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url))

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The policy Django sends, but for the hash of the theme script, whose text it computes. */
const POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:"

type Answer = { status?: number; body?: unknown }

/** Answers by "METHOD /path"; what is not named is refused as Django would refuse a stranger. */
export type Answers = Record<string, Answer | ((body: unknown) => Answer)>

const NOBODY: Answer = { status: 401, body: { code: 'not_authenticated', detail: 'Please log in to go on.' } }

function serveFile(route: Route, file: string) {
  return route.fulfill({
    contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    headers: { 'Content-Security-Policy': POLICY },
    body: readFileSync(DIST + file),
  })
}

/** The prerendered page of an address, or the app. */
function pageAt(path: string): string {
  const pages: Record<string, string> = JSON.parse(readFileSync(`${DIST}pages.json`, 'utf8'))
  return pages[path] ?? 'index.html'
}

function answer(route: Route, answers: Answers, path: string) {
  const request = route.request()
  const found = answers[`${request.method()} ${path}`] ?? NOBODY
  const { status = 200, body = {} } = typeof found === 'function' ? found(request.postDataJSON()) : found
  return route.fulfill({ status, json: body })
}

/** Opens the built app with nothing behind it: files come from dist/, everything else from `answers`. */
export async function mockApp(page: Page, answers: Answers) {
  await page.routeWebSocket('**/ws/', () => {})
  await page.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname
    const file = path.replace(/^\/static\//, '')
    if (path.startsWith('/static/')) {
      return existsSync(DIST + file) ? serveFile(route, file) : route.fulfill({ status: 404 })
    }
    const isApi = /^\/(api|_allauth|sandbox)\//.test(path)
    return isApi ? answer(route, answers, path) : serveFile(route, pageAt(path))
  })
}
