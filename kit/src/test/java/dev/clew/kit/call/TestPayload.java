// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what it receives. */
public final class TestPayload implements CallPayload {
  public final List<String> told = new ArrayList<>();
  public boolean streamed;
  public boolean complete;
  public boolean cancelled;
  public @Nullable SpanError error;
  public @Nullable Context answeredIn;

  @Override
  public void result(Object answer) {
    told.add("result " + answer);
  }

  @Override
  public void chunk(Object chunk) {
    if (chunk.equals("broken")) {
      throw new IllegalStateException("of our own");
    }
    told.add("chunk " + chunk);
  }

  @Override
  public void failure(Throwable thrown) {
    told.add("failure " + thrown.getMessage());
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public @Nullable SpanError error() {
    return error;
  }

  @Override
  public void followUp(Context caller) {
    answeredIn = caller;
  }

  @Override
  public void stopped(String reason, Context caller) {
    told.add("stopped " + reason);
  }

  @Override
  public CustomData render() {
    return new CustomData("test", Map.of());
  }
}
