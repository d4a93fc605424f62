// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.SpanError;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/** What all calls have: client, request and response by reference, all immutable. */
abstract class BedrockPayload implements CallPayload {
  private static final SpanError INCOMPLETE =
      SpanError.of("incomplete_stream", "the stream ended without a stop reason");

  private final Object client;
  private final SdkRequest request;
  private volatile @Nullable Object result;
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;

  BedrockPayload(Object client, SdkRequest request) {
    this.client = client;
    this.request = request;
  }

  final SdkRequest request() {
    return request;
  }

  /** Returns the response: of a stream, what comes before its events. */
  final @Nullable Object result() {
    return result;
  }

  /** Returns the address of the service; for the export thread. */
  final @Nullable String serverAddress() {
    return Sdk.address(client);
  }

  /** Forgets what has arrived, because the SDK begins to read the stream, perhaps again. */
  void restarted() {}

  /** Records that the stream has no more events. */
  final void streamEnded() {
    ended = true;
  }

  @Override
  public boolean isComplete() {
    return ended;
  }

  @Override
  public final @Nullable SpanError error() {
    return isStreamed() && !isComplete() ? INCOMPLETE : null;
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public final void result(Object answer) {
    result = answer;
  }

  @Override
  public final void failure(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public final String failureEvent() {
    return "Bedrock call failed";
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL;
  }

  /** Adds the id of the request, or the service's name for its error, to {@code known}. */
  final Map<String, @Nullable Object> details(Map<String, @Nullable Object> known) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(known);
    if (result instanceof AwsResponse response && Sdk.own(response) != null) {
      details.put("request_id", response.responseMetadata().requestId());
    }
    if (failure instanceof AwsServiceException error && Sdk.own(error) != null) {
      details.put("request_id", error.requestId());
      if (error.awsErrorDetails() != null) {
        details.put("error_type", error.awsErrorDetails().errorCode());
      }
    }
    return details;
  }
}
