// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanProcessorProvider;
import dev.clew.api.export.SpanRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Offers a processor that writes {@code clew.tenant.name} on every span, where it is set. */
public final class TenantProvider implements SpanProcessorProvider {
  @Override
  public String name() {
    return "tenant";
  }

  @Override
  public SpanProcessor create(ExporterSettings settings) {
    return new TenantProcessor(settings.get("name"));
  }

  private record TenantProcessor(@Nullable String tenant) implements SpanProcessor {
    @Override
    public String name() {
      return "tenant";
    }

    @Override
    public SpanRecord process(SpanRecord span) {
      if (tenant == null) {
        return span;
      }
      Map<String, Object> attributes = new LinkedHashMap<>(span.attributes());
      attributes.put("tenant", tenant);
      return new SpanRecord(
          span.traceId(),
          span.spanId(),
          span.parentId(),
          span.name(),
          span.startEpochNanos(),
          span.endEpochNanos(),
          span.firstChunkEpochNanos(),
          span.status(),
          span.error(),
          span.groupId(),
          span.data(),
          attributes,
          span.events());
    }
  }
}
