/** The ways in which notifications reach people, in the order in which they are shown. */
export const CHANNELS = ['in_app', 'push', 'email', 'sms', 'webhook'] as const;

export type Channel = (typeof CHANNELS)[number];

const WORDS: Readonly<Record<string, string>> = {
  in_app: 'In the list',
  push: 'Browser',
  email: 'E-mail',
  sms: 'SMS',
  webhook: 'Webhook',
};

/** A channel in words; its name if it is one to come. */
export function channelWords(channel: string): string {
  return WORDS[channel] ?? channel;
}
