// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceSampler;
import dev.clew.exporter.extension.ExtensionPart;

/** A sampler of an extension; counts its failures, which {@link Sampler} deals with. */
public final class CountedSampler implements TraceSampler {
  private final ExtensionPart part;
  private final TraceSampler sampler;

  public CountedSampler(ExtensionPart part, TraceSampler sampler) {
    this.part = part;
    this.sampler = sampler;
  }

  /** Returns the class of the extension. */
  Class<?> code() {
    return sampler.getClass();
  }

  @Override
  public Decision sample(SpanRecord span) {
    try {
      return sampler.sample(span);
    } catch (Throwable thrown) {
      part.count("threw " + thrown.getClass().getName());
      throw thrown;
    }
  }

  @Override
  public boolean isActive() {
    return sampler.isActive();
  }
}
