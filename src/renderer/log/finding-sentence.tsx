import { useQuery } from '@tanstack/react-query'
import type { Delivery } from '../../shared/delivery.ts'
import { useNow } from '../app/now.ts'
import { deliverySentence } from './delivery-sentence.ts'
import { explanationQuery } from './explain-query.ts'
import { findingSentence } from './finding-words.ts'
import classes from './log.module.css'

/** What became of a delivery; of a refused one, why, as far as that can be told today. The words that were kept with it stay where nothing is found. */
export function FindingSentence({ delivery }: { delivery: Delivery }) {
  const { data: explanation } = useQuery(explanationQuery(delivery.id))
  const now = useNow()
  const found = explanation && delivery.verdict === 'rejected' ? findingSentence(explanation, now) : null
  return <p className={classes.verdictSentence}>{found ?? deliverySentence(delivery)}</p>
}
