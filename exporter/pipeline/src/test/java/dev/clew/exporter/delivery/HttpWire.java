// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.WireExporter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The least network exporter there can be: posts the ids of spans, one a line. */
final class HttpWire implements WireExporter {
  private final String address;
  private final Duration timeout;

  HttpWire(String address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return "wire";
  }

  @Override
  public String wireFormat() {
    return "ids-1";
  }

  @Override
  public byte[] encode(List<ExportRecord> batch) throws IOException {
    return batch.stream()
        .map(each -> each instanceof SpanRecord span ? span.spanId() : "trace")
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void send(byte[] encoded) throws IOException {
    int status;
    String retryAfter;
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setDoOutput(true);
      // Without a fixed length the JDK sends a POST again by itself when the connection breaks.
      connection.setFixedLengthStreamingMode(encoded.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(encoded);
      }
      status = connection.getResponseCode();
      retryAfter = connection.getHeaderField("Retry-After");
    } catch (IOException e) {
      throw ExportException.retryable(e.toString(), e, null);
    }
    if (status == 429 || status >= 500) {
      Duration wait = retryAfter == null ? null : Duration.ofSeconds(Long.parseLong(retryAfter));
      throw ExportException.retryable("status " + status, null, wait);
    }
    if (status >= 400) {
      throw ExportException.refused("status " + status, null);
    }
  }
}
