import { describe, expect, it } from 'vitest'
import { answer, question } from '@/lib/realtime/fixtures'
import { makeDecision, makePhase, makeProject, makeTask } from '@/test/factories'
import {
  caughtByMessage,
  confidence,
  costInWords,
  currentPhase,
  decidingNow,
  lettersOf,
  nextSteps,
  waitsFor,
} from './model'
import { patchByFrame, patchDecision, patchTask } from './patches'

const reply = answer({ status: 'complete' })

describe('letters', () => {
  it('keep their key from being sent to being stored', () => {
    const outgoing = {
      clientId: 'c1',
      text: 'Hi',
      createdAt: '2026-11-20T10:00:00Z',
      state: 'sending',
    } as const
    const [sent] = lettersOf([], outgoing)
    const [stored] = lettersOf([question()], null)
    expect(sent?.key).toBe(stored?.key)
  })

  it('open a day once', () => {
    const rows = ['2026-11-20T12:00:00', '2026-11-20T12:05:00', '2026-11-21T12:00:00'].map(
      (created_at, index) => question({ id: `m${index}`, client_id: null, position: index, created_at }),
    )
    expect(lettersOf(rows, null).map(({ opensDay }) => opensDay !== null)).toEqual([true, false, true])
  })
})

describe('what was caught', () => {
  it('lies under the message that caused it, whether the decision names the question or the answer', () => {
    const decisions = [
      makeDecision({ id: 'd1', source_message_id: 'u1' }),
      makeDecision({ id: 'd2', category: 'content', source_message_id: 'a1' }),
    ]
    const caught = caughtByMessage([question(), reply], decisions, []).get('u1')
    expect(caught?.decisions.map(({ id }) => id)).toEqual(['d1', 'd2'])
  })

  it('leaves out what was withdrawn, what was only claimed and what was un-ticked since', () => {
    const done = { task_id: 'done', title: 'Done', via: 'ai_auto', confidence: 0.9, claimed: false }
    const completions = [done, { ...done, task_id: 'claimed', claimed: true }, { ...done, task_id: 'open' }]
    const detected = { decisions: [], completions, next_steps: [], disagreements: [] }
    const decisions = [makeDecision({ is_current: false, source_message_id: 'u1' })]
    const tasks = ['done', 'claimed'].map((task_id) => makeTask({ task_id, completed: true }))
    const phases = [makePhase({ tasks: [...tasks, makeTask({ task_id: 'open' })] })]
    const caught = caughtByMessage([question(), { ...reply, detected }], decisions, phases)
    expect(caught.get('u1')).toEqual({ decisions: [], completions: [done] })
  })
})

describe('replies to choose from', () => {
  const detected = { decisions: [], completions: [], next_steps: ['Yes'], disagreements: [] }

  it('are those of the newest complete answer', () => {
    expect(nextSteps([question(), { ...reply, detected }])).toEqual(['Yes'])
    expect(nextSteps([question(), { ...reply, detected, status: 'stopped' }])).toEqual([])
    expect(nextSteps([{ ...reply, detected }, question({ position: 9 })])).toEqual([])
  })
})

describe('the plan', () => {
  const open = makeTask({ task_id: 'open', decision: 'pricing', depends_on: ['first'] })
  const first = makeTask({ task_id: 'first', title: 'First', decision: 'platform' })

  it('stands at the first phase with something left', () => {
    const done = makePhase({ completed: 1, total: 1 })
    expect(currentPhase([done, makePhase(), makePhase()])).toBe(1)
    expect(currentPhase([done, done])).toBe(1)
  })

  it('names what has to come first until it is done', () => {
    expect(waitsFor(open, [open, first])).toEqual(['First'])
    expect(waitsFor(open, [open, { ...first, completed: true }])).toEqual([])
  })

  it('decides what the partner asks about, else what the playbook asks first', () => {
    const point = { why: '', options: [], recommendation: null }
    const decisions = [
      { ...point, category: 'platform' as const, question: 'Where?' },
      { ...point, category: 'pricing' as const, question: 'How much?' },
    ]
    const project = makeProject({ playbook: { ...makeProject().playbook, decisions } })
    expect(decidingNow(project, 'Hello.')).toBe('platform')
    expect(decidingNow(project, 'So. **How much?** I would say')).toBe('pricing')
    const decided = { ...project, decisions: [makeDecision({ category: 'pricing' })] }
    expect(decidingNow(decided, '**How much?**')).toBe('platform')
    expect(decidingNow({ ...decided, decisions: [...decided.decisions, makeDecision()] }, '')).toBeNull()
  })

  it.each([
    [0, 0, 'free'],
    [500, 500, '$5'],
    [0, 2000, 'free to $20'],
    [500, 2000, '$5 to $20'],
  ])('says what a task costs: %i to %i', (min_minor, max_minor, words) => {
    expect(costInWords({ min_minor, max_minor, currency: 'USD' })).toBe(words)
  })
})

describe('confidence', () => {
  it.each([
    [1, 5, 'Certain'],
    [0.82, 4, 'Very likely'],
    [0.6, 3, 'Likely'],
    [0.4, 2, 'Possible'],
    [0, 1, 'Unsure'],
  ])('%f is %i dots: %s', (value, dots, words) => {
    expect(confidence(value)).toEqual({ dots, words })
  })
})

describe('patches', () => {
  const project = makeProject({ decisions: [makeDecision()] })
  const topic = `project:${project.id}`

  it('tick a task and count its phase anew', () => {
    const patched = patchTask(project, makeTask({ completed: true }))
    expect(patched.phases[0]).toMatchObject({ completed: 1, total: 1 })
  })

  it('let a new decision take the place of the former', () => {
    const patched = patchDecision(project, makeDecision({ id: 'new', value: 'circle' }))
    expect(patched.decisions.map(({ is_current }) => is_current)).toEqual([false, true])
  })

  it('only step back what is withdrawn', () => {
    const withdrawn = { ...makeDecision(), is_current: false }
    const patched = patchByFrame(project, { type: 'decision.recorded', topic, decision: withdrawn })
    expect(patched.decisions).toEqual([withdrawn])
  })

  it('move the bars', () => {
    const progress = { overall: 9, planning: 9, execution: 9, timeline: 9 }
    expect(patchByFrame(project, { type: 'progress.changed', topic, progress }).progress).toEqual(progress)
  })
})
