import { Component } from 'react';
import type { ReactNode } from 'react';

/** A fault of the pages themselves shows what to do, never a white page. */
export class CrashNotice extends Component<{ children: ReactNode; shows: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };
  static getDerivedStateFromError = () => ({ hasCrashed: true });
  override render() {
    return this.state.hasCrashed ? this.props.shows : this.props.children;
  }
}
