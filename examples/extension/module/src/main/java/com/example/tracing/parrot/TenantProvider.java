// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanProcessorProvider;
import dev.clew.api.export.SpanRecord;
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
      return tenant == null ? span : span.withAttribute("tenant", tenant);
    }
  }
}
