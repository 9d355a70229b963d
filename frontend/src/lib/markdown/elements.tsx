import type { ComponentProps } from 'react'
import type { Components } from 'react-markdown'
import { safeHref } from './links'

function Anchor({ href, children }: ComponentProps<'a'>) {
  const safe = safeHref(href)
  if (safe === null) return <span>{children}</span>
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

/** Nothing is fetched for an answer: a picture is its description. */
function Picture({ alt }: ComponentProps<'img'>) {
  return <span className="letter-picture">{alt || 'a picture'}</span>
}

function Table({ children }: ComponentProps<'table'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the letter is scrolled by keyboard
    <section className="letter-scroll" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  )
}

function Code({ children }: ComponentProps<'pre'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code wider than the letter is scrolled by keyboard
    <pre className="letter-scroll" tabIndex={0}>
      {children}
    </pre>
  )
}

function Tick({ checked }: ComponentProps<'input'>) {
  return <span>{checked ? '☑ ' : '☐ '}</span>
}

/** The letter sits under the page's own headings, so its headings begin at the third level. */
export const LETTER_ELEMENTS: Components = {
  a: ({ href, children }) => <Anchor href={href}>{children}</Anchor>,
  img: ({ alt }) => <Picture alt={alt} />,
  table: ({ children }) => <Table>{children}</Table>,
  pre: ({ children }) => <Code>{children}</Code>,
  input: ({ checked }) => <Tick checked={checked} />,
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h5>{children}</h5>,
  h6: ({ children }) => <h5>{children}</h5>,
}
