import { memo, useState } from 'react'
import { createLiveSplitter, splitBlocks } from './blocks'
import { drawAll } from './elements'
import { tokensOf } from './tokens'
import './letter.css'

const Block = memo(function Block({ text }: { text: string }) {
  return drawAll(tokensOf(text))
})

interface MarkdownProps {
  text: string
  live?: boolean
}

/** A letter in Markdown. HTML in it is shown as text, pictures are not loaded, links are only real ones. */
export const Markdown = memo(function Markdown({ text, live = false }: MarkdownProps) {
  return live ? <LiveMarkdown text={text} /> : <Blocks blocks={splitBlocks(text)} />
})

function LiveMarkdown({ text }: { text: string }) {
  const [split] = useState(createLiveSplitter)
  return <Blocks blocks={split(text)} live />
}

const Blocks = ({ blocks, live }: { blocks: readonly string[]; live?: boolean }) => (
  <div className="letter" data-live={live || undefined}>
    {blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: blocks only grow at the end; their place is their name
      <Block key={index} text={block} />
    ))}
  </div>
)
