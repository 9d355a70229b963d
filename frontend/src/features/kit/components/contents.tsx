import { NativeSelect } from '@/components/ui'
import { STATES, stateOf } from '../model'
import type { Kit, SectionId } from '../types'
import { sheetId } from './section-sheet'

interface ContentsProps {
  kit: Kit
  current: SectionId | null
  drafts: ReadonlySet<SectionId>
}

/** Scrolls to a sheet and puts the focus on its title, so that reading goes on there. */
function goTo(section: SectionId) {
  const sheet = document.getElementById(sheetId(section))
  sheet?.scrollIntoView({ block: 'start' })
  sheet?.querySelector('h3')?.focus({ preventScroll: true })
}

export const Contents = ({ kit, current, drafts }: ContentsProps) => (
  <nav aria-label="Contents">
    <p className="eyebrow px-3">Contents</p>
    <ol className="mt-2.5 grid gap-0.5">
      {kit.sections.map((section, index) => {
        const state = stateOf(section, kit.missing, drafts.has(section.id))
        return (
          <li key={section.id}>
            <a
              href={`#${sheetId(section.id)}`}
              aria-current={current === section.id ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault()
                goTo(section.id)
              }}
              className="grid grid-cols-[18px_minmax(0,1fr)] gap-2 rounded px-3 py-2 text-[14.5px] leading-snug text-ink-2 no-underline transition-colors duration-[var(--quick)] hover:text-ink aria-[current]:bg-sheet aria-[current]:text-ink aria-[current]:shadow-sheet"
            >
              <span aria-hidden className="num text-ink-3">
                {index + 1}
              </span>
              <span>
                {section.title}
                {state ? (
                  <span
                    className={
                      STATES[state].tone === 'wait'
                        ? 'block text-[12.5px] text-amber'
                        : 'block text-[12.5px] text-ink-3'
                    }
                  >
                    {STATES[state].label}
                  </span>
                ) : null}
              </span>
            </a>
          </li>
        )
      })}
    </ol>
  </nav>
)

export const SectionSelect = ({ kit, current, drafts }: ContentsProps) => (
  <NativeSelect
    aria-label="Go to a section"
    value={current ?? kit.sections[0]?.id}
    onChange={(event) => goTo(event.target.value as SectionId)}
  >
    {kit.sections.map((section, index) => {
      const state = stateOf(section, kit.missing, drafts.has(section.id))
      return (
        <option key={section.id} value={section.id}>
          {index + 1}. {section.title}
          {state ? ` (${STATES[state].label.toLowerCase()})` : ''}
        </option>
      )
    })}
  </NativeSelect>
)
