import { memo } from 'react'
import ReactMarkdown from 'react-markdown'
import remarkGfm, { type Options } from 'remark-gfm'
import { splitBlocks, splitLiveBlocks } from './blocks'
import { LETTER_ELEMENTS } from './elements'
import './letter.css'

// "~20 people" and "20~25" are numbers, not struck-out text.
const GFM: Options = { singleTilde: false }
const PLUGINS: [[typeof remarkGfm, Options]] = [[remarkGfm, GFM]]

/** Addresses are judged where they are used (`safeHref`); here they only pass through. */
const asWritten = (url: string) => url

const Block = memo(function Block({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={PLUGINS} components={LETTER_ELEMENTS} urlTransform={asWritten}>
      {text}
    </ReactMarkdown>
  )
})

/** A letter in Markdown. HTML in it is shown as text, pictures are not loaded, links are only real ones. */
export function Markdown({ text, live = false }: { text: string; live?: boolean }) {
  const blocks = live ? splitLiveBlocks(text) : splitBlocks(text)
  return (
    <div className="letter" data-live={live || undefined}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks only grow at the end; their place is their name
        <Block key={index} text={block} />
      ))}
    </div>
  )
}
