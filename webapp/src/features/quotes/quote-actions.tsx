import { Link } from '@tanstack/react-router'
import { Check, Send, ShoppingCart } from 'lucide-react'
import { useCan } from '@/api/session'
import { Button } from '@/ui/button'
import { useAcceptQuote, useSendQuote, type QuoteItem } from './api'

type Quote = Pick<QuoteItem, 'id' | 'number' | 'can' | 'orderId'>

/** What may be done with a quote now, and the order once there is one. */
export function QuoteActions({ quote, named }: { quote: Quote; named?: boolean }) {
  const can = useCan()
  const accept = useAcceptQuote(quote.id)
  const send = useSendQuote(quote.id)
  return (
    <>
      {can(quote, 'send') && <Button small icon={<Send size={14} aria-hidden />} busy={send.isPending} onClick={() => send.mutate()}>Send {named && quote.number}</Button>}
      {can(quote, 'accept') && <Button small icon={<Check size={14} aria-hidden />} busy={accept.isPending} aria-label={`Accept ${quote.number}`} onClick={() => accept.mutate()}>Accept {named && quote.number}</Button>}
      {quote.orderId && <Link to="/orders/$orderId" params={{ orderId: quote.orderId }} className="inline-flex h-control-small items-center gap-1.5 rounded-input px-2 text-meta font-strong text-accent-text hover:bg-accent-tint"><ShoppingCart size={14} aria-hidden />Open the order</Link>}
    </>
  )
}
