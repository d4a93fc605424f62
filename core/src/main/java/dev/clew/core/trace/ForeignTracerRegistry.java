// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.hook.FailureReporter;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanListener;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All other tracers and span listeners in the application, combined into one.
 *
 * <p>Members are held weakly, because each refers to an application's classes. There are few: one
 * per copy of a library. Their exceptions are caught here.
 */
public final class ForeignTracerRegistry implements ForeignTracers, ParentSource, SpanListener {
  private final List<WeakReference<ParentSource>> sources = new CopyOnWriteArrayList<>();
  private final List<WeakReference<SpanListener>> listeners = new CopyOnWriteArrayList<>();
  private final FailureReporter failures;

  /** Creates an empty registry. */
  public ForeignTracerRegistry(FailureReporter failures) {
    this.failures = failures;
  }

  @Override
  public void addParentSource(ParentSource source) {
    sources.removeIf(member -> member.get() == null);
    sources.add(new WeakReference<>(source));
  }

  @Override
  public void addSpanListener(SpanListener listener) {
    listeners.removeIf(member -> member.get() == null);
    listeners.add(new WeakReference<>(listener));
  }

  @Override
  public @Nullable RemoteParent current() {
    for (WeakReference<ParentSource> member : sources) {
      ParentSource source = member.get();
      try {
        RemoteParent parent = source == null ? null : source.current();
        if (parent != null) {
          return parent;
        }
      } catch (Throwable failure) {
        failed(source, failure);
      }
    }
    return null;
  }

  @Override
  public @Nullable Scope onSpanCurrent(Span span) {
    Scope all = null;
    for (WeakReference<SpanListener> member : listeners) {
      SpanListener listener = member.get();
      try {
        Scope opened = listener == null ? null : listener.onSpanCurrent(span);
        if (opened != null) {
          all = around(opened, all);
        }
      } catch (Throwable failure) {
        failed(listener, failure);
      }
    }
    return all;
  }

  /** Returns a scope that closes {@code opened} and then {@code before}, which was opened first. */
  private Scope around(Scope opened, @Nullable Scope before) {
    return () -> {
      try {
        opened.close();
      } catch (Throwable failure) {
        failed(opened, failure);
      }
      if (before != null) {
        before.close();
      }
    };
  }

  private void failed(@Nullable Object member, Throwable failure) {
    failures.report(member == null ? ForeignTracerRegistry.class : member.getClass(), failure);
  }
}
