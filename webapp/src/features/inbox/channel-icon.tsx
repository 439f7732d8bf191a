import { Bot, Mail, MessageCircle, MessageSquareText, MessagesSquare, Phone, type LucideIcon } from 'lucide-react'

const channels: Record<string, [LucideIcon, string]> = {
  sms: [MessageSquareText, 'SMS'],
  whatsapp: [MessageCircle, 'WhatsApp'],
  email: [Mail, 'E-mail'],
  messenger: [MessagesSquare, 'Messenger'],
  call: [Phone, 'Call'],
  chat: [Bot, 'Chat'],
}

export const channelName = (kind: string) => channels[kind]?.[1] ?? kind

export function ChannelIcon({ kind, size = 12 }: { kind: string; size?: number }) {
  const Icon = channels[kind]?.[0] ?? MessageSquareText
  return <Icon size={size} aria-hidden className="shrink-0" />
}
