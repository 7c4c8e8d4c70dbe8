import type { ServerFrame } from './frame.ts';
import { ProblemError } from './problem.ts';
import { RequestError } from './requests.ts';
import type { RestClient } from './rest.ts';

type Data = Readonly<Record<string, unknown>>;

/** Says by REST what a frame would say, on connections that can't be written to. The answer is like the frame's `ACK`. */
export async function sendByRest(rest: RestClient, type: string, data: unknown): Promise<ServerFrame> {
  const call = callOf(type, (data ?? {}) as Data);
  if (call === undefined) {
    throw new RequestError({
      code: 'unsupported-transport',
      title: 'This can’t be sent while events are streamed.',
      retryable: false,
    });
  }
  try {
    return { type: 'ACK', data: await rest.post<unknown>(call.path, call.body) };
  } catch (error) {
    if (error instanceof ProblemError) {
      const { code, title, detail } = error.problem;
      throw new RequestError({
        code: code ?? `status-${error.status}`,
        title,
        ...(detail !== undefined && { detail }),
        retryable: error.retryable,
      });
    }
    throw error;
  }
}

function callOf(type: string, data: Data): { readonly path: string; readonly body?: unknown } | undefined {
  switch (type) {
    case 'MESSAGE_SEND':
      return { path: '/api/chat/messages', body: data };
    case 'MESSAGE_READ':
      return { path: `/api/chat/rooms/${segment(data['roomId'])}/read`, body: { seq: data['seq'] } };
    case 'NOTIFICATION_READ':
      return { path: `/api/notifications/${segment(data['notificationId'])}/read` };
    case 'NOTIFICATION_READ_ALL':
      return { path: '/api/notifications/mark-all-read' };
    case 'TYPING_START':
    case 'TYPING_STOP':
      return { path: '/api/chat/typing', body: { roomId: data['roomId'], typing: type === 'TYPING_START' } };
    case 'PRESENCE_UPDATE':
      return { path: '/api/realtime/presence', body: data };
    default:
      return undefined;
  }
}

function segment(value: unknown): string {
  return encodeURIComponent(String(value));
}
