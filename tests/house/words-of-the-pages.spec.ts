import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zh } from '../../web/src/words/zh.ts';

type Words = { [name: string]: string | Words };

const source = join(import.meta.dirname, '../../web/src');
const isCode = (file: string) => /\.tsx?$/.test(file) && !/words\/([\w-]+-)?(zh|en)\.ts$|generated/.test(file);
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(isCode)
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

const namesOf = (words: Words, within = ''): string[] =>
  Object.entries(words).flatMap(([name, said]) => (typeof said === 'string' ? [within + name] : namesOf(said, `${within}${name}.`)));

const asked = new Set([...code.matchAll(/'([\w.-]+)'/g)].map(([, name]) => name));
/** Of t(`stage.${stage}`) every word of that group, of t(`action.${action}.title`) the title in each of its groups. */
const askedPatterns = [
  ...new Set([...code.matchAll(/`([\w.]+\.\$\{[^`}]+\}(?:[\w.]|\$\{[^`}]+\})*)`/g)].map(([, asked = '']) => asked)),
].map((asked) => new RegExp(`^${asked.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[^.]+')}$`));
const isAsked = (name: string) => asked.has(name) || askedPatterns.some((pattern) => pattern.test(name));

describe('the words of the pages', () => {
  it('are all used', () => {
    const names = namesOf(zh).map((name) => name.replace(/_other$/, ''));
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name) => !isAsked(name))).toEqual([]);
  });
});
