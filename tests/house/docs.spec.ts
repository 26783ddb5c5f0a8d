import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const notOurs = ['node_modules', '.git', '.cache', 'data', 'build'];
const read = (file: string) => readFileSync(join(root, file), 'utf8');

function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.includes(entry.name) ? [] : pagesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const pages = pagesIn('');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const filesIn = (text: string) => all(text, /`([\w./-]+(?:\.\w+|\/))`/g).filter((path) => path.includes('/'));
const linksIn = (text: string) => all(text, /\]\(([^)#]+)[^)]*\)/g).filter((target) => !target.includes('://'));
const commandsIn = (text: string) => all(text, /npm run (?:--silent )?([a-z][\w:-]*)/g);

it('looks at every page', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'docs/operations.md']));
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names files and folders that exist', () => {
    expect(filesIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('links to pages that exist', () => {
    expect(linksIn(text).filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });

  it('names commands that exist', () => {
    expect(commandsIn(text).filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('README.md and README.zh-CN.md', () => {
  const english = read('README.md');
  const chinese = read('README.zh-CN.md');
  const headingsOf = (text: string) => all(text, /^(#+) /gm);
  const blocksOf = (text: string) => all(text, /^```\w*\n([^]*?)^```$/gm);
  const firstColumnOf = (text: string) => all(text, /^\| (`[^|]*`) \|/gm);
  const elsewhere = (text: string) => linksIn(text).filter((target) => !target.startsWith('README'));
  const variablesOf = (text: string) => firstColumnOf(text).flatMap((cell) => all(cell, /^`([A-Z_]+)`$/g));

  it('have the same headings, in the same order', () => {
    expect(headingsOf(english).length).toBeGreaterThan(5);
    expect(headingsOf(chinese)).toEqual(headingsOf(english));
  });

  it('have the same blocks of commands', () => {
    expect(blocksOf(english).length).toBeGreaterThan(1);
    expect(blocksOf(chinese)).toEqual(blocksOf(english));
  });

  it('have the same commands and variables in their tables', () => {
    expect(firstColumnOf(english).length).toBeGreaterThan(10);
    expect(firstColumnOf(chinese)).toEqual(firstColumnOf(english));
  });

  it('name the same files and link to the same pages', () => {
    expect(filesIn(english).length).toBeGreaterThan(5);
    expect(filesIn(chinese)).toEqual(filesIn(english));
    expect(elsewhere(chinese)).toEqual(elsewhere(english));
    expect([linksIn(english)[0], linksIn(chinese)[0]]).toEqual(['README.zh-CN.md', 'README.md']);
  });

  it('explain every variable that stack/config.ts reads', () => {
    const variables = all(read('stack/config.ts'), /^ {2}([A-Z_]+): variable\(/gm);
    expect(variables.length).toBeGreaterThan(5);
    expect(variablesOf(english)).toEqual(variables);
  });
});
