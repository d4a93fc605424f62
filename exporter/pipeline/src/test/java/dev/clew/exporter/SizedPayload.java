// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Payload;

/** A payload that says how large it is. */
record SizedPayload(SpanData data, long retainedBytes) implements Payload {
  @Override
  public SpanData render() {
    return data;
  }
}
