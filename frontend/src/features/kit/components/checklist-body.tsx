import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button, Checkbox, cn, Input, Progress } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { useSaveSection, useTickTask } from '../api'
import { addItem, blankItem, changeItem } from '../items'
import { contentOf, decisionOf, grouped, shortDay, withDecisions } from '../model'
import { complain } from '../notes'
import type { Item, Section } from '../types'

interface ChecklistBodyProps {
  section: Section
  /** Decisions that are still open. */
  missing: readonly string[]
  projectId: string
  canEdit: boolean
}

export function ChecklistBody({ section, missing, projectId, canEdit }: ChecklistBodyProps) {
  const items = withDecisions(section.items ?? [], missing)
  const ticked = items.filter(({ done }) => done).length
  const { replace, isPending } = useReplaceItems(projectId, section)
  return (
    <div className="grid gap-6">
      <div className="flex items-center gap-4">
        <Progress
          label="Ticked"
          value={items.length ? (100 * ticked) / items.length : 0}
          colour="verdigris"
          className="flex-1"
        />
        <span className="num text-[13.5px] text-ink-2">
          {ticked} of {items.length}
        </span>
      </div>
      {grouped(items).map(({ heading, items: under }) => (
        <section key={heading}>
          {heading ? (
            <h4 className="mb-2 break-after-avoid font-display text-[18px] font-[500]">{heading}</h4>
          ) : null}
          <ul className="grid gap-0.5">
            {under.map((item) => (
              <Line
                key={item.id}
                item={item}
                projectId={projectId}
                canEdit={canEdit}
                onTick={(done) => replace(changeItem(items, item.id, { done }))}
              />
            ))}
          </ul>
        </section>
      ))}
      {canEdit ? (
        <AddLine
          isPending={isPending}
          onAdd={(title, done) =>
            replace(addItem(items, { ...blankItem(items.at(-1)?.group ?? '', 'checklist'), title }), done)
          }
        />
      ) : null}
    </div>
  )
}

function useReplaceItems(projectId: string, section: Section) {
  const save = useSaveSection(projectId)
  const replace = (items: Item[], onSuccess?: () => void) =>
    save.mutate(
      { section: section.id, content: { items }, base: contentOf(section) },
      {
        ...(onSuccess ? { onSuccess } : {}),
        onError: (error) => void complain('That was not saved.', sentenceFor(error)),
      },
    )
  /** What is on its way to the server, shown at once. */
  return { replace, isPending: save.isPending }
}

interface LineProps {
  item: Item
  projectId: string
  canEdit: boolean
  onTick: (done: boolean) => void
}

/** Whose tick it is: the task's, the decision's, or one's own. */
function Line(props: LineProps) {
  const { item, projectId, canEdit, onTick } = props
  if (item.task_id) return <TaskLine {...props} taskId={item.task_id} />
  if (decisionOf(item)) {
    return (
      <Row item={item} disabled title={<IntoTheTalk item={item} projectId={projectId} />} onTick={() => {}} />
    )
  }
  return <Row item={item} disabled={!canEdit} title={item.title} onTick={onTick} />
}

function TaskLine({ item, taskId, projectId, canEdit }: LineProps & { taskId: string }) {
  const tick = useTickTask(projectId, taskId)
  return (
    <Row
      item={item}
      disabled={!canEdit}
      title={<IntoTheTalk item={item} projectId={projectId} hash={`task-${taskId}`} />}
      onTick={(completed) => tick.mutate({ taskId, completed })}
    />
  )
}

interface IntoTheTalkProps {
  item: Item
  projectId: string
  hash?: string
}

const IntoTheTalk = ({ item, projectId, hash = '' }: IntoTheTalkProps) => (
  <Link
    to="/projects/$id"
    params={{ id: projectId }}
    hash={hash}
    className={cn('prose-link', item.done && 'text-ink-3')}
  >
    {item.title}
  </Link>
)

interface RowProps {
  item: Item
  disabled: boolean
  title: ReactNode
  onTick: (done: boolean) => void
}

function Row({ item, disabled, title, onTick }: RowProps) {
  const id = useId()
  return (
    <li className="flex min-h-9 break-inside-avoid gap-3 py-1.5 text-[15px] leading-snug pointer-coarse:min-h-11 pointer-coarse:py-3">
      <Checkbox
        className="mt-[3px]"
        checked={item.done === true}
        disabled={disabled}
        aria-labelledby={id}
        onCheckedChange={(checked) => onTick(checked === true)}
      />
      <div className="min-w-0 flex-1">
        <span id={id} className={cn(item.done && 'text-ink-3')}>
          {title}
        </span>
        <Details item={item} />
      </div>
    </li>
  )
}

function Details({ item: { date, done, note, minutes } }: { item: Item }) {
  const facts = [date ? `by ${shortDay(date)}` : null, minutes ? `${minutes} min` : null].filter(Boolean)
  return (
    <>
      {facts.length > 0 ? <span className="num text-[13.5px] text-ink-3"> · {facts.join(' · ')}</span> : null}
      {note ? <p className={cn('mt-0.5 text-[14px] text-ink-2', done && 'text-ink-3')}>{note}</p> : null}
    </>
  )
}

interface AddLineProps {
  isPending: boolean
  onAdd: (title: string, done: () => void) => void
}

function AddLine({ isPending, onAdd }: AddLineProps) {
  const [title, setTitle] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() && !isPending) onAdd(title.trim(), () => setTitle(''))
  }
  return (
    <form onSubmit={submit} className="flex gap-2.5 print:hidden">
      <Input
        aria-label="Something of your own to tick"
        placeholder="Something of your own to tick"
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
        className="h-10"
      />
      <Button type="submit" pending={isPending} disabled={!title.trim()}>
        Add
      </Button>
    </form>
  )
}
