import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const FILE = new URL('../../../../../docs/asyncapi.yaml', import.meta.url);
const document = parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as object;

function isValid(candidate: unknown): boolean {
  // The schema brings JSON Schema's own along; formats such as `uri` are not what this is about.
  const validate = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false, logger: false }).compile(schema);
  const valid = validate(candidate);
  if (!valid) {
    failures = JSON.stringify(validate.errors?.slice(0, 5), null, 2);
  }
  return valid;
}

let failures = '';

test('R-X5: docs/asyncapi.yaml is a valid AsyncAPI 3.0 document', () => {
  assert.ok(isValid(document), failures);
});

test('the check can fail', () => {
  assert.ok(!isValid({ ...document, channels: { broken: { address: 1 } } }));
  assert.ok(!isValid({ ...document, surprise: true }));
});

test('every reference of docs/asyncapi.yaml leads somewhere', () => {
  const references: string[] = [];
  const collect = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(collect);
    } else if (node !== null && typeof node === 'object') {
      for (const [key, value] of Object.entries(node)) {
        if (key === '$ref') {
          references.push(value as string);
        } else {
          collect(value);
        }
      }
    }
  };
  collect(document);
  assert.ok(references.length > 100);
  for (const reference of new Set(references)) {
    if (reference.startsWith('#/')) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
      assert.ok(target !== undefined, reference);
    } else {
      assert.ok(existsSync(new URL(reference, FILE)), reference);
    }
  }
});
