import type { Question } from '../page'

/** Each answer folds out by itself, without script. */
export const Questions = ({ questions }: { questions: Question[] }) => (
  <div className="questions">
    {questions.map(({ question, answer }) => (
      <details key={question}>
        <summary>
          <span>{question}</span>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="m6 9 6 6 6-6" />
          </svg>
        </summary>
        {answer.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </details>
    ))}
  </div>
)
