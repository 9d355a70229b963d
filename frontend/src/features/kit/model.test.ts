import { expect, test } from 'vitest'
import { makePhase, makeTask } from '@/test/factories'
import { DECISIONS, makeItem, makeKit, makeState, pricedAt, SECTIONS } from '@/test/kit'
import { addItem, blankItem, freshHeading, moveItem } from './items'
import { sectionMarkdown } from './markdown'
import {
  contentOf,
  daysBetween,
  fromToday,
  isSame,
  nextTasks,
  reckoning,
  staleSentence,
  todayIn,
} from './model'

test('today is the day of the kit’s zone', () => {
  const late = new Date('2026-11-21T23:30:00Z')
  expect(todayIn('Europe/Berlin', late)).toBe('2026-11-22')
  expect(todayIn('America/New_York', late)).toBe('2026-11-21')
})

test.each([
  ['2026-12-15', 24, 'in 24 days'],
  ['2026-11-22', 1, 'tomorrow'],
  ['2026-11-21', 0, 'today'],
  // Across the night the clocks change, a day is still a day.
  ['2027-04-01', 131, 'in 131 days'],
])('%s is %i days off: %s', (day, days, words) => {
  expect(daysBetween('2026-11-21', day)).toBe(days)
  expect(fromToday(days)).toBe(words)
})

test('the next tasks are those whose groundwork is done, then those that wait', () => {
  const tasks = [
    makeTask({ task_id: 'a', completed: true }),
    makeTask({ task_id: 'b', depends_on: ['d'] }),
    makeTask({ task_id: 'c', depends_on: ['a'] }),
    makeTask({ task_id: 'd' }),
  ]
  expect(nextTasks({ phases: [makePhase({ tasks })] }).map(({ task_id }) => task_id)).toEqual(['c', 'd', 'b'])
})

test('the reckoning is the recommendation’s, word for word, at the recommended price', () => {
  const state = makeState()
  const advised = state.playbook.decisions[1]?.recommendation
  expect(reckoning(state)?.sentences).toEqual(advised?.arithmetic)
  expect(reckoning(makeState({ decisions: [] }))?.income).toBe('$627 to $1,862 a month')
  expect(reckoning(makeState({ decisions: pricedAt(1950, '$19.50 a month') }))?.income).toBe(
    '$643.50 to $1,911 a month',
  )
})

test('no arithmetic, no reckoning', () => {
  const { playbook } = makeState()
  const decisions = playbook.decisions.map((point) => ({ ...point, recommendation: null }))
  expect(reckoning({ playbook: { ...playbook, decisions }, decisions: DECISIONS })).toBeNull()
})

test('a stale section names what was decided since', () => {
  const [offer] = makeKit().sections.slice(1)
  if (!offer) throw new Error('the kit has an offer')
  const since = (edited_at: string) => staleSentence({ ...offer, edited_at }, DECISIONS.slice(1, 2))
  expect(since('2026-11-20T10:00:00Z')).toBe('The price changed since you edited this.')
  expect(since('2026-11-20T11:00:00Z')).toBe('What it was composed from changed since you edited this.')
})

test('a task ticked elsewhere is no change of the text, one’s own tick is', () => {
  const task = makeItem({ task_id: 't', done: false })
  const own = makeItem({ id: 'own', done: false })
  expect(isSame({ items: [task] }, { items: [{ ...task, done: true }] })).toBe(true)
  expect(isSame({ items: [own] }, { items: [{ ...own, done: true }] })).toBe(false)
})

test('groups stay together when something is added or moved', () => {
  const items = [makeItem({ id: 'a', group: 'One' }), makeItem({ id: 'b', group: 'Two' })]
  expect(addItem(items, { ...blankItem('One', 'dated'), id: 'c' }).map(({ id }) => id)).toEqual([
    'a',
    'c',
    'b',
  ])
  expect(moveItem(items, 'a', 'Two').map(({ id, group }) => [id, group])).toEqual([
    ['b', 'Two'],
    ['a', 'Two'],
  ])
  expect(freshHeading([makeItem({ group: 'New heading' })])).toBe('New heading 2')
})

test('every section can be copied, ticks and all', () => {
  const checklist = SECTIONS.at(-1)
  if (!checklist) throw new Error('the kit has a checklist')
  expect(sectionMarkdown(checklist)).toContain(
    '### The place\n\n- [ ] Test the microphone in the evening\n- [x] Pay once with your own card (Refund it after.)',
  )
  for (const section of SECTIONS)
    expect(sectionMarkdown(section)).toMatch(new RegExp(`^## ${section.title}\n\n\\S`))
  expect(contentOf(checklist)).toEqual({ items: checklist.items })
})
