import { useMemo } from 'react'
import { kindClass, letters, segmentsOf, type Segment, type Span } from './evidence'
import { useEvidence } from './evidence-light'

/** A message whose words are lit by what was read out of them. */
export function EvidenceText({ text, spans }: { text: string; spans: Span[] }) {
  const segments = useMemo(() => segmentsOf(text, spans), [text, spans])
  return segments.map((segment, index) => segment.spans.length === 0 ? segment.text : <Words key={index} segment={segment} />)
}

function Words({ segment }: { segment: Segment }) {
  const keys = useMemo(() => [...new Set(segment.spans.map((span) => span.key))], [segment])
  const { lit, pinned, pin, on } = useEvidence(keys, 'words')
  const kind = segment.spans[0]!.kind
  return (
    <>
      <mark
        role="button"
        tabIndex={0}
        aria-label={`${segment.text}: ${[...new Set(segment.spans.map((span) => span.label))].join(', ')}`}
        aria-pressed={pinned}
        data-evidence-words={keys.join(' ')}
        data-lit={lit}
        data-pinned={pinned}
        className={`evidence-words ${kindClass[kind]}`}
        onClick={pin}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return
          event.preventDefault()
          pin()
        }}
        {...on}
      >
        {segment.text}
      </mark>
      {segment.ends.map((end) => <sup key={end} aria-hidden className={`evidence-letter select-none ${kindClass[end]}`}>{letters[end]}</sup>)}
    </>
  )
}
