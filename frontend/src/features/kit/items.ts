import { randomId } from '@/lib/ids'
import { grouped } from './model'
import type { Item } from './types'

/** Pure changes to the list of a dated section or a checklist. */

export function blankItem(group: string, kind: 'dated' | 'checklist', date: string | null = null): Item {
  const done = kind === 'checklist' ? false : null
  return {
    id: `own-${randomId().slice(0, 8)}`,
    title: '',
    note: '',
    date,
    time: null,
    minutes: null,
    task_id: null,
    done,
    group,
  }
}

/** Behind the last of its group, so that a group stays together. */
export function addItem(items: readonly Item[], item: Item): Item[] {
  const last = items.findLastIndex(({ group }) => group === item.group)
  return last === -1 ? [...items, item] : items.toSpliced(last + 1, 0, item)
}

export const changeItem = (items: readonly Item[], id: string, change: Partial<Item>): Item[] =>
  items.map((item) => (item.id === id ? { ...item, ...change } : item))

export const removeItem = (items: readonly Item[], id: string): Item[] =>
  items.filter((item) => item.id !== id)

/** Moves an item behind the others of `group`. */
export function moveItem(items: readonly Item[], id: string, group: string): Item[] {
  const item = items.find((one) => one.id === id)
  return item ? addItem(removeItem(items, id), { ...item, group }) : [...items]
}

export const renameGroup = (items: readonly Item[], from: string, to: string): Item[] =>
  items.map((item) => (item.group === from ? { ...item, group: to } : item))

/** A heading nobody uses yet: "New heading", "New heading 2". */
export function freshHeading(items: readonly Item[], base = 'New heading'): string {
  const taken = new Set(grouped(items).map(({ heading }) => heading))
  let name = base
  for (let count = 2; taken.has(name); count += 1) name = `${base} ${count}`
  return name
}
