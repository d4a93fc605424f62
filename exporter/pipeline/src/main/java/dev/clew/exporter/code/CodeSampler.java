// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceSampler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The samplers that the application has registered in its code; the first decision counts. */
public final class CodeSampler implements TraceSampler {
  private final RegisteredCode code = new RegisteredCode();

  /** Adds one; held weakly. */
  public void add(Function<Object, @Nullable Object> sampler) {
    code.add(sampler);
  }

  @Override
  public boolean isActive() {
    return !code.isEmpty();
  }

  @Override
  public Decision sample(SpanRecord span) {
    for (Function<Object, @Nullable Object> each : code.all()) {
      Object result = each.apply(SpanDescription.of(span));
      if (result instanceof Boolean keep) {
        return keep ? Decision.KEEP : Decision.DROP;
      }
    }
    return Decision.UNDECIDED;
  }
}
