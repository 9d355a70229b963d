import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button, Input } from '@/components/ui'
import { announce } from '@/lib/a11y'
import { addItem, blankItem, changeItem, freshHeading, moveItem, removeItem, renameGroup } from '../items'
import { grouped } from '../model'
import { note } from '../notes'
import type { Item } from '../types'
import { ItemRow } from './item-row'

interface ItemsEditorProps {
  items: Item[]
  kind: 'dated' | 'checklist'
  onChange: (items: Item[]) => void
}

/** Not merely the first input: a checkbox in a form brings one of its own. */
const TITLE = 'input[aria-label=Title]'

/** The list of a section, entry by entry under its headings. */
export function ItemsEditor({ items, kind, onChange }: ItemsEditorProps) {
  const groups = grouped(items)
  const headings = groups.map(({ heading }) => heading)
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  // "Undo" outlives the moment it was offered in: it puts back into the list as it is then.
  const latest = useRef({ items, onChange })
  useEffect(() => {
    latest.current = { items, onChange }
  })

  useEffect(() => {
    if (wanted === null) return
    list.current?.querySelector<HTMLElement>(`[data-item="${wanted}"] ${TITLE}`)?.focus()
    setWanted(null)
  }, [wanted])

  useEffect(() => list.current?.querySelector<HTMLElement>(`[data-item] ${TITLE}`)?.focus(), [])

  function add(group: string) {
    const last = items.findLast((item) => item.group === group)
    const item = blankItem(group, kind, last?.date ?? null)
    onChange(addItem(items, item))
    setWanted(item.id)
  }

  function remove(item: Item) {
    const index = items.indexOf(item)
    const neighbour = items[index + 1] ?? items[index - 1]
    onChange(removeItem(items, item.id))
    setWanted(neighbour?.id ?? null)
    announce(`Removed ${item.title || 'an entry'}`)
    void note(`Removed: ${item.title || 'an entry without a title'}`, {
      id: `remove-${item.id}`,
      action: {
        label: 'Undo',
        onClick: () => latest.current.onChange(latest.current.items.toSpliced(index, 0, item)),
      },
    })
  }

  return (
    <div ref={list} className="grid gap-8">
      {groups.map(({ heading, items: under }) => (
        <fieldset key={heading} className="grid min-w-0 gap-3 border-0 p-0">
          <legend className="sr-only">{heading || 'Without a heading'}</legend>
          <Heading heading={heading} onRename={(to) => onChange(renameGroup(items, heading, to))} />
          <ul className="grid gap-3">
            {under.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                kind={kind}
                headings={headings}
                onChange={(change) => onChange(changeItem(items, item.id, change))}
                onMove={(group) => onChange(moveItem(items, item.id, group))}
                onRemove={() => remove(item)}
              />
            ))}
          </ul>
          <Button variant="quiet" size="s" className="justify-self-start" onClick={() => add(heading)}>
            <Plus aria-hidden />
            Add to {heading ? `“${heading}”` : 'the list'}
          </Button>
        </fieldset>
      ))}
      <Button size="s" className="justify-self-start" onClick={() => add(freshHeading(items))}>
        <Plus aria-hidden />
        Add a heading
      </Button>
    </div>
  )
}

/** Typed freely and taken over when one is done, so that half a name never joins two groups. */
function Heading({ heading, onRename }: { heading: string; onRename: (to: string) => void }) {
  const id = useId()
  const [typed, setTyped] = useState(heading)
  const rename = () => {
    if (typed.trim() && typed.trim() !== heading) onRename(typed.trim())
    else setTyped(heading)
  }
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        Heading
      </label>
      <Input
        id={id}
        value={typed}
        maxLength={120}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          rename()
        }}
        className="h-10 border-transparent bg-transparent px-0 font-display text-[18px] font-[500] hover:border-hairline-strong focus-visible:px-3"
      />
    </div>
  )
}
