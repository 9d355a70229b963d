import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { answer as answerRow, question } from '@/lib/realtime/fixtures'
import { makeDecision, makePhase, makeProject, makeTask } from '@/test/factories'
import { problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { heard, open, PROJECT, say, sends, serve, TOPIC } from './testing'

describe('talking', () => {
  it('sends on Enter, breaks the line on Shift+Enter and leaves Enter to an input method', async () => {
    const { user, composer } = await open(PROJECT)
    await user.type(composer, 'One{Shift>}{Enter}{/Shift}two')
    composer.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
    expect(sends()).toEqual([])
    await user.keyboard('{Enter}')
    await waitFor(() => expect(sends()).toMatchObject([{ text: 'One\ntwo', topic: TOPIC }]))
    expect(composer).toHaveValue('')
    expect(screen.getByText(/One\s+two/)).toBeInTheDocument()
  })

  it('shows the answer as it comes, and the settled text at its end', async () => {
    const { user, composer } = await open(PROJECT, (frame) => {
      if (frame.type !== 'message.send') return
      const row = answerRow({ reply_to: 'u1' })
      say({
        type: 'message.created',
        topic: TOPIC,
        message: question({ client_id: frame.client_id, text: frame.text }),
      })
      say({ type: 'message.created', topic: TOPIC, message: row })
      say({ type: 'message.delta', topic: TOPIC, message_id: row.id, offset: 0, text: 'So **far** 🎉' })
    })
    await user.type(composer, 'Hello{Enter}')
    expect(await screen.findByText('far')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument()
    say({
      type: 'message.completed',
      topic: TOPIC,
      message: answerRow({ status: 'complete', text: 'So **good**.' }),
    })
    expect(await screen.findByText('good')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument()
    expect(screen.getAllByText('Hello')).toHaveLength(1)
  })

  it('lets one type while it answers, and Escape stop it', async () => {
    const live = answerRow({ text: 'Half' })
    const { user, composer } = await open({ ...PROJECT, messages: [question(), live] })
    say({ type: 'subscribed', topic: TOPIC, snapshot: { streaming: live } })
    await user.type(composer, 'next thought{Enter}')
    expect(sends()).toEqual([])
    expect(composer).toHaveValue('next thought')
    await user.keyboard('{Escape}')
    await waitFor(() =>
      expect(heard).toContainEqual({ type: 'message.stop', topic: TOPIC, message_id: 'a1' }),
    )
  })

  it('gives a refused text back and says when new messages come', async () => {
    const { user, composer } = await open(PROJECT, (frame) => {
      if (frame.type !== 'message.send') return
      const resets_at = new Date(Date.now() + 3 * 3_600_000).toISOString()
      say({
        type: 'error',
        topic: TOPIC,
        code: 'daily_limit_reached',
        detail: '',
        ref: frame.client_id,
        resets_at,
      })
    })
    await user.type(composer, 'My fifty-first{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /all for today: 50 messages.*at \d\d:\d\d, in 3 hours/,
    )
    expect(composer).toHaveValue('My fifty-first')
  })

  it('keeps the draft of a project through a reload', async () => {
    const { user, composer, unmount } = await open(PROJECT)
    await user.type(composer, 'half a thought')
    unmount()
    expect((await open(PROJECT)).composer).toHaveValue('half a thought')
  })

  it('counts characters as the server does, and sends none too many', async () => {
    const { user, composer } = await open(PROJECT)
    await user.click(composer)
    await user.paste('😀'.repeat(8_001))
    expect(screen.getByText('1 characters too many. Please shorten it.')).toBeInTheDocument()
    await user.keyboard('{Enter}')
    expect(sends()).toEqual([])
  })

  it('offers Retry for a failed last answer', async () => {
    const error = { code: 'overloaded', detail: 'The partner is busy just now.', retryable: true }
    const failed = answerRow({ status: 'failed', text: 'Ha', error })
    const retried = vi.fn()
    const { user } = await open({ ...PROJECT, messages: [question(), failed] })
    server.use(
      http.post('*/messages/a1/retry', () => {
        retried()
        return HttpResponse.json({ user: question(), assistant: answerRow() }, { status: 202 })
      }),
    )
    expect(screen.getByText(error.detail)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Retry' }))
    await waitFor(() => expect(retried).toHaveBeenCalledOnce())
    expect(await screen.findByTestId('typing')).toBeInTheDocument()
  })

  it('sends a suggested reply with one press', async () => {
    const detected = { decisions: [], completions: [], next_steps: ['Start higher'], disagreements: [] }
    const last = answerRow({ status: 'complete', text: 'Well?', detected })
    const { user, composer } = await open({ ...PROJECT, messages: [question(), last] })
    await user.click(screen.getByRole('button', { name: 'Start higher' }))
    await waitFor(() => expect(sends()).toMatchObject([{ text: 'Start higher' }]))
    expect(composer).toHaveFocus()
  })

  it('suggests no reply that could not be sent today', async () => {
    const detected = { decisions: [], completions: [], next_steps: ['Start higher'], disagreements: [] }
    const last = answerRow({ status: 'complete', text: 'Well?', detected })
    await open({ ...PROJECT, messages: [question(), last], messages_left_today: 0 })
    expect(screen.getByText(/No messages left today/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Start higher' })).not.toBeInTheDocument()
  })

  it('goes back to the composer when an edit is given up', async () => {
    const { user, composer } = await open({
      ...PROJECT,
      messages: [question(), answerRow({ status: 'complete' })],
    })
    await user.click(screen.getByRole('button', { name: 'Edit and send again' }))
    expect(screen.getByRole('textbox', { name: 'Edit your message' })).toHaveFocus()
    await user.keyboard('{Escape}')
    expect(composer).toHaveFocus()
  })
})

describe('the plan', () => {
  it('ticks at once, and takes the tick back when it was not saved', async () => {
    const { user } = await open(PROJECT)
    let answerNow = () => {}
    const held = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    server.use(
      http.post('*/tasks/set_founding_price/toggle', async () => {
        await held
        return problem(500, 'server_error', 'No.')
      }),
    )
    const box = screen.getByRole('checkbox', { name: 'Set the founding price' })
    await user.click(box)
    expect(box).toBeChecked()
    answerNow()
    await waitFor(() => expect(box).not.toBeChecked())
  })

  it('follows what another tab ticked, bars included', async () => {
    await open(PROJECT)
    say({ type: 'task.changed', topic: TOPIC, task: makeTask({ completed: true, completed_via: 'ai_auto' }) })
    say({
      type: 'progress.changed',
      topic: TOPIC,
      progress: { overall: 25, planning: 50, execution: 0, timeline: 0 },
    })
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name: 'Set the founding price' })).toBeChecked(),
    )
    expect(screen.getByRole('progressbar', { name: 'Planning' })).toHaveAttribute('aria-valuenow', '50')
  })

  it('asks about what was only claimed', async () => {
    const claimed = { evidence: 'I think the price is set.', confidence: 0.5 }
    const project = makeProject({ phases: [makePhase({ tasks: [makeTask({ claimed })] })] })
    const { user } = await open(project)
    server.use(
      http.post('*/tasks/set_founding_price/claim', async ({ request }) => {
        const body = (await request.json()) as { accept: boolean }
        const task = makeTask({ completed: body.accept, completed_via: 'ai_confirmed' })
        return HttpResponse.json({ task, progress: project.progress })
      }),
    )
    const question = screen.getByRole('group', { name: 'You said this is done. Tick it?' })
    expect(question).toHaveTextContent(claimed.evidence)
    await user.click(within(question).getByRole('button', { name: 'Yes' }))
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name: 'Set the founding price' })).toBeChecked(),
    )
    expect(screen.getByRole('checkbox', { name: 'Set the founding price' })).toHaveFocus()
  })

  it('marks the phase that is on', async () => {
    await open(PROJECT)
    const step = screen.getByRole('button', { name: /Shape the offer/ }).closest('li')
    expect(step).toHaveAttribute('aria-current', 'step')
  })
})

describe('decisions', () => {
  const options = [
    { value: 'discord', label: 'Discord', pros: ['Free'], cons: ['Loud'], best_for: 'talk' },
    { value: 'circle', label: 'Circle', pros: ['Calm'], cons: ['$89'], best_for: 'posts' },
  ]
  const point = {
    category: 'platform',
    question: 'Where?',
    why: 'Habits.',
    options,
    recommendation: null,
  } as const
  const playbook = { ...PROJECT.playbook, decisions: [{ ...point, options }] }

  it('are changed in a dialog, by option or by an own answer', async () => {
    const posted = vi.fn()
    const { user } = await open(makeProject({ playbook, decisions: [makeDecision()] }))
    server.use(
      http.post('*/decisions', async ({ request }) => {
        posted(await request.json())
        return HttpResponse.json(makeDecision({ id: 'd2', value: 'skool', display: 'Skool', quote: '' }), {
          status: 201,
        })
      }),
    )
    expect(screen.getByText('“Discord works, half my viewers live there already.”')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Edit: Platform' }))
    const dialog = await screen.findByRole('dialog', { name: 'Where?' })
    expect(within(dialog).getByRole('radio', { name: /Discord/ })).toBeChecked()
    await user.click(within(dialog).getByRole('radio', { name: /Something else/ }))
    const field = within(dialog).getByRole('textbox', { name: 'Where members meet' })
    await user.clear(field)
    await user.click(within(dialog).getByRole('button', { name: 'Write it down' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Name the place.')
    await user.type(field, 'Skool')
    await user.click(within(dialog).getByRole('button', { name: 'Write it down' }))
    await waitFor(() => expect(posted).toHaveBeenCalledWith({ category: 'platform', value: 'skool' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('are taken back under the letter that made them', async () => {
    const rejected = vi.fn()
    const decision = makeDecision({ id: 'd1', source_message_id: 'u1' })
    const { user, composer } = await open(
      makeProject({ playbook, decisions: [decision], messages: [question()] }),
    )
    server.use(
      http.post('*/decisions/d1/reject', () => {
        rejected()
        serve(makeProject({ playbook, messages: [question()] }))
        return HttpResponse.json({ decision: { ...decision, is_current: false }, current: null })
      }),
    )
    expect(
      within(screen.getByRole('region', { name: 'Conversation' })).getByText(/Written down/),
    ).toHaveTextContent('Written down: Platform')
    await user.click(
      within(screen.getByRole('region', { name: 'Conversation' })).getByRole('button', { name: 'Undo' }),
    )
    await waitFor(() => expect(rejected).toHaveBeenCalledOnce())
    await waitFor(() =>
      expect(
        within(screen.getByRole('region', { name: 'Conversation' })).queryByText(/Written down/),
      ).not.toBeInTheDocument(),
    )
    expect(composer).toHaveFocus()
  })
})

describe('when there is no such launch', () => {
  it('leads to the one there is', async () => {
    serve(PROJECT)
    renderApp('/projects/another')
    expect(await screen.findByRole('heading', { name: 'This launch is not here' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Open Pixel & Pine' })).toHaveAttribute(
      'href',
      `/projects/${PROJECT.id}`,
    )
  })

  it('says so plainly when the server fails, and tries again', async () => {
    serve(PROJECT)
    server.use(
      http.get('*/api/v1/projects/active', () =>
        problem(500, 'server_error', 'Broken.', { reference: '0f3c' }),
      ),
    )
    const { user } = renderApp(`/projects/${PROJECT.id}`)
    expect(await screen.findByRole('heading', { name: 'The launch could not be opened' })).toBeInTheDocument()
    expect(screen.getByText(/tell us this reference/)).toHaveTextContent('0f3c')
    serve(PROJECT)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('textbox', { name: 'Message to Atelier' })).toBeInTheDocument()
  })

  it('says who can let one in where there is no access', async () => {
    serve(PROJECT)
    server.use(
      http.get('*/api/v1/projects/active', () => problem(403, 'permission_denied', 'This is not for you.')),
    )
    renderApp(`/projects/${PROJECT.id}`)
    expect(await screen.findByRole('heading', { name: 'This launch is not open to you' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Go home' })).toHaveAttribute('href', '/dashboard')
  })

  it('lets a reader read', async () => {
    serve({ ...PROJECT, can_edit: false })
    renderApp(`/projects/${PROJECT.id}`)
    expect(await screen.findByText(/You can read along here/)).toBeInTheDocument()
    expect(screen.queryByRole('textbox', { name: 'Message to Atelier' })).not.toBeInTheDocument()
    expect(screen.queryByText(/Tick it\?/)).not.toBeInTheDocument()
  })
})
