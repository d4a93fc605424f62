// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.grpc;

import dev.clew.api.export.ExportException;
import dev.clew.exporter.otlp.http.HttpTarget;
import dev.clew.exporter.otlp.http.OtlpTransport;
import dev.clew.exporter.otlp.http.PartialSuccess;
import dev.clew.exporter.otlp.proto.ProtoReader;
import io.opentelemetry.exporter.sender.okhttp.internal.OkHttpGrpcSenderProvider;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code TraceService/Export} through OpenTelemetry's sender, with the sender's own retries
 * disabled.
 *
 * <p>A receiver that is out of resources may state a retry delay in a place that the sender does
 * not expose; without that delay the specification forbids another attempt.
 */
final class OtlpGrpc implements OtlpTransport {
  private static final Set<GrpcStatusCode> RETRYABLE =
      Set.of(
          GrpcStatusCode.CANCELLED,
          GrpcStatusCode.DEADLINE_EXCEEDED,
          GrpcStatusCode.ABORTED,
          GrpcStatusCode.OUT_OF_RANGE,
          GrpcStatusCode.UNAVAILABLE,
          GrpcStatusCode.DATA_LOSS);

  private static final long GRACE_MILLIS = 1000;

  private final HttpTarget target;
  private @Nullable GrpcSender sender;

  OtlpGrpc(HttpTarget target) {
    this.target = target;
  }

  @Override
  public PartialSuccess send(byte[] body) throws ExportException {
    CompletableFuture<GrpcResponse> pending = new CompletableFuture<>();
    sender().send(new Body(body), pending::complete, pending::completeExceptionally);
    GrpcResponse response = await(pending);
    GrpcStatusCode code = response.getStatusCode();
    if (code == GrpcStatusCode.OK) {
      return PartialSuccess.of(new ProtoReader(response.getResponseMessage()));
    }
    String description = response.getStatusDescription();
    String line =
        "answered " + code + (description.isEmpty() ? "" : " (" + oneLine(description) + ")");
    if (RETRYABLE.contains(code)) {
      throw ExportException.retryable(said(line), null, null);
    }
    boolean key =
        code == GrpcStatusCode.UNAUTHENTICATED || code == GrpcStatusCode.PERMISSION_DENIED;
    throw ExportException.refused(said(key ? line + "; check clew.otlp-grpc.headers" : line), null);
  }

  @Override
  public String said(String what) {
    return target.withoutSecrets(HttpTarget.shown(target.endpoint()) + " " + what);
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.shutdown();
    }
  }

  /** The sender enforces the timeout itself; this one only prevents waiting forever. */
  private GrpcResponse await(CompletableFuture<GrpcResponse> pending) throws ExportException {
    try {
      return pending.get(target.timeout().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ExportException.retryable(said("did not answer in time"), e, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ExportException.retryable(said("was interrupted"), e, null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String line = said("cannot be reached (" + oneLine(String.valueOf(cause.getMessage())) + ")");
      throw ExportException.retryable(line + "; check clew.otlp-grpc.endpoint", cause, null);
    }
  }

  private GrpcSender sender() throws ExportException {
    GrpcSender made = sender;
    if (made == null) {
      made = new OkHttpGrpcSenderProvider().createSender(SenderConfig.of(target));
      sender = made;
    }
    return made;
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  private static final class Body implements MessageWriter {
    private final byte[] content;

    Body(byte[] content) {
      this.content = content;
    }

    @Override
    public void writeMessage(OutputStream out) throws IOException {
      out.write(content);
    }

    @Override
    public int getContentLength() {
      return content.length;
    }
  }
}
