import { useSearchParams } from 'react-router';

/** A filter that lives in the address: a change of it leads back to the first page, and leaves no step behind. */
export function useAddressFilter<Name extends string>() {
  const [sought, setSought] = useSearchParams();
  const set = (name: Name | 'page', value: string | undefined) =>
    setSought(
      (before) => {
        const next = new URLSearchParams(before);
        if (name !== 'page') next.delete('page');
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return { sought, set, clear: () => setSought({}, { replace: true }) };
}

/** Which page the address asks for; the first one unless it names another. */
export const pageIn = (sought: URLSearchParams): number => Math.min(10_000, Math.max(1, Math.trunc(Number(sought.get('page'))) || 1));
