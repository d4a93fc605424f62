// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.jfr;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanError;
import dev.clew.core.trace.SpanObserver;
import dev.clew.exporter.RecordObserver;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans into flight recordings. Loaded when the JVM's flight recorder starts; whether a
 * recording wants the events is the recorder's own, cheap question.
 */
final class FlightEvents implements SpanObserver, RecordObserver {
  private static final String COST = "clew.cost.total";

  @Override
  public @Nullable Object onStart(FinishedSpan span) {
    SpanFlightEvent event = new SpanFlightEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.begin();
    return event;
  }

  @Override
  public void onEnd(Object started, FinishedSpan span) {
    SpanFlightEvent event = (SpanFlightEvent) started;
    event.end();
    if (event.shouldCommit()) {
      event.type = span.type().wireName();
      event.name = span.name();
      event.status = span.status().name().toLowerCase(Locale.ROOT);
      event.error = error(span.error());
      event.traceId = span.traceId();
      event.spanId = span.spanId();
      event.parentId = span.parentId();
      event.commit();
    }
  }

  private static @Nullable String error(@Nullable SpanError error) {
    return error == null ? null : error.type();
  }

  @Override
  public boolean isActive() {
    return new UsageFlightEvent().isEnabled();
  }

  @Override
  public void onRecord(ExportRecord record) {
    UsageFlightEvent event = new UsageFlightEvent();
    if (record instanceof SpanRecord span && event.isEnabled()) {
      write(event, span, span.data());
    }
  }

  private static void write(UsageFlightEvent event, SpanRecord span, SpanData data) {
    if (data instanceof ResponseData response) {
      write(event, span, response.generation());
    } else if (data instanceof GenerationData call) {
      event.provider = call.provider();
      event.model = model(call.responseModel(), call.requestModel());
      commit(event, span, call.usage());
    } else if (data instanceof EmbeddingData call) {
      event.provider = call.provider();
      event.model = model(call.responseModel(), call.requestModel());
      commit(event, span, call.usage());
    }
  }

  private static @Nullable String model(@Nullable String answered, @Nullable String asked) {
    return answered == null ? asked : answered;
  }

  private static void commit(UsageFlightEvent event, SpanRecord span, @Nullable Usage usage) {
    if (usage != null) {
      event.inputTokens = count(usage.input());
      event.cachedTokens = count(usage.cachedInput());
      event.outputTokens = count(usage.output());
    }
    event.cost = span.attributes().get(COST) instanceof Number dollars ? dollars.doubleValue() : 0;
    event.callNanos = span.durationNanos();
    event.traceId = span.traceId();
    event.spanId = span.spanId();
    event.commit();
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }
}
