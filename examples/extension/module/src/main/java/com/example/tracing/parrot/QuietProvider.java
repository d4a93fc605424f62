// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.data.GenerationData;
import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceSampler;
import dev.clew.api.export.TraceSamplerProvider;
import org.jspecify.annotations.Nullable;

/** Offers a sampler that drops the traces in which the model {@code clew.quiet.model} was asked. */
public final class QuietProvider implements TraceSamplerProvider {
  @Override
  public String name() {
    return "quiet";
  }

  @Override
  public TraceSampler create(ExporterSettings settings) {
    return new QuietSampler(settings.get("model"));
  }

  private record QuietSampler(@Nullable String model) implements TraceSampler {
    @Override
    public boolean isActive() {
      return model != null;
    }

    @Override
    public Decision sample(SpanRecord span) {
      boolean unwanted =
          span.data() instanceof GenerationData call
              && model != null
              && model.equals(call.requestModel());
      return unwanted ? Decision.DROP : Decision.UNDECIDED;
    }
  }
}
