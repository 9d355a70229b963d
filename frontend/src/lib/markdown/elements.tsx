import type { Token, Tokens } from 'marked'
import type { ReactNode } from 'react'
import { safeHref } from './links'
import { DEEPEST, withoutEntities } from './tokens'

/** Each kind of token as an element. What has no entry here, HTML above all, is shown as the text it is. */

type Draw<Kind> = (token: Kind, depth: number) => ReactNode

export function drawAll(tokens: readonly Token[] | undefined, depth = 0): ReactNode[] {
  return (tokens ?? []).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens only grow at the end; their place is their name
    <Drawn key={index} token={token} depth={depth} />
  ))
}

function Drawn({ token, depth }: { token: Token; depth: number }): ReactNode {
  if (depth > DEEPEST) return token.raw
  const draw = ELEMENTS[token.type] as Draw<Token> | undefined
  return draw ? draw(token, depth + 1) : token.raw
}

const ELEMENTS: Record<string, unknown> = {
  space: () => null,
  def: () => null,
  text: drawText,
  escape: ({ text }: Tokens.Escape) => text,
  html: drawHtml,
  br: () => <br />,
  hr: () => <hr />,
  paragraph: ({ tokens }: Tokens.Paragraph, depth: number) => <p>{drawAll(tokens, depth)}</p>,
  strong: ({ tokens }: Tokens.Strong, depth: number) => <strong>{drawAll(tokens, depth)}</strong>,
  em: ({ tokens }: Tokens.Em, depth: number) => <em>{drawAll(tokens, depth)}</em>,
  del: drawDeleted,
  codespan: ({ text }: Tokens.Codespan) => <code>{text}</code>,
  code: drawCode,
  blockquote: ({ tokens }: Tokens.Blockquote, depth: number) => (
    <blockquote>{drawAll(tokens, depth)}</blockquote>
  ),
  heading: drawHeading,
  link: drawLink,
  /** Nothing is fetched for an answer: a picture is its description. */
  image: ({ text }: Tokens.Image) => (
    <span className="letter-picture">{withoutEntities(text) || 'a picture'}</span>
  ),
  list: drawList,
  checkbox: ({ checked }: Tokens.Checkbox) => <span>{checked ? '☑ ' : '☐ '}</span>,
  table: drawTable,
}

function drawText({ tokens, text }: Tokens.Text, depth: number): ReactNode {
  return tokens ? drawAll(tokens, depth) : withoutEntities(text)
}

/** Between words it is part of the sentence; alone it is a paragraph of its own. */
function drawHtml({ raw, ...token }: Tokens.HTML | Tokens.Tag): ReactNode {
  return token.block ? <p>{raw.trim()}</p> : raw
}

/** "~20 people" and "20~25" are numbers, not struck-out text. */
function drawDeleted({ raw, tokens }: Tokens.Del, depth: number): ReactNode {
  if (raw.startsWith('~~')) return <del>{drawAll(tokens, depth)}</del>
  return <>~{drawAll(tokens, depth)}~</>
}

function drawCode({ text }: Tokens.Code): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code wider than the letter is scrolled by keyboard
    <pre className="letter-scroll" tabIndex={0}>
      <code>{text}</code>
    </pre>
  )
}

/** The letter sits under the page's own headings, so its headings begin at the third level. */
function drawHeading({ depth: level, tokens }: Tokens.Heading, depth: number): ReactNode {
  const Heading = level <= 2 ? 'h3' : level === 3 ? 'h4' : 'h5'
  return <Heading>{drawAll(tokens, depth)}</Heading>
}

function drawLink({ href, tokens }: Tokens.Link, depth: number): ReactNode {
  const safe = safeHref(withoutEntities(href))
  if (safe === null) return <span>{drawAll(tokens, depth)}</span>
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow">
      {drawAll(tokens, depth)}
    </a>
  )
}

function drawList({ ordered, start, items }: Tokens.List, depth: number): ReactNode {
  const List = ordered ? 'ol' : 'ul'
  const isTasks = items.some(({ task }) => task)
  return (
    <List
      {...(ordered && start !== 1 ? { start: Number(start) } : {})}
      {...(isTasks ? { className: 'letter-tasks' } : {})}
    >
      {items.map(({ tokens }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items only grow at the end; their place is their name
        <li key={index}>{drawAll(tokens, depth)}</li>
      ))}
    </List>
  )
}

function drawTable({ header, rows }: Tokens.Table, depth: number): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the letter is scrolled by keyboard
    <section className="letter-scroll" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>{header.map((cell, index) => drawCell('th', cell, index, depth))}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows only grow at the end; their place is their name
            <tr key={index}>{row.map((cell, column) => drawCell('td', cell, column, depth))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function drawCell(Cell: 'th' | 'td', { align, tokens }: Tokens.TableCell, key: number, depth: number) {
  return (
    <Cell key={key} {...(align ? { style: { textAlign: align } } : {})}>
      {drawAll(tokens, depth)}
    </Cell>
  )
}
