import { createContext, useState } from 'react';
import { recall, remember } from './remembered.ts';
import type { TextSize } from './theme.ts';

export const TextSizeContext = createContext<{ size: TextSize; setSize(size: TextSize): void }>({ size: 'standard', setSize: () => {} });

export function useRememberedTextSize(): [TextSize, (size: TextSize) => void] {
  const [size, setSize] = useState<TextSize>(recall('text-size') === 'large' ? 'large' : 'standard');
  return [
    size,
    (chosen) => {
      remember('text-size', chosen);
      setSize(chosen);
    },
  ];
}
