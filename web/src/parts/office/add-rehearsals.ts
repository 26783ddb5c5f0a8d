import type { Rehearsal } from '../../api/client.ts';

type Compared = Rehearsal['lateCases'];
type Differing = Rehearsal['newlyLate'];
const namedAtMost = 200;
const none: Compared = { was: 0, draft: 0 };

const plus = (a: Compared = none, b: Compared = none): Compared => ({ was: a.was + b.was, draft: a.draft + b.draft });
const both = (a: Differing, b: Differing): Differing => ({
  count: a.count + b.count,
  first: [...a.first, ...b.first].slice(0, namedAtMost),
});
const keysOf = <Of extends object>(a: Of, b: Of) => [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof Of)[];

/** Two rehearsals of cases of different days as one. */
export function addRehearsals(a: Rehearsal, b: Rehearsal): Rehearsal {
  const posts: Rehearsal['posts'] = {};
  for (const post of keysOf(a.posts, b.posts))
    posts[post] = {
      reminders: plus(a.posts[post]?.reminders, b.posts[post]?.reminders),
      escalations: plus(a.posts[post]?.escalations, b.posts[post]?.escalations),
    };
  const duties: Rehearsal['duties'] = {};
  for (const duty of keysOf(a.duties, b.duties))
    duties[duty] = {
      owed: (a.duties[duty]?.owed ?? 0) + (b.duties[duty]?.owed ?? 0),
      late: plus(a.duties[duty]?.late, b.duties[duty]?.late),
    };
  return {
    cases: a.cases + b.cases,
    leftOut: a.leftOut + b.leftOut,
    posts,
    duties,
    lateCases: plus(a.lateCases, b.lateCases),
    newlyLate: both(a.newlyLate, b.newlyLate),
    noLongerLate: both(a.noLongerLate, b.noLongerLate),
  };
}
