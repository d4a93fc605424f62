// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Payload;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The content of a tool run's span: the request and its result. */
public final class ToolPayload implements Payload {
  private final String name;
  private final Supplier<@Nullable String> input;
  private final @Nullable String callId;
  private final long inputBytes;
  private volatile @Nullable Supplier<@Nullable String> output;
  private volatile long outputBytes;
  private volatile @Nullable String server;

  /**
   * Describes a tool run that is starting.
   *
   * @param input returns the arguments as JSON text; runs on the export thread
   * @param inputBytes roughly how much {@code input} keeps alive
   * @param callId the id of the model's tool call, if there is one
   */
  public ToolPayload(
      String name, Supplier<@Nullable String> input, long inputBytes, @Nullable String callId) {
    this.name = name;
    this.input = input;
    this.inputBytes = inputBytes;
    this.callId = callId;
  }

  public String name() {
    return name;
  }

  public @Nullable String callId() {
    return callId;
  }

  /**
   * Records the result.
   *
   * @param text returns its text; runs on the export thread
   */
  public void answered(Supplier<@Nullable String> text, long bytes) {
    output = text;
    outputBytes = bytes;
  }

  /** Records the name of the MCP server that runs the tool. */
  public void setServer(@Nullable String name) {
    server = name;
  }

  @Override
  public FunctionData render() {
    Supplier<@Nullable String> text = output;
    return new FunctionData(
        name, input.get(), text == null ? null : text.get(), callId, server, false);
  }

  @Override
  public long retainedBytes() {
    return 1_024 + inputBytes + outputBytes;
  }
}
