import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { serve, show } from '@/test-render'
import type { ConversationView } from './api'
import { Composer } from './composer'

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()

const conversation = (replyWindow: ConversationView['replyWindow']) => ({
  id: 'c-1', contact: { id: 'p', name: 'Ann', address: '+13125550142', optedOut: false, customerId: null }, channel: { id: 'ch', kind: 'whatsapp', name: 'WhatsApp' }, status: 'open', unread: 0,
  attention: null, lastMessage: { text: '', at: hours(-1), direction: 'inbound' }, draft: null, version: 1, messages: [], earlier: null, drafts: [], quotes: [], orders: [], can: ['reply', 'close'],
  replyWindow, longestText: 4096, elsewhere: [{ channelId: 'sms', kind: 'sms', name: 'Texts', conversationId: null }],
}) as unknown as ConversationView

const template = { id: 'order/en', name: 'order', language: 'en', category: 'utility', text: 'Hi {{1}}, {{2}} are ready.', placeholders: ['1', '2'], unusable: null }

describe('the reply window', () => {
  it('counts down while free text goes out', async () => {
    show(<Composer conversation={conversation({ until: hours(3.51), agentUntil: null, templates: true })} />)
    expect(await screen.findByRole('timer')).toHaveTextContent('Free text for 3 h 30 min more')
    expect(screen.getByRole('textbox', { name: 'Reply' })).toBeInTheDocument()
  })

  it('offers a template, filled in and shown before it leaves, once it is closed', async () => {
    const calls = serve(({ path, method }) => path.endsWith('/templates') && method === 'GET' ? { body: [template] } : { status: 201, body: {} })
    show(<Composer conversation={conversation({ until: hours(-1), agentUntil: null, templates: true })} />)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(await screen.findByRole('button', { name: 'Answer by SMS' })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Send a template…' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(await within(dialog).findByLabelText('Value 1'), 'Ann')
    expect(within(dialog).getByRole('region', { name: 'Preview' })).toHaveTextContent('Hi Ann, {{2}} are ready.')
    expect(within(dialog).getByRole('button', { name: 'Send' })).toBeDisabled()
    await userEvent.type(within(dialog).getByLabelText('Value 2'), '50 mugs')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Send' }))
    expect(calls.find((call) => call.method === 'POST')).toMatchObject({ path: '/api/conversations/c-1/templates', body: { templateId: 'order/en', values: { 1: 'Ann', 2: '50 mugs' } } })
  })

  it('says that a late answer goes out as a person’s, and sends it as such', async () => {
    const calls = serve(() => ({ status: 201, body: {} }))
    show(<Composer conversation={conversation({ until: hours(-1), agentUntil: hours(100), templates: false })} />)
    expect(await screen.findByText(/marked as a person’s answer/)).toBeInTheDocument()
    await userEvent.type(screen.getByRole('textbox', { name: 'Reply' }), 'Sorry for the wait')
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(calls.find((call) => call.method === 'POST')).toMatchObject({ path: '/api/conversations/c-1/messages', body: { text: 'Sorry for the wait', byAgent: true } })
  })
})
