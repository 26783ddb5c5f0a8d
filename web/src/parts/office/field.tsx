import { Form } from 'antd';
import type { ReactNode } from 'react';

/** A field with its label above it and, on its line, what is wrong with it. */
export function Field({
  id,
  label,
  faults = [],
  extra,
  isWide = false,
  children,
}: {
  id: string;
  label: string;
  faults?: readonly string[];
  extra?: string;
  /** Takes the whole line, where several stand on one. */
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <Form.Item
      className={isWide ? 'office-field wide' : 'office-field'}
      layout="vertical"
      label={label}
      htmlFor={id}
      extra={extra}
      {...(faults.length > 0 && {
        validateStatus: 'error',
        help: faults.map((fault) => (
          <span key={fault} className="block" role="alert">
            {fault}
          </span>
        )),
      })}
    >
      {children}
    </Form.Item>
  );
}
