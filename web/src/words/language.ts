import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setUpClient } from '../api/client.ts';
import { recall, remember } from '../remembered.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
  }
}

export type Language = 'zh' | 'en';

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

function follow(): void {
  const language = languageNow();
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  setUpClient({ language });
}

export async function startWords(): Promise<void> {
  i18next.on('languageChanged', follow);
  await i18next.use(initReactI18next).init({
    lng: recall('language') === 'en' ? 'en' : 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}

export async function switchLanguage(): Promise<void> {
  const other = languageNow() === 'zh' ? 'en' : 'zh';
  remember('language', other);
  await i18next.changeLanguage(other);
}
