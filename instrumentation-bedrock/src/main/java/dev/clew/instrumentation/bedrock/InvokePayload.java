// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/**
 * The content of the span of {@code invokeModel} and its stream, whose bodies are in the format of
 * the model's maker: bytes until the export thread parses them.
 */
final class InvokePayload extends ModelPayload {
  private static final long MAX_BYTES = 4_000_000;

  /** The last chunk of every stream has counts from the service itself. */
  private static final String LAST = "amazon-bedrock-invocationMetrics";

  // All guarded by this.
  private final List<byte[]> chunks = new ArrayList<>();
  private byte @Nullable [] last;
  private long bytes;
  private long dropped;

  InvokePayload(Object client, SdkRequest request, ModelName model, boolean streamed) {
    super(client, request, model, streamed);
  }

  @Override
  public synchronized void chunk(Object event) {
    if (!(event instanceof PayloadPart part) || Sdk.own(part) == null || part.bytes() == null) {
      return;
    }
    byte[] chunk = part.bytes().asByteArrayUnsafe();
    last = chunk;
    if (bytes + chunk.length <= MAX_BYTES) {
      bytes += chunk.length;
      chunks.add(chunk);
    } else {
      dropped += chunk.length;
    }
  }

  @Override
  synchronized void restarted() {
    chunks.clear();
    last = null;
    bytes = 0;
    dropped = 0;
  }

  @Override
  public boolean isComplete() {
    return super.isComplete() || isLast();
  }

  private synchronized boolean isLast() {
    return last != null && new String(last, StandardCharsets.ISO_8859_1).contains(LAST);
  }

  @Override
  Question question() {
    return InvokeRequest.question(SdkJson.parse(body(request())));
  }

  @Override
  Answer answer() {
    if (isStreamed()) {
      return InvokeAnswer.of(InvokeEvents.joined(arrived()), null);
    }
    return result() instanceof InvokeModelResponse response && Sdk.own(response) != null
        ? InvokeAnswer.of(SdkJson.parse(bytes(response.body())), response.sdkHttpResponse())
        : InvokeAnswer.of(JsonTree.EMPTY, null);
  }

  private synchronized List<byte[]> arrived() {
    List<byte[]> arrived = new ArrayList<>(chunks);
    if (dropped > 0 && last != null) {
      arrived.add(last);
    }
    return arrived;
  }

  /** Returns the body of a request to either method. */
  static byte[] body(SdkRequest request) {
    if (request instanceof InvokeModelWithResponseStreamRequest streamed) {
      return bytes(streamed.body());
    }
    return request instanceof InvokeModelRequest plain ? bytes(plain.body()) : new byte[0];
  }

  static byte[] bytes(@Nullable SdkBytes bytes) {
    return bytes == null ? new byte[0] : bytes.asByteArrayUnsafe();
  }

  @Override
  synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized long retainedBytes() {
    long answer =
        result() instanceof InvokeModelResponse response && Sdk.own(response) != null
            ? bytes(response.body()).length
            : bytes;
    return super.retainedBytes() + body(request()).length + answer;
  }
}
