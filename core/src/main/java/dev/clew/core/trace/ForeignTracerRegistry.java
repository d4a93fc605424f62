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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All other tracers and span listeners in the application, combined into one.
 *
 * <p>Members are held weakly, because each refers to an application's classes. There are few: one
 * per copy of a library. Their exceptions are caught here.
 */
public final class ForeignTracerRegistry implements ForeignTracers, ParentSource, SpanListener {
  private final List<Member<ParentSource>> sources = new CopyOnWriteArrayList<>();
  private final List<Member<SpanListener>> listeners = new CopyOnWriteArrayList<>();
  private final FailureReporter failures;

  /** Creates an empty registry. */
  public ForeignTracerRegistry(FailureReporter failures) {
    this.failures = failures;
  }

  /** What somebody registered, and whether it is to be asked. */
  private record Member<T>(WeakReference<T> registered, BooleanSupplier on) {
    static <T> void add(List<Member<T>> members, T more, BooleanSupplier on) {
      members.removeIf(member -> member.registered().get() == null);
      members.add(new Member<>(new WeakReference<>(more), on));
    }

    @Nullable T get() {
      return on.getAsBoolean() ? registered.get() : null;
    }
  }

  @Override
  public void addParentSource(ParentSource source) {
    Member.add(sources, source, () -> true);
  }

  @Override
  public void addSpanListener(SpanListener listener) {
    Member.add(listeners, listener, () -> true);
  }

  /** Returns a view for one module, whose members count only while {@code on}. */
  public ForeignTracers ofModule(BooleanSupplier on) {
    return new ForeignTracers() {
      @Override
      public void addParentSource(ParentSource source) {
        Member.add(sources, source, on);
      }

      @Override
      public void addSpanListener(SpanListener listener) {
        Member.add(listeners, listener, on);
      }
    };
  }

  @Override
  public @Nullable RemoteParent current() {
    for (Member<ParentSource> member : sources) {
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
    for (Member<SpanListener> member : listeners) {
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
