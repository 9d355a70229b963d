import { act, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DecisionPoint } from '@/lib/api'
import { makeDecision, makePhase, makeProject, makeTask } from '@/test/factories'
import { server } from '@/test/server'
import { open, PROJECT, say, serve, TOPIC } from './testing'

const pointFor = (category: DecisionPoint['category'], question: string): DecisionPoint => ({
  category,
  question,
  why: 'It shapes the rest.',
  options: [],
  recommendation: null,
})

const playbook = {
  ...PROJECT.playbook,
  decisions: [pointFor('platform', 'Where?'), pointFor('pricing', 'How much?')],
}
const platform = makeDecision({ id: 'd1' })
const price = makeDecision({
  id: 'd2',
  category: 'pricing',
  value: { amount_minor: 1900, currency: 'USD', period: 'month' },
  display: '$19 a month',
  quote: '$19 sounds right',
  source_message_id: 'u2',
})

const card = (name: string) => screen.getByRole('article', { name })
const spoken = () => document.querySelector('[role=status][aria-live=polite]')?.textContent

describe('a decision caught in the talk', () => {
  it('fills its card in, moves the glow on and is said once', async () => {
    await open(makeProject({ playbook }))
    expect(within(card('Platform')).getByText('Deciding now')).toBeInTheDocument()
    const caught = { ...platform, source_message_id: 'u1' }
    act(() => say({ type: 'decision.recorded', topic: TOPIC, decision: caught }))
    await waitFor(() => expect(within(card('Platform')).getByText('Decided')).toBeInTheDocument())
    expect(card('Platform')).toHaveClass('inking')
    expect(within(card('Platform')).getByText('Certain')).toBeInTheDocument()
    expect(within(card('Pricing')).getByText('Deciding now')).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Decisions 1 of 2' })).toBeInTheDocument()
    await waitFor(() => expect(spoken()).toBe('Written down: Platform, Discord. 1 of 2 decided.'))
  })

  it('is no news when it was there before', async () => {
    await open(
      makeProject({ playbook, decisions: [{ ...platform, display: 'Skool', source_message_id: 'u1' }] }),
    )
    expect(card('Platform')).not.toHaveClass('inking')
    expect(spoken()).not.toMatch(/Skool/)
  })

  it('is undone on its card, and can be put back', async () => {
    const { user } = await open(makeProject({ playbook, decisions: [platform] }))
    const posted = vi.fn()
    server.use(
      http.post('*/decisions/d1/reject', () => {
        serve(makeProject({ playbook }))
        return HttpResponse.json({ decision: { ...platform, is_current: false }, current: null })
      }),
      http.post('*/decisions', async ({ request }) => {
        posted(await request.json())
        return HttpResponse.json({ ...platform, id: 'd3' }, { status: 201 })
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Undo: Platform' }))
    await waitFor(() => expect(within(card('Platform')).getByText('Deciding now')).toBeInTheDocument())
    await waitFor(() => expect(screen.getByRole('button', { name: 'Choose: Platform' })).toHaveFocus())
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(posted).toHaveBeenCalledWith(expect.objectContaining({ value: 'discord' })))
  })
})

describe('the end of the session', () => {
  it('is said calmly once every decision stands, and leads to what there is', async () => {
    await open(makeProject({ playbook, decisions: [platform] }))
    expect(screen.queryByText(/decisions stand/)).not.toBeInTheDocument()
    act(() => say({ type: 'decision.recorded', topic: TOPIC, decision: price }))
    expect(await screen.findByText(/Your two decisions stand/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'See what you have' })).toHaveAttribute(
      'href',
      `/projects/${PROJECT.id}/summary`,
    )
  })

  it('has a quiet way to the summary at any time', async () => {
    await open(PROJECT)
    expect(screen.getByRole('link', { name: 'Summary of the session' })).toBeInTheDocument()
  })
})

describe('a milestone', () => {
  const done = makeTask({ task_id: 'first', title: 'First', completed: true })
  const project = makeProject({ phases: [makePhase({ tasks: [done, makeTask()] })] })
  const plan = () => within(screen.getByRole('region', { name: 'Plan' }))
  const last = () => say({ type: 'task.changed', topic: TOPIC, task: makeTask({ completed: true }) })

  it('is celebrated when the last task of its phase is ticked, and said', async () => {
    await open(project)
    expect(plan().queryByText('The price is public.')).not.toBeInTheDocument()
    act(last)
    const words = await plan().findByText('The price is public.', { selector: '.milestone-words' })
    expect(words.closest('li')?.querySelector('.seal-pressed')).toBeInTheDocument()
    await waitFor(() => expect(spoken()).toBe('Shape the offer: every task is done. The price is public.'))
    expect(screen.getByRole('checkbox', { name: 'Set the founding price' })).toBeVisible()
  })

  it('is celebrated once on a device', async () => {
    localStorage.setItem(`atelier.milestones.${PROJECT.id}`, '["shape_the_offer"]')
    await open(project)
    act(last)
    const words = await plan().findByText('The price is public.')
    expect(words).not.toHaveClass('milestone-words')
  })

  it('reached on an earlier day stands without a celebration', async () => {
    await open(makeProject({ phases: [makePhase({ tasks: [done] })] }))
    expect(plan().getByText('The price is public.')).not.toHaveClass('milestone-words')
    expect(document.querySelector('.seal-pressed')).not.toBeInTheDocument()
  })
})

describe('the clock', () => {
  afterEach(() => vi.useRealTimers())

  it('keeps its time and its pause through a reload', async () => {
    localStorage.setItem(`atelier.clock.${PROJECT.id}`, '{"seconds":760,"paused":true}')
    await open(PROJECT)
    expect(screen.getByRole('timer')).toHaveTextContent('12:40 of 30:00')
    expect(screen.getByRole('button', { name: 'Let the clock run' })).toBeInTheDocument()
  })

  it('goes on quietly after half an hour', async () => {
    localStorage.setItem(`atelier.clock.${PROJECT.id}`, '{"seconds":1800,"paused":true}')
    await open(PROJECT)
    expect(screen.getByRole('timer')).toHaveTextContent('30:00 and counting; take the time you need')
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('begins again where what was kept is garbled', async () => {
    localStorage.setItem(`atelier.clock.${PROJECT.id}`, '{{')
    await open(PROJECT)
    expect(screen.getByRole('timer')).toHaveTextContent(/0:0\d of 30:00/)
  })
})

describe('by keyboard', () => {
  it('shows every key on "?", unless one is typing', async () => {
    const { user, composer } = await open(PROJECT)
    await user.type(composer, 'really?')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    await user.tab()
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keys' })
    expect(dialog).toHaveTextContent('Stop the answer')
    expect(dialog).toHaveTextContent('Find a page or a command')
  })

  it('leaves single keys alone for those who switched them off', async () => {
    localStorage.setItem('atelier.single-keys', 'off')
    const { user } = await open(PROJECT)
    await user.keyboard('?/')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    expect(screen.getByRole('textbox', { name: 'Message to Atelier' })).not.toHaveFocus()
  })

  it('goes to the composer on "/"', async () => {
    const { user, composer } = await open(PROJECT)
    await user.keyboard('/')
    expect(composer).toHaveFocus()
    expect(composer).toHaveValue('')
  })

  it('finds the next open task in the palette', async () => {
    const { user, composer } = await open(PROJECT)
    await user.click(composer)
    await user.keyboard('{Control>}k{/Control}')
    const field = await screen.findByRole('combobox', { name: 'Find a page or a command' })
    await user.type(field, 'open task')
    expect(screen.getAllByRole('option')).toHaveLength(1)
    await user.keyboard('{Enter}')
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name: 'Set the founding price' })).toHaveFocus(),
    )
  })

  it('moves through the palette with the arrows, and gives the focus back', async () => {
    const { user, composer, router } = await open(PROJECT)
    await user.click(composer)
    await user.keyboard('{Control>}k{/Control}')
    const field = await screen.findByRole('combobox')
    const active = () =>
      document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent
    expect(active()).toMatch(/Write to Atelier/)
    await user.keyboard('{ArrowUp}')
    expect(active()).toBe('Log out')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(active()).toBe('Home')
    await user.type(field, 'nothing like it')
    expect(screen.getByText(/Nothing by that name/)).toBeInTheDocument()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(composer).toHaveFocus())
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox'), 'settings{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings'))
  })
})

describe('the pen', () => {
  it('is taken up as soon as a message is sent, before the server has answered', async () => {
    const { user, composer } = await open(PROJECT)
    await user.type(composer, 'Hello{Enter}')
    expect(await screen.findByTestId('typing')).toBeInTheDocument()
  })
})
