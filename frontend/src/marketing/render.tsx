import { renderToStaticMarkup } from 'react-dom/server'
import { type Built, Document } from './document'
import type { MarketingPage } from './page'

const modules = import.meta.glob<{ page: MarketingPage }>('./pages/*.tsx', { eager: true })

export interface Rendered {
  /** Name of the file, after that of its source: landing.html. */
  file: string
  path: string
  html: string
}

/** Every page of `pages/`, written out. Called once, by scripts/prerender.mjs. */
export function renderPages(built: Built): Rendered[] {
  return Object.entries(modules).map(([source, { page }]) => ({
    file: source.replace(/^.*\/(.+)\.tsx$/, '$1.html'),
    path: page.path,
    html: `<!doctype html>${renderToStaticMarkup(<Document page={page} built={built} />)}\n`,
  }))
}
