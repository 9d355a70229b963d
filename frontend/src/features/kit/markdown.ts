import { dayLine, grouped } from './model'
import type { Item, Section } from './types'

/** A section as Markdown, to be pasted anywhere. */
export function sectionMarkdown({ title, markdown, items, kind }: Section): string {
  const body = items ? itemsMarkdown(items, kind === 'checklist') : (markdown ?? '')
  return `## ${title}\n\n${body.trim()}\n`
}

function itemsMarkdown(items: readonly Item[], ticked: boolean): string {
  return grouped(items)
    .map(({ heading, items: under }) => {
      const lines = under.map((item) => itemLine(item, ticked)).join('\n')
      return heading ? `### ${heading}\n\n${lines}` : lines
    })
    .join('\n\n')
}

function itemLine({ title, note, date, time, done }: Item, ticked: boolean): string {
  const when = [date ? dayLine(date) : null, time].filter(Boolean).join(', ')
  const box = ticked || done ? `[${done ? 'x' : ' '}] ` : ''
  return `- ${box}${when ? `**${when}**: ` : ''}${title}${note ? ` (${note})` : ''}`
}
