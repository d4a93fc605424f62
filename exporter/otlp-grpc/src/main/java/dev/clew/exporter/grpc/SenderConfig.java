// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.grpc;

import dev.clew.api.export.ExportException;
import dev.clew.exporter.otlp.http.HttpTarget;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A target as configuration of OpenTelemetry's sender. */
record SenderConfig(
    HttpTarget target, @Nullable SSLContext context, @Nullable X509TrustManager trust)
    implements GrpcSenderConfig {

  static SenderConfig of(HttpTarget target) throws ExportException {
    return target.tls().any()
        ? new SenderConfig(target, target.tls().context(), target.tls().trust())
        : new SenderConfig(target, null, null);
  }

  @Override
  public URI getEndpoint() {
    return target.endpoint();
  }

  @Override
  public String getFullMethodName() {
    return "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  }

  @Override
  public @Nullable Compressor getCompressor() {
    return target.gzip() ? new Gzip() : null;
  }

  @Override
  public Duration getTimeout() {
    return target.timeout();
  }

  @Override
  public Duration getConnectTimeout() {
    return target.timeout();
  }

  @Override
  public Supplier<Map<String, List<String>>> getHeadersSupplier() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    target.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return () -> headers;
  }

  /** Retries are left to Clew's own queue. */
  @Override
  public @Nullable RetryPolicy getRetryPolicy() {
    return null;
  }

  @Override
  public @Nullable SSLContext getSslContext() {
    return context;
  }

  @Override
  public @Nullable X509TrustManager getTrustManager() {
    return trust;
  }

  @Override
  public @Nullable ExecutorService getExecutorService() {
    return null;
  }

  private static final class Gzip implements Compressor {
    @Override
    public String getEncoding() {
      return "gzip";
    }

    @Override
    public OutputStream compress(OutputStream out) {
      try {
        return new GZIPOutputStream(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
