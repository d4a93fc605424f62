// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.trace.SpanError;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.RetainedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What all calls have: client, request, response and the events of a stream by reference, all of
 * them immutable. The events are bounded.
 */
abstract class BedrockPayload implements CallPayload {
  private static final int MAX_EVENTS = 20_000;
  private static final long MAX_BYTES = 4_000_000;
  private static final long PER_EVENT = 300;
  private static final SpanError INCOMPLETE =
      SpanError.of("incomplete_stream", "the stream ended without a stop reason");

  private final Object client;
  private final SdkRequest request;
  private final boolean streamed;
  private volatile @Nullable Object result;
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;
  // All guarded by this.
  private final List<Object> events = new ArrayList<>(0);
  private long bytes;
  private long dropped;

  BedrockPayload(Object client, SdkRequest request, boolean streamed) {
    this.client = client;
    this.request = request;
    this.streamed = streamed;
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

  @Override
  public synchronized void chunk(Object event) {
    long size = SdkSize.of(Sdk.own(event));
    if (events.size() == MAX_EVENTS || bytes + size > MAX_BYTES) {
      dropped++;
    } else if (Sdk.own(event) != null) {
      events.add(event);
      bytes += size;
    }
  }

  /** Forgets what has arrived, because the SDK begins to read the stream, perhaps again. */
  final synchronized void restarted() {
    events.clear();
    bytes = 0;
    dropped = 0;
  }

  /** Returns the events so far. */
  final synchronized List<Object> events() {
    return new ArrayList<>(events);
  }

  /** Records that the stream has no more events. */
  final void streamEnded() {
    ended = true;
  }

  @Override
  public final boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return ended;
  }

  @Override
  public final @Nullable SpanError error() {
    return streamed && !isComplete() ? INCOMPLETE : null;
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
  public final synchronized long retainedBytes() {
    return RetainedBytes.PER_CALL
        + requestSize()
        + SdkSize.of(Sdk.own(result))
        + bytes
        + PER_EVENT * events.size();
  }

  /** Returns the size of the request; on the application's thread. */
  long requestSize() {
    return SdkSize.of(request);
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
    synchronized (this) {
      if (dropped > 0) {
        details.put("dropped_events", dropped);
      }
    }
    return details;
  }
}
