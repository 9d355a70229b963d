import type { ComponentType } from 'react'

export interface Question {
  question: string
  /** Paragraphs of plain text: they are read by search engines too. */
  answer: string[]
}

/** A page without a framework: written at build time, served by Django at `path`. One file in `pages/` is one page. */
export interface MarketingPage {
  path: `/${string}`
  title: string
  description: string
  /** Said to search engines as a list of questions; the page shows them too. */
  questions?: Question[]
  /** Said to search engines as what is sold, by an installation at that origin. */
  products?: (origin: string) => object[]
  Body: ComponentType
}
