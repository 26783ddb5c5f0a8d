const zh = String.raw`(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[(（][^)）]{1,8}[)）])?(?:\d{2}:\d{2}(?::\d{2})?)?[前起]?[，。；、）]?`;
const en = String.raw`(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2}(?: \d{4})?(?:, \d{2}:\d{2}(?::\d{2})?)?[,.;)]?`;
const dates = new RegExp(`(${zh}|${en})`);

/** A sentence whose dates keep together; only one that is longer than the whole line is broken. */
export function Unbroken({ children }: { children: string }) {
  return children.split(dates).map((part, i) =>
    i % 2 === 1 ? (
      <span key={i} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
