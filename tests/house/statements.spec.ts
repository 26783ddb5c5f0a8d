import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rooms = ['ledger', 'api', 'activities', 'worker', 'observe', 'stack', 'prisma'];
const sourcesIn = (room: string) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
    .map((name) => join(room, name));

const isStatement = /^\s*(select|insert|update|delete|with|create|drop|alter|lock|listen|notify|set local)\b/i;

/** Code that makes a part of a statement from codes of its own: fixed words, column names, numbers of the program. Each with why. */
const ownWords: Record<string, RegExp> = {
  'ledger/register.ts': /^table$/, // 'organisation' or 'policy', by type
  'ledger/dispatch/open-month.ts': /^lock$/, // 'for update' or nothing, by type
};

/** What could come from outside: what a person sent (body, query, params, request, headers), or a value of unknown origin that is put between quotes. */
const fromOutside = /\b(body|query|params|request|headers|input|command|username|person|title|text|by|at|reader|url)\b/;

type Found = { where: string; said: string };

/** Statements that are built of parts which are not plainly the program's own. */
function builtStatements(file: string, content: string): { statements: number; found: Found[] } {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  let statements = 0;
  const look = (node: ts.Node): void => {
    if (ts.isNoSubstitutionTemplateLiteral(node) || ts.isStringLiteral(node)) statements += isStatement.test(node.text) ? 1 : 0;
    const isTagged = ts.isTemplateExpression(node) && ts.isTaggedTemplateExpression(node.parent);
    if (ts.isTemplateExpression(node) && !isTagged && isStatement.test(node.head.text)) {
      statements += 1;
      const parts = node.templateSpans.map(({ expression }, i) => {
        const before = i === 0 ? node.head.text : (node.templateSpans[i - 1]?.literal.text ?? '');
        return { said: expression.getText().replaceAll(/\/\/.*$/gm, ''), isQuoted: /'\s*$/.test(before) };
      });
      for (const { said, isQuoted } of parts)
        if ((isQuoted || fromOutside.test(said)) && !ownWords[file]?.test(said)) found.push({ where: file, said });
    }
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
      isStatement.test(node.left.getText().slice(1))
    )
      found.push({ where: file, said: node.getText() });
    ts.forEachChild(node, look);
  };
  look(source);
  return { statements, found };
}

describe('statements to the database', () => {
  const files = rooms.flatMap(sourcesIn);

  it('are built of no value, but given them beside ($1)', () => {
    const looked = files.map((file) => builtStatements(file, readFileSync(join(root, file), 'utf8')));
    expect(looked.reduce((sum, { statements }) => sum + statements, 0)).toBeGreaterThan(50);
    expect(looked.flatMap(({ found }) => found)).toEqual([]);
  });

  it('are never run by the door that takes any text', () => {
    const unsafe = files.filter((file) =>
      /\$(queryRawUnsafe|executeRawUnsafe)\b|Prisma\.raw\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(unsafe).toEqual([]);
  });

  it.each([
    ["pool.query(`select * from cases where id = '${id}'`)", 'id'],
    ['pool.query(`select * from cases where number = ${body.number}`)', 'body.number'],
    ['pool.query(`delete from session where username = ${username}`)', 'username'],
    ["pool.query('select * from cases where id = ' + id)", "'select * from cases where id = ' + id"],
  ])('%s is found', (code, said) => {
    expect(builtStatements('planted.ts', code).found).toEqual([{ where: 'planted.ts', said }]);
  });
});
