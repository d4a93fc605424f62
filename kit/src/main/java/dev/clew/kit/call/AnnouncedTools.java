// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.Tracer;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Tools that models have requested through libraries that leave running them to the application.
 *
 * <p>Such a library gives each a span, because nothing else may know of it. If what runs it is
 * traced too, as the application's own code or by another library, the work must not have two spans
 * in the trace.
 */
public final class AnnouncedTools {
  // Weak: a source belongs to a class loader of the application's.
  private static final List<WeakReference<Source>> SOURCES = new CopyOnWriteArrayList<>();

  private AnnouncedTools() {}

  /** Knows the tools that one library has announced. */
  public interface Source {
    /**
     * Starts the span of a tool that was announced and is now observed.
     *
     * @param context the context in which it runs
     * @return null if this source has announced no such tool that still waits
     */
    @Nullable Span start(Tracer tracer, Context context, String name, Payload payload);
  }

  /** Adds a source, for as long as somebody else refers to it. */
  public static void add(Source source) {
    SOURCES.removeIf(each -> each.get() == null);
    SOURCES.add(new WeakReference<>(source));
  }

  static @Nullable Span start(Tracer tracer, Context context, String name, Payload payload) {
    for (WeakReference<Source> each : SOURCES) {
      Source source = each.get();
      Span span = source == null ? null : source.start(tracer, context, name, payload);
      if (span != null) {
        return span;
      }
    }
    return null;
  }
}
