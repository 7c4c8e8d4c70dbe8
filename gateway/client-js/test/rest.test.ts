import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, RestClient } from '../src/index.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

function client(answer: () => Response, asked: Asked[]): RestClient {
  return new RestClient({
    origin: 'https://tidings.example.com',
    token: () => 't-1',
    fetch: async (url, init) => {
      asked.push({ url, init: init ?? {} });
      return answer();
    },
  });
}

function header(request: Asked | undefined, name: string): string | null {
  return new Headers(request?.init.headers).get(name);
}

test('an edit says which version it is of', async () => {
  const asked: Asked[] = [];
  const rest = client(() => Response.json({ version: 3 }), asked);
  assert.deepEqual(await rest.patch('/api/chat/messages/1', { message: 'Hello' }, '"2"'), { version: 3 });
  assert.equal(asked[0]?.url, 'https://tidings.example.com/api/chat/messages/1');
  assert.equal(asked[0]?.init.method, 'PATCH');
  assert.equal(asked[0]?.init.body, '{"message":"Hello"}');
  assert.equal(header(asked[0], 'If-Match'), '"2"');
  assert.equal(header(asked[0], 'Authorization'), 'Bearer t-1');
});

test('an edit of any version names none', async () => {
  const asked: Asked[] = [];
  await client(() => Response.json({}), asked).patch('/api/chat/rooms/1', { name: 'Launch' });
  assert.equal(header(asked[0], 'If-Match'), null);
});

test('a version that was changed meanwhile is a problem that is not to be repeated', async () => {
  const rest = client(() => Response.json({ title: 'Changed', code: 'message-changed' }, { status: 412 }), []);
  await assert.rejects(rest.patch('/api/chat/messages/1', {}, '"2"'), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.problem.code, 'message-changed');
    assert.equal(error.retryable, false);
    return true;
  });
});

test('PUT and DELETE need no body, and a deletion outlives its page', async () => {
  const asked: Asked[] = [];
  const rest = client(() => new Response(null, { status: 204 }), asked);
  assert.equal(await rest.put('/api/chat/messages/1/pin'), undefined);
  assert.equal(await rest.delete('/api/chat/messages/1'), undefined);
  assert.deepEqual(
    asked.map(({ init }) => [init.method, init.body, init.keepalive]),
    [
      ['PUT', undefined, undefined],
      ['DELETE', undefined, true],
    ],
  );
  assert.equal(header(asked[0], 'Content-Type'), null);
});
