// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.span;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span whose payloads are rendered once, although several renderers look at it. */
public final class SharedContent implements FinishedSpan {
  private final FinishedSpan span;
  private final Payload payload;
  private final List<Payload> enrichments;

  public SharedContent(FinishedSpan span) {
    this.span = span;
    this.payload = new Once(span.payload());
    this.enrichments = span.enrichments().stream().<Payload>map(Once::new).toList();
  }

  @Override
  public String traceId() {
    return span.traceId();
  }

  @Override
  public String spanId() {
    return span.spanId();
  }

  @Override
  public @Nullable String parentId() {
    return span.parentId();
  }

  @Override
  public SpanType type() {
    return span.type();
  }

  @Override
  public String name() {
    return span.name();
  }

  @Override
  public long startEpochNanos() {
    return span.startEpochNanos();
  }

  @Override
  public long endEpochNanos() {
    return span.endEpochNanos();
  }

  @Override
  public @Nullable Long firstChunkEpochNanos() {
    return span.firstChunkEpochNanos();
  }

  @Override
  public SpanStatus status() {
    return span.status();
  }

  @Override
  public @Nullable SpanError error() {
    return span.error();
  }

  @Override
  public Map<String, Object> attributes() {
    return span.attributes();
  }

  @Override
  public List<SpanEvent> events() {
    return span.events();
  }

  @Override
  public @Nullable String groupId() {
    return span.groupId();
  }

  @Override
  public Payload payload() {
    return payload;
  }

  @Override
  public List<Payload> enrichments() {
    return enrichments;
  }

  /** Remembers what a payload said or threw; used by the export thread alone. */
  private static final class Once implements Payload {
    private final Payload payload;
    private @Nullable SpanData data;
    private @Nullable Throwable thrown;

    Once(Payload payload) {
      this.payload = payload;
    }

    @Override
    public SpanData render() {
      if (data == null && thrown == null) {
        try {
          data = payload.render();
        } catch (Throwable t) {
          thrown = t;
        }
      }
      if (thrown != null) {
        throw Once.<RuntimeException>asItWas(thrown);
      }
      if (data == null) {
        throw new NullPointerException("render() returned null");
      }
      return data;
    }

    /** Rethrows, so that the renderer names the class and place of the failure, not this one. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException asItWas(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }
}
