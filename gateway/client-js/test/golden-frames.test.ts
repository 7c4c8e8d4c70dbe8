import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ServerFrame } from '../src/index.ts';
import { GatewayScript, goldenFrames, type Sent } from './support/gateway-script.ts';
import { settled } from './support/manual-clock.ts';

const CLIENT = goldenFrames('client');
const SERVER = goldenFrames('server');

/** What the client says, by the type of the golden frame. A frame has an id exactly where an answer is awaited. */
const SAID: Readonly<Record<string, (script: GatewayScript, data: never) => unknown>> = {
  PING: ({ client }) => client.request('PING'),
  MESSAGE_SEND: ({ client }, data) => client.sendMessage(data),
  MESSAGE_READ: ({ client }, { roomId, seq }: { roomId: string; seq: number }) => client.markRead(roomId, seq),
  NOTIFICATION_READ: ({ client }, { notificationId }: { notificationId: string }) =>
    client.markNotificationRead(notificationId),
  NOTIFICATION_READ_ALL: ({ client }) => client.markAllNotificationsRead(),
  PRESENCE_UPDATE: ({ client }, data) => client.setPresence(data),
  PRESENCE_WATCH: ({ client }, { users }: { users: string[] }) => client.watchPresence(users),
  ACTIVITY: ({ client }, data) => client.activity(data),
  PAGE_NAVIGATE: ({ client }, { page, title }: { page: string; title: string }) => client.navigated(page, title),
  PUBLISH: ({ client }, { channel, event, data }: { channel: string; event: string; data: unknown }) =>
    client.publish(channel, event, data),
  AUTH: ({ client }, data) => client.request('AUTH', data),
  UNSUBSCRIBE: ({ client }, { channel }: { channel: string }) => client.subscribe(channel).cancel(),
};

for (const [name, golden] of CLIENT) {
  const say = SAID[golden['type'] as string];
  if (say !== undefined) {
    test(`the client says what client/${name} says`, async () => {
      const script = new GatewayScript();
      const socket = await script.connect();
      Promise.resolve(say(script, golden['data'] as never)).catch(() => undefined);
      await settled();
      const said = socket.last(golden['type'] as string);
      assert.deepEqual(said.data, golden['data']);
      script.client.close();
    });
  }
}

test('the client says what client/subscribe.json and subscribe-since.json say', async () => {
  const script = new GatewayScript();
  const data = (name: string) => CLIENT.get(name)?.['data'] as { channel: string; since: never };
  const socket = await script.connect();
  const plain = script.client.subscribe(data('subscribe.json').channel);
  assert.deepEqual(socket.last('SUBSCRIBE').data, data('subscribe.json'));
  plain.cancel();
  const { channel, since } = data('subscribe-since.json');
  script.client.subscribe(channel, since);
  assert.deepEqual(socket.last('SUBSCRIBE').data, data('subscribe-since.json'));
  script.client.close();
});

test('typing is said as the gateway reads it', async () => {
  const script = new GatewayScript();
  const socket = await script.connect();
  script.client.typing('0199a0c4-7a00-7000-8000-000000000001', false);
  assert.deepEqual(socket.last('TYPING_STOP').data, { roomId: '0199a0c4-7a00-7000-8000-000000000001' });
});

/** What the application is told of each golden frame of the gateway's. */
const TOLD: Readonly<Record<string, (script: GatewayScript, frame: ServerFrame<never>) => void>> = {
  CONNECTED: ({ client }, { data }) => {
    assert.deepEqual(client.state, { kind: 'connected', session: data, transport: 'websocket' });
  },
  DISCONNECT: ({ waiting }, { data }: ServerFrame<{ code: number; reason: string; afterMs?: number }>) => {
    assert.equal(waiting.code, data.code);
    assert.equal(waiting.reason, data.reason);
    assert.ok(waiting.delayMs >= (data.afterMs ?? 0));
  },
  RESYNC: ({ refreshes }, { channel, data }: ServerFrame<{ reason: string }>) => {
    assert.equal(refreshes.at(-1)?.channel, channel);
    assert.equal(refreshes.at(-1)?.reason, data.reason);
  },
};

for (const [name, golden] of SERVER) {
  test(`the client takes server/${name}`, async () => {
    const script = new GatewayScript();
    const frame = golden as unknown as ServerFrame<never>;
    const told: ServerFrame[] = [];
    script.client.on(frame.type, (_, each) => told.push(each));
    if (frame.type !== 'CONNECTED') {
      await script.connect();
    } else {
      script.client.connect();
      await settled();
      script.socket.open();
    }
    if (frame.type === 'ACK' || (frame.type === 'ERROR' && frame.id !== undefined)) {
      const answer = script.client.request('AUTH', { token: 'newer' });
      const { id } = script.socket.last('AUTH') as Sent;
      script.socket.frames({ ...frame, id });
      const settlement = await answer.then((ack) => ack.data, (error: Error) => ({ ...error }));
      const expected = frame.data as object | undefined;
      assert.deepEqual(expected && { ...expected, ...(settlement as object) }, settlement);
    } else {
      script.socket.frames(frame);
      await settled();
      assert.deepEqual(told.at(-1), frame);
    }
    TOLD[frame.type]?.(script, frame);
    script.client.close();
  });
}
