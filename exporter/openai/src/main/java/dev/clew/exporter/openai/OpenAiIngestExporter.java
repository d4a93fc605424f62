// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.WireExporter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends traces to OpenAI's dashboard, or to any receiver of the same format.
 *
 * <p>Encoding the same batch again gives the same bytes. They contain no key, so that they may wait
 * on disk, and are sent with the key of the JVM that sends them.
 */
public final class OpenAiIngestExporter implements WireExporter {
  private final IngestTarget target;
  private @Nullable IngestBody body;
  private @Nullable IngestClient client;

  /** Creates an exporter; loads no library and opens no connection before the first batch. */
  public OpenAiIngestExporter(IngestTarget target) {
    this.target = target;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String wireFormat() {
    return target.limits() ? "openai-ingest-1" : "openai-ingest-raw-1";
  }

  @Override
  public byte[] encode(List<ExportRecord> batch) throws IOException {
    IngestBody made = body;
    if (made == null) {
      made = new IngestBody(target.limits());
      body = made;
    }
    return made.of(batch);
  }

  @Override
  public void send(byte[] encoded) throws IOException {
    if (IngestBody.isEmpty(encoded)) {
      return;
    }
    IngestClient made = client;
    if (made == null) {
      made = new IngestClient(target);
      client = made;
    }
    made.post(encoded);
  }

  @Override
  public void close() {
    client = null; // the JDK's client ends its thread once it is unreachable
  }
}
