import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http, ws } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import type { ProjectState } from '@/lib/api'
import type { ServerFrame } from '@/lib/realtime/frames'
import { ada, adasProfile, makeTask } from '@/test/factories'
import { answer, authUrl, problem, signedIn } from '@/test/handlers'
import { DECISIONS, makeItem, makeKit, makeState, withSection } from '@/test/kit'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import type { Item, Kit, SectionId } from './types'

const ID = makeKit().project_id
const BASE = `*/api/v1/projects/${ID}`
const CHANGED = () => problem(409, 'kit_changed', 'The kit was changed in the meantime.')

interface Sent {
  version: number
  markdown?: string
  items?: Item[]
}

let say: (frame: ServerFrame) => void = () => {}
const socket = ws.link('ws://localhost:8000/ws/').addEventListener('connection', ({ client }) => {
  say = (frame) => client.send(JSON.stringify(frame))
})

/** The server's side of the kit: reads tell `world.kit`, saves change it and keep what was sent. */
function serve(kit = makeKit(), project: ProjectState = makeState()) {
  const world = { kit, project, saves: [] as Sent[], refuse: null as (() => Response) | null }
  server.use(
    http.get(authUrl('/auth/session'), signedIn),
    answer('/api/v1/users/me', { ...ada }),
    answer('/api/v1/projects/profile', { ...adasProfile }),
    http.get(BASE, () => HttpResponse.json(world.project)),
    http.get(`${BASE}/kit`, () => HttpResponse.json(world.kit)),
    http.put(`${BASE}/kit/sections/:section`, async ({ request, params }) => {
      const sent = (await request.json()) as Sent
      world.saves.push(sent)
      const refusal = world.refuse?.()
      if (refusal) return refusal
      if (sent.version !== world.kit.version) return CHANGED()
      const { version: _, ...content } = sent
      const change = { ...content, edited: true, edited_at: '2026-11-21T09:00:00Z', is_stale: false }
      world.kit = withSection(
        { ...world.kit, version: world.kit.version + 1 },
        params.section as SectionId,
        change,
      )
      return HttpResponse.json(world.kit)
    }),
    socket,
  )
  return world
}

async function open(kit?: Kit, project?: ProjectState) {
  const world = serve(kit, project)
  const app = renderApp(`/projects/${ID}/kit`)
  await screen.findByRole('heading', { level: 2, name: 'Pixel & Pine' })
  return { ...app, world }
}

const sheet = (name: string) => within(screen.getByRole('article', { name }))
const editButton = (name: string) => screen.findByRole('button', { name: `Edit ${name}` })
const field = (name: string) => screen.findByRole('textbox', { name: `Text of “${name}”` })

/** Notices outlive the page they were made on: the one with these words is meant. */
async function undoOf(words: string | RegExp) {
  const notice = (await screen.findByText(words)).closest('li') as HTMLElement
  return within(notice).getByRole('button', { name: 'Undo' })
}

describe('reading', () => {
  it('shows the six sections, the figures of the price and the calendar by week', async () => {
    await open()
    expect(screen.getAllByRole('article').map((one) => one.getAttribute('data-section'))).toEqual([
      'positioning',
      'offer',
      'structure',
      'content_calendar',
      'launch_plan',
      'checklist',
    ])
    expect(await screen.findByText('At $19 that is $627 to $1,862 a month.')).toBeVisible()
    const weeks = sheet('Content calendar').getAllByRole('heading', { level: 4 })
    expect(weeks.map((week) => week.textContent)).toEqual([
      'Week 115 Dec to 18 Dec',
      'Week 222 Dec to 25 Dec',
      'Week 329 Dec',
      'Week 45 Jan',
    ])
    expect(sheet('Launch plan').getByText('Doors open')).toBeVisible()
    expect(sheet('Launch plan').getAllByText('(done)')).toHaveLength(2)
    expect(document.title).toBe('Launch kit · Atelier')
  })

  it('says in the contents how each section stands', async () => {
    const half = withSection(makeKit({ missing: ['timeline'] }), 'offer', { edited: true, is_stale: true })
    await open(withSection(half, 'positioning', { edited: true }))
    const contents = screen.getByRole('navigation', { name: 'Contents' })
    expect(within(contents).getByRole('link', { name: /Positioning\s*Edited/ })).toBeInTheDocument()
    expect(
      within(contents).getByRole('link', { name: /Offer and price\s*New text to see/ }),
    ).toBeInTheDocument()
    expect(within(contents).getByRole('link', { name: /Launch plan\s*Partly suggested/ })).toBeInTheDocument()
    expect(screen.getByText(/One decision is still open: the opening day/)).toBeVisible()
  })

  it('goes to a section from the contents, with the focus on its title', async () => {
    const { user } = await open()
    await user.click(
      within(screen.getByRole('navigation', { name: 'Contents' })).getByRole('link', { name: /Checklist/ }),
    )
    expect(screen.getByRole('heading', { level: 3, name: 'Checklist' })).toHaveFocus()
  })

  it('draws a blank of the page until the kit is there', async () => {
    serve()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    server.use(http.get(`${BASE}/kit`, () => held.then(() => HttpResponse.json(makeKit()))))
    renderApp(`/projects/${ID}/kit`)
    expect(await screen.findByText('Opening the launch kit')).toBeInTheDocument()
    release()
    expect(await screen.findByRole('heading', { level: 2, name: 'Pixel & Pine' })).toBeVisible()
  })

  it('lets a viewer read, copy and download, and change nothing', async () => {
    await open(
      withSection(makeKit(), 'offer', { edited: true, is_stale: true }),
      makeState({ can_edit: false }),
    )
    expect(screen.getByText(/You can read and download this kit/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Edit/ })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Restore' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Let the partner write it' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'See the new text' })).not.toBeInTheDocument()
    for (const box of screen.getAllByRole('checkbox')) expect(box).toBeDisabled()
    expect(screen.getByRole('button', { name: 'Copy Checklist as Markdown' })).toBeEnabled()
  })

  it('says of a kit that is not there that it is not there', async () => {
    serve()
    server.use(
      http.get(BASE, () => problem(404, 'not_found', 'There is nothing here.')),
      http.get(`${BASE}/kit`, () => problem(404, 'not_found', 'There is nothing here.')),
    )
    renderApp(`/projects/${ID}/kit`)
    expect(await screen.findByRole('heading', { name: 'This launch is not here' })).toBeVisible()
  })

  it('names a failure by its reference and recovers on another try', async () => {
    // React and the router report every caught failure; here it is the point.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    serve()
    server.use(
      http.get(
        `${BASE}/kit`,
        () =>
          HttpResponse.json(
            { code: 'server_error', detail: 'The kit could not be composed.' },
            { status: 500, headers: { 'X-Request-ID': 'ref-4711' } },
          ),
        { once: true },
      ),
    )
    const { user } = renderApp(`/projects/${ID}/kit`)
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on our side.')
    expect(screen.getByText('ref-4711')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { level: 2, name: 'Pixel & Pine' })).toBeVisible()
  })

  it('copies a section as Markdown', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Copy Content calendar as Markdown' }))
    const copied = await navigator.clipboard.readText()
    expect(copied).toMatch(
      /^## Content calendar\n\n### Week 1\n\n- \*\*Tuesday 15 December, 19:00\*\*: Opening build-along/,
    )
  })
})

describe('writing a text', () => {
  it('shows how it reads while one types, saves once, and gives the focus back', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Positioning'))
    const text = await field('Positioning')
    await waitFor(() => expect(text).toHaveFocus())
    await user.clear(text)
    await user.type(text, '### Mine{Enter}{Enter}For **patient** people.')
    const preview = within(screen.getByRole('region', { name: 'How it reads' }))
    expect(await preview.findByRole('heading', { name: 'Mine' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await editButton('Positioning')).toHaveFocus()
    expect(world.saves).toEqual([{ version: 3, markdown: '### Mine\n\nFor **patient** people.' }])
    expect(sheet('Positioning').getByText('Edited')).toBeVisible()
    expect(localStorage.getItem(`atelier.kit.${ID}.positioning`)).toBeNull()
  })

  it('saves by Ctrl+S from within the field', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Tiers and rooms'))
    await user.type(await field('Tiers and rooms'), ' More.')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(world.saves).toHaveLength(1))
    expect(await editButton('Tiers and rooms')).toBeVisible()
  })

  it('keeps what was typed through a reload', async () => {
    const first = await open()
    await first.user.click(await editButton('Positioning'))
    await first.user.type(await field('Positioning'), ' And one more thing.')
    first.unmount()
    renderApp(`/projects/${ID}/kit`)
    expect(await field('Positioning')).toHaveDisplayValue(/And one more thing\.$/)
  })

  it('keeps a draft of one section while another is written', async () => {
    const { user } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Later.')
    await user.click(await editButton('Offer and price'))
    await field('Offer and price')
    expect(sheet('Positioning').getByText(/have not saved it yet/)).toBeVisible()
    await user.click(sheet('Positioning').getByRole('button', { name: 'Go on writing' }))
    expect(await field('Positioning')).toHaveDisplayValue(/Later\.$/)
  })

  it('puts a cancelled text aside, and brings it back on Undo', async () => {
    const { user } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Nonsense.')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('textbox', { name: 'Text of “Positioning”' })).not.toBeInTheDocument()
    expect(localStorage.getItem(`atelier.kit.${ID}.positioning`)).toBeNull()
    await user.click(await undoOf('Your changes were put aside.'))
    expect(await field('Positioning')).toHaveDisplayValue(/Nonsense\.$/)
  })

  it('asks before one leaves with unsaved words, and lets one stay', async () => {
    const { user, router } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Unsaved.')
    await user.click(screen.getAllByRole('link', { name: 'What you decided' })[0] as HTMLElement)
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Stay here' }))
    expect(router.state.location.pathname).toBe(`/projects/${ID}/kit`)
    expect(await field('Positioning')).toHaveDisplayValue(/Unsaved\.$/)
    await user.click(screen.getAllByRole('link', { name: 'What you decided' })[0] as HTMLElement)
    await user.click(await screen.findByRole('button', { name: 'Leave, keep the draft' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'What you decided' })).toBeVisible()
  })

  it('keeps the typed text when the server refuses it, and says why', async () => {
    const { user, world } = await open()
    world.refuse = () =>
      problem(400, 'invalid', 'Check the fields.', { errors: { markdown: ['That is too long for a kit.'] } })
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Too long.')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not saved. That is too long for a kit.',
    )
    expect(await field('Positioning')).toHaveDisplayValue(/Too long\.$/)
  })
})

describe('meeting another edit', () => {
  const elsewhere = (world: ReturnType<typeof serve>, section: SectionId, markdown: string) => {
    world.kit = withSection({ ...world.kit, version: world.kit.version + 1 }, section, {
      markdown,
      edited: true,
    })
  }

  it('saves all the same when only another section moved on', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Mine.')
    elsewhere(world, 'offer', 'Theirs.')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await editButton('Positioning')).toBeVisible()
    expect(world.saves.map(({ version }) => version)).toEqual([3, 4])
    expect(world.kit.sections[0]?.markdown).toMatch(/Mine\.$/)
    expect(world.kit.sections[1]?.markdown).toBe('Theirs.')
  })

  it('keeps the typed text and asks which one stays: mine', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Mine.')
    elsewhere(world, 'positioning', 'Theirs.')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText(/changed elsewhere while you were writing/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
    expect(await field('Positioning')).toHaveDisplayValue(/Mine\.$/)
    await user.click(screen.getByRole('button', { name: 'Keep mine' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await editButton('Positioning')).toBeVisible()
    expect(world.kit.sections[0]?.markdown).toMatch(/Mine\.$/)
  })

  it('keeps the typed text and asks which one stays: theirs, heard over the socket before saving', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Positioning'))
    await user.type(await field('Positioning'), ' Mine.')
    elsewhere(world, 'positioning', 'Theirs.')
    say({ type: 'kit.changed', topic: `project:${ID}`, version: 4 })
    await user.click(await screen.findByRole('button', { name: 'Take theirs' }))
    expect(await field('Positioning')).toHaveDisplayValue('Theirs.')
  })

  it('follows decisions and edits made elsewhere while one only reads', async () => {
    const { world } = await open()
    elsewhere(world, 'positioning', 'Written in another tab.')
    say({ type: 'kit.changed', topic: `project:${ID}`, version: 4 })
    expect(await screen.findByText('Written in another tab.')).toBeVisible()
    world.kit = { ...world.kit, opening_day: '2027-02-01' }
    say({
      type: 'decision.recorded',
      topic: `project:${ID}`,
      decision: DECISIONS[3] as (typeof DECISIONS)[number],
    })
    expect(await screen.findByText(/Doors open on 1 February 2027/)).toBeVisible()
  })

  it('tells of a section that has gone stale what changed, and shows the new text with a way back', async () => {
    const edited = {
      edited: true,
      edited_at: '2026-11-20T10:00:00Z',
      is_stale: true,
      markdown: 'My own offer.',
    }
    const price = DECISIONS.filter(({ category }) => category === 'pricing')
    const earlier = DECISIONS.filter(({ category }) => category !== 'pricing').map((row) => ({
      ...row,
      created_at: '2026-11-20T09:40:00Z',
    }))
    const { user, world } = await open(
      withSection(makeKit(), 'offer', edited),
      makeState({ decisions: [...earlier, ...price] }),
    )
    server.use(
      http.delete(`${BASE}/kit/sections/offer`, () => {
        const change = { markdown: 'Composed anew.', edited: false, edited_at: null, is_stale: false }
        world.kit = withSection({ ...world.kit, version: 4 }, 'offer', change)
        return HttpResponse.json(world.kit)
      }),
    )
    expect(screen.getByText(/The price changed since you edited this/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'See the new text' }))
    expect(await screen.findByText('Composed anew.')).toBeVisible()
    await user.click(await undoOf(/as it was composed/))
    expect(await screen.findByText('My own offer.')).toBeVisible()
    expect(world.saves).toEqual([{ version: 4, markdown: 'My own offer.' }])
  })

  it('keeps mine when it has gone stale', async () => {
    const edited = {
      edited: true,
      edited_at: '2026-11-20T10:00:00Z',
      is_stale: true,
      markdown: 'My own offer.',
    }
    const { user, world } = await open(withSection(makeKit(), 'offer', edited))
    await user.click(screen.getByRole('button', { name: 'Keep mine' }))
    await waitFor(() => expect(screen.queryByText(/since you edited this/)).not.toBeInTheDocument())
    expect(world.saves).toEqual([{ version: 3, markdown: 'My own offer.' }])
  })
})

describe('writing a list', () => {
  it('adds, changes and removes entries by keyboard, with undo, and leaves blank ones out', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Content calendar'))
    const form = within(await screen.findByRole('form', { name: 'Edit Content calendar' }))
    expect(form.getAllByRole('textbox', { name: 'Title' })[0]).toHaveFocus()

    form.getByRole('button', { name: 'Add to “Week 4”' }).focus()
    await user.keyboard('{Enter}')
    expect(document.activeElement).toHaveAccessibleName('Title')
    await user.keyboard('A walk round the neighbourhood')
    await user.tab()
    expect(document.activeElement).toHaveAccessibleName('Remove A walk round the neighbourhood')

    await user.click(form.getByRole('button', { name: 'Remove Build-along: hiding the cables' }))
    expect(form.queryByDisplayValue('Build-along: hiding the cables')).not.toBeInTheDocument()
    await user.click(await undoOf('Removed: Build-along: hiding the cables'))
    expect(form.getByDisplayValue('Build-along: hiding the cables')).toBeVisible()

    await user.click(form.getByRole('button', { name: 'Add to “Week 1”' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await editButton('Content calendar')).toBeVisible()
    const items = world.saves[0]?.items ?? []
    expect(items).toHaveLength(7)
    expect(items.at(-1)).toMatchObject({
      title: 'A walk round the neighbourhood',
      group: 'Week 4',
      date: '2027-01-05',
    })
  })

  it('renames a heading for all that stands under it, and moves an entry to another', async () => {
    const { user, world } = await open()
    await user.click(await editButton('Content calendar'))
    const heading = (await screen.findAllByRole('textbox', { name: 'Heading' }))[2] as HTMLElement
    await user.clear(heading)
    await user.type(heading, 'Festive week{Enter}')
    const row = screen.getByDisplayValue('Build-along: one plant, well placed').closest('li') as HTMLElement
    await user.selectOptions(within(row).getByLabelText('Under'), 'Festive week')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(world.saves).toHaveLength(1))
    const festive = world.saves[0]?.items?.filter(({ group }) => group === 'Festive week').map(({ id }) => id)
    expect(festive).toEqual(['build-3', 'build-4'])
  })
})

describe('a refused list', () => {
  it('names the entry that cannot be saved by its title', async () => {
    const { user, world } = await open()
    const errors = { items: { '1': { date: ['Date has wrong format.'] } } }
    world.refuse = () => problem(400, 'invalid', 'items: 1: date: wrong', { errors })
    await user.click(await editButton('Content calendar'))
    await user.type((await screen.findAllByRole('textbox', { name: 'Note' }))[0] as HTMLElement, ' More.')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('“Wins thread”, Date: Date has wrong format.')
  })
})

describe('the checklist', () => {
  it('ticks a task where the task is, at once, and takes the tick back when that fails', async () => {
    const { user } = await open()
    const sent: unknown[] = []
    server.use(
      http.post(`${BASE}/tasks/:task/toggle`, async ({ request, params }) => {
        sent.push([params.task, await request.json()])
        return problem(503, 'unavailable', 'The database is away.')
      }),
    )
    const box = sheet('Checklist').getByRole('checkbox', { name: 'Open the rooms' })
    await user.click(box)
    expect(await screen.findByText('The tick was not saved.')).toBeInTheDocument()
    expect(sheet('Checklist').getByRole('checkbox', { name: 'Open the rooms' })).not.toBeChecked()
    expect(sent).toEqual([['open_the_rooms', { completed: true }]])
  })

  it('does not edit the section by ticking a task', async () => {
    const { user, world } = await open()
    server.use(
      http.post(`${BASE}/tasks/:task/toggle`, () => {
        const section = world.kit.sections.at(-1)
        const items = section?.items?.map((item) =>
          item.task_id === 'open_the_rooms' ? { ...item, done: true } : item,
        )
        world.kit = withSection(world.kit, 'checklist', { items: items ?? [] })
        return HttpResponse.json({ task: makeTask({ completed: true }), progress: world.project.progress })
      }),
    )
    await user.click(sheet('Checklist').getByRole('checkbox', { name: 'Open the rooms' }))
    await waitFor(() =>
      expect(sheet('Checklist').getByRole('checkbox', { name: 'Open the rooms' })).toBeChecked(),
    )
    expect(world.saves).toEqual([])
    expect(sheet('Checklist').getByRole('link', { name: 'Open the rooms' })).toHaveAttribute(
      'href',
      `/projects/${ID}#task-open_the_rooms`,
    )
  })

  it('ticks a decision by deciding it, whatever the edited list says', async () => {
    const { world } = await open(withSection(makeKit(), 'checklist', { edited: true }))
    const box = sheet('Checklist').getByRole('checkbox', { name: 'Decide when the doors open' })
    expect(box).toBeChecked()
    expect(box).toBeDisabled()
    world.kit = { ...world.kit, missing: ['timeline'] }
    say({ type: 'kit.changed', topic: `project:${ID}`, version: 3 })
    await waitFor(() => expect(box).not.toBeChecked())
    expect(sheet('Checklist').getByRole('link', { name: 'Decide when the doors open' })).toBeVisible()
  })

  it('ticks and adds what is my own', async () => {
    const { user, world } = await open()
    await user.click(sheet('Checklist').getByRole('checkbox', { name: 'Test the microphone in the evening' }))
    await waitFor(() => expect(world.saves).toHaveLength(1))
    expect(world.saves[0]?.items?.find(({ id }) => id === 'mic')).toMatchObject({ done: true })
    const own = sheet('Checklist').getByRole('textbox', { name: 'Something of your own to tick' })
    await user.type(own, 'Buy biscuits{Enter}')
    expect(await sheet('Checklist').findByRole('checkbox', { name: 'Buy biscuits' })).not.toBeChecked()
    expect(own).toHaveValue('')
  })

  it('begins a heading of its own where there is nothing yet', async () => {
    const { user, world } = await open(withSection(makeKit(), 'checklist', { items: [] }))
    await user.click(await editButton('Checklist'))
    await user.click(await screen.findByRole('button', { name: 'Add a heading' }))
    await user.keyboard('First of all')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(world.saves).toHaveLength(1))
    expect(world.saves[0]?.items).toMatchObject([
      { title: 'First of all', group: 'New heading', done: false },
    ])
  })
})

describe('letting the partner write', () => {
  const draft = (status: Kit['draft']['status'], detail = '') => ({ status, detail })

  it('shows that it writes, can be cancelled, and tells when it is there', async () => {
    const { user, world } = await open()
    const set = (status: Kit['draft']['status']) => {
      world.kit = { ...world.kit, draft: draft(status) }
      return HttpResponse.json(world.kit, { status: status === 'writing' ? 202 : 200 })
    }
    server.use(
      http.post(`${BASE}/kit/draft`, () => set('writing')),
      http.delete(`${BASE}/kit/draft`, () => set('none')),
    )
    await user.click(screen.getByRole('button', { name: 'Let the partner write it' }))
    expect(await screen.findByText(/Your partner is writing this/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await user.click(await screen.findByRole('button', { name: 'Let the partner write it' }))
    await screen.findByText(/Your partner is writing this/)

    world.kit = withSection({ ...world.kit, draft: draft('ready'), sandbox: true }, 'positioning', {
      markdown: 'A positioning by the partner.',
    })
    say({ type: 'kit.changed', topic: `project:${ID}`, version: 4 })
    expect(await screen.findByText('A positioning by the partner.')).toBeVisible()
    expect(screen.getByText('Sandbox partner')).toBeVisible()
    expect(await screen.findByText('Your partner has written the positioning')).toBeInTheDocument()
  })

  it('says when it failed, and tries again', async () => {
    const { user, world } = await open(makeKit({ draft: draft('failed', 'The model took too long.') }))
    server.use(
      http.post(`${BASE}/kit/draft`, () => {
        world.kit = { ...world.kit, draft: draft('writing') }
        return HttpResponse.json(world.kit, { status: 202 })
      }),
    )
    expect(screen.getByRole('alert')).toHaveTextContent('The model took too long.')
    await user.click(screen.getByRole('button', { name: 'Again' }))
    expect(await screen.findByText(/Your partner is writing this/)).toBeVisible()
  })
})

describe('taking it along', () => {
  it('hands over the file under the name the server gave it', async () => {
    const { user } = await open()
    const links: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push(this.download)
    })
    URL.createObjectURL = () => 'blob:kit'
    URL.revokeObjectURL = () => {}
    server.use(
      http.get(`${BASE}/kit/export/ics`, () =>
        HttpResponse.text('BEGIN:VCALENDAR', {
          headers: { 'Content-Disposition': 'attachment; filename="pixel-and-pine-launch-kit.ics"' },
        }),
      ),
    )
    await user.click(await screen.findByRole('button', { name: 'Download' }))
    await user.click(
      await screen.findByRole('menuitem', { name: /Calendar file.*Google, Apple and Outlook/ }),
    )
    await waitFor(() => expect(links).toEqual(['pixel-and-pine-launch-kit.ics']))
  })

  it('says that it is preparing, then plainly that it failed, and tries again', async () => {
    const { user } = await open()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let asked = 0
    server.use(
      http.get(`${BASE}/kit/export/pdf`, async () => {
        asked += 1
        await held
        return problem(500, 'server_error', 'The printer is out of ink.')
      }),
    )
    await user.click(await screen.findByRole('button', { name: 'Download' }))
    await user.click(await screen.findByRole('menuitem', { name: /PDF/ }))
    expect(await screen.findByRole('button', { name: 'Preparing the PDF' })).toHaveAttribute(
      'aria-busy',
      'true',
    )
    release()
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The PDF could not be made. The printer is out of ink.',
    )
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(asked).toBe(2))
  })
})

it('counts an item of the calendar without a day last', async () => {
  const items = [
    makeItem({ id: 'x', title: 'Some day', date: null }),
    makeItem({ id: 'y', title: 'First day' }),
  ]
  await open(withSection(makeKit(), 'content_calendar', { items }))
  const entries = sheet('Content calendar').getAllByText(/day$/)
  expect(entries.map((entry) => entry.textContent)).toEqual(['First day', 'Some day'])
})
