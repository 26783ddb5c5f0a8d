import type { ThemeConfig } from 'antd';

export type TextSize = 'standard' | 'large';

const fonts = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/**
 * Ant Design's own blue, green, orange and red are too light as text on white (below 4.5:1): these are not. The large size follows the
 * norm for older readers: 18 px text, targets of 60 px; else 14 and 44.
 */
export function themeFor(size: TextSize): ThemeConfig {
  const isLarge = size === 'large';
  return {
    token: {
      fontFamily: fonts,
      fontSize: isLarge ? 18 : 14,
      controlHeight: isLarge ? 60 : 44,
      controlHeightSM: isLarge ? 60 : 44,
      controlHeightLG: isLarge ? 64 : 52,
      borderRadius: 4,
      lineHeight: 1.6,
      colorPrimary: '#0958d9',
      colorPrimaryHover: '#003eb3',
      colorPrimaryActive: '#002c8c',
      colorInfo: '#0958d9',
      colorLink: '#0958d9',
      colorLinkHover: '#003eb3',
      colorError: '#cf1322',
      colorErrorText: '#a8071a',
      colorWarning: '#ad4e00',
      colorSuccess: '#237804',
      colorText: '#1f1f1f',
      colorTextSecondary: '#595959',
      colorTextTertiary: '#595959',
      colorTextDescription: '#595959',
      colorTextQuaternary: '#767676',
      colorTextPlaceholder: '#6b6b6b',
      colorBorder: '#8c8c8c',
      colorErrorBg: '#fff1f0',
      colorErrorBorder: '#ffa39e',
      colorWarningBg: '#fffbe6',
      colorWarningBorder: '#d48806',
      colorSuccessBg: '#f6ffed',
      colorSuccessBorder: '#73d13d',
      colorInfoBg: '#e6f4ff',
      colorInfoBorder: '#69b1ff',
      motion: false,
    },
    components: {
      Form: { itemMarginBottom: 24, verticalLabelPadding: '0 0 4px' },
      DatePicker: { cellWidth: isLarge ? 42 : 40, cellHeight: 40 },
      Dropdown: { paddingBlock: isLarge ? 16 : 11 },
      Tabs: { horizontalItemPadding: isLarge ? '18px 0' : '11px 0' },
    },
  };
}
