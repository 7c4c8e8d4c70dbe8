import type { TidingsClient } from '@tidings/client';
import type { ReactionState } from './chat-api';
import type { Message } from './model';
import type { MessageChange } from './timeline';

interface ReactionEvent extends ReactionState {
  readonly roomId: string;
  readonly messageId: string;
}

interface ThreadEvent {
  readonly roomId: string;
  readonly messageId: string;
  readonly replyCount: number;
  readonly lastReplySeq: number | null;
  readonly lastReplyAt: string | null;
  readonly eventSeq: number;
}

/** Hears of the changes of a room's messages. */
export interface MessageListener {
  /** A message is no longer as it was. */
  changed(message: Message): void;
  /** The room's event of a number changed something of a message. */
  amended(messageId: string, eventSeq: number, change: MessageChange): void;
}

/** Tells a listener of every change of messages that a room has. */
export function followMessages(client: TidingsClient, roomId: string, listener: MessageListener): void {
  const changed = (message: Message) => {
    if (message.roomId === roomId) {
      listener.changed(message);
    }
  };
  const reacted = (event: ReactionEvent) => {
    if (event.roomId === roomId) {
      listener.amended(event.messageId, event.eventSeq, { reactions: event.reactions });
    }
  };
  client.on<Message>('MESSAGE_UPDATED', changed);
  client.on<Message>('MESSAGE_DELETED', changed);
  client.on<Message>('ATTACHMENTS_UPDATED', changed);
  client.on<{ readonly message: Message }>('MESSAGE_PINNED', ({ message }) => changed(message));
  client.on<{ readonly message: Message }>('MESSAGE_UNPINNED', ({ message }) => changed(message));
  client.on<ReactionEvent>('REACTION_ADDED', reacted);
  client.on<ReactionEvent>('REACTION_REMOVED', reacted);
  client.on<ThreadEvent>('THREAD_UPDATED', (event) => {
    if (event.roomId === roomId) {
      const { messageId, eventSeq, replyCount, lastReplySeq, lastReplyAt } = event;
      listener.amended(messageId, eventSeq, { replyCount, lastReplySeq, lastReplyAt });
    }
  });
}
