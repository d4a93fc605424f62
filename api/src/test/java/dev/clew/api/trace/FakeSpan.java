// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/** A span without behaviour. */
final class FakeSpan implements Span {
  private final String name;
  private SpanError error;

  FakeSpan(String name) {
    this.name = name;
  }

  SpanError error() {
    return error;
  }

  @Override
  public String traceId() {
    return "0".repeat(31) + "1";
  }

  @Override
  public String spanId() {
    return "0".repeat(15) + "1";
  }

  @Override
  public SpanType type() {
    return SpanType.CUSTOM;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRecording() {
    return true;
  }

  @Override
  public void setAttribute(String key, Object value) {}

  @Override
  public void addEvent(String name, String detail) {}

  @Override
  public void recordFirstChunk() {}

  @Override
  public void setGroupId(String groupId) {}

  @Override
  public void enrich(Payload payload) {}

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public boolean fail(SpanError error) {
    this.error = error;
    return true;
  }

  @Override
  public boolean cancel() {
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
