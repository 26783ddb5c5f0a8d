import { Component } from 'react';
import type { ReactNode } from 'react';

type Asked = { children: ReactNode; shows: (error: unknown) => ReactNode };

/** A fault of the pages themselves shows what to do, never a white page. */
export class CrashNotice extends Component<Asked, { crash: { error: unknown } | null }> {
  override state: { crash: { error: unknown } | null } = { crash: null };
  static getDerivedStateFromError = (error: unknown) => ({ crash: { error } });
  override render() {
    return this.state.crash ? this.props.shows(this.state.crash.error) : this.props.children;
  }
}
