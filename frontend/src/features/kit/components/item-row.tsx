import { X } from 'lucide-react'
import { useId } from 'react'
import { Button, Checkbox, Input, NativeSelect, Tag } from '@/components/ui'
import { decisionOf } from '../model'
import type { Item } from '../types'

interface ItemRowProps {
  item: Item
  kind: 'dated' | 'checklist'
  headings: string[]
  onChange: (change: Partial<Item>) => void
  onMove: (group: string) => void
  onRemove: () => void
}

const field = 'h-10 text-[14.5px]'

/** One entry: its title, then what is known about it. */
export function ItemRow({ item, kind, headings, onChange, onMove, onRemove }: ItemRowProps) {
  const name = item.title || 'this entry'
  return (
    <li data-item={item.id} className="grid gap-2.5 rounded-card border border-hairline bg-paper p-3 md:p-4">
      <div className="flex items-center gap-2.5">
        {kind === 'checklist' ? <Tick item={item} onChange={onChange} /> : null}
        <Input
          aria-label="Title"
          placeholder="What happens"
          value={item.title}
          maxLength={200}
          onChange={(event) => onChange({ title: event.target.value })}
          className={`${field} font-[560]`}
        />
        <Button variant="quiet" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap gap-2.5">
        <Labelled label="Date" className="w-[152px]">
          {(id) => (
            <Input
              id={id}
              type="date"
              value={item.date ?? ''}
              onChange={(event) => onChange({ date: event.target.value || null })}
              className={`${field} num`}
            />
          )}
        </Labelled>
        <Labelled label="Time" className="w-[112px]">
          {(id) => (
            <Input
              id={id}
              type="time"
              value={item.time ?? ''}
              onChange={(event) => onChange({ time: event.target.value || null })}
              className={`${field} num`}
            />
          )}
        </Labelled>
        <Labelled label="Minutes" className="w-[88px]">
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              value={item.minutes ?? ''}
              onChange={(event) => onChange({ minutes: wholeNumber(event.target.value) })}
              className={`${field} num`}
            />
          )}
        </Labelled>
        {headings.length > 1 ? (
          <Labelled label="Under" className="min-w-[150px] flex-1">
            {(id) => (
              <NativeSelect
                id={id}
                value={item.group}
                onChange={(event) => onMove(event.target.value)}
                className="h-10 text-[14.5px]"
              >
                {headings.map((heading) => (
                  <option key={heading} value={heading}>
                    {heading || 'No heading'}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Labelled>
        ) : null}
      </div>
      <Labelled label="Note">
        {(id) => (
          <Input
            id={id}
            value={item.note}
            maxLength={2000}
            onChange={(event) => onChange({ note: event.target.value })}
            className={field}
          />
        )}
      </Labelled>
    </li>
  )
}

/** A day has 1,440 minutes; anything but digits is not taken. */
function wholeNumber(typed: string): number | null {
  const digits = typed.replace(/\D/g, '').slice(0, 4)
  return Number(digits) === 0 ? null : Math.min(Number(digits), 1440)
}

function Tick({ item, onChange }: Pick<ItemRowProps, 'item' | 'onChange'>) {
  if (item.task_id) return <Tag>Task</Tag>
  if (decisionOf(item)) return <Tag>Decision</Tag>
  return (
    <Checkbox
      aria-label="Done"
      checked={item.done === true}
      onCheckedChange={(checked) => onChange({ done: checked === true })}
    />
  )
}

interface LabelledProps {
  label: string
  className?: string
  children: (id: string) => React.ReactNode
}

function Labelled({ label, className, children }: LabelledProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-[12.5px] text-ink-3">
        {label}
      </label>
      {children(id)}
    </div>
  )
}
