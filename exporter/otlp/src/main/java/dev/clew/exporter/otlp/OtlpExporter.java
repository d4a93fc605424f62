// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.export.WireExporter;
import dev.clew.exporter.otlp.http.OtlpHttp;
import dev.clew.exporter.otlp.http.OtlpTransport;
import dev.clew.exporter.otlp.http.PartialSuccess;
import dev.clew.exporter.otlp.proto.ProtoReader;
import dev.clew.exporter.otlp.proto.TraceRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans as OTLP, over HTTP unless given another transport.
 *
 * <p>OTLP has no traces apart from their spans, so a trace record only adds its metadata to the
 * root span, if both are in one batch. A long batch is sent in several requests; on a retry,
 * requests that were accepted are not repeated.
 */
public final class OtlpExporter implements WireExporter {
  private final OtlpOptions options;
  private final OtlpTransport transport;
  private final String name;
  private final Consumer<String> warnings;
  private final Queue<TraceRequest> requests = new ConcurrentLinkedQueue<>();

  /** How many spans of a body could not be encoded, if any, until the body is sent. */
  private final Map<byte[], Integer> unencoded = Collections.synchronizedMap(new WeakHashMap<>());

  private @Nullable Delivery unfinished;
  private String lastWarning = "";

  /**
   * Creates an exporter that opens nothing before the first batch.
   *
   * @param warnings receives complaints of a receiver about requests that it accepted
   */
  public OtlpExporter(OtlpOptions options, Consumer<String> warnings) {
    this("otlp", options, new OtlpHttp(options.target()), warnings);
  }

  /** Creates an exporter that is called {@code name} and sends by {@code transport}. */
  public OtlpExporter(
      String name, OtlpOptions options, OtlpTransport transport, Consumer<String> warnings) {
    this.name = name;
    this.options = options;
    this.transport = transport;
    this.warnings = warnings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String wireFormat() {
    return "otlp-proto-1";
  }

  @Override
  public boolean encodesConcurrently() {
    return true;
  }

  @Override
  public byte[] encode(List<ExportRecord> batch) {
    TraceRequest body = requests.poll();
    if (body == null) {
      body = new TraceRequest(options.resource().get(), options.version(), options.conventions());
    }
    Map<String, TraceRecord> traces = new HashMap<>();
    for (ExportRecord each : batch) {
      if (each instanceof TraceRecord trace) {
        traces.put(trace.traceId(), trace);
      }
    }
    int lost = 0;
    for (ExportRecord each : batch) {
      if (each instanceof SpanRecord span) {
        TraceRecord trace = span.parentId() == null ? traces.get(span.traceId()) : null;
        lost += body.add(span, trace) ? 0 : 1;
      }
    }
    byte[] encoded = body.finish();
    requests.add(body); // unless something was thrown, after which it may be incomplete
    if (lost > 0) {
      unencoded.put(encoded, lost);
    }
    return encoded;
  }

  @Override
  public void send(byte[] encoded) throws ExportException {
    Delivery delivery = unfinished;
    if (delivery == null || delivery.encoded != encoded) {
      Integer lost = unencoded.remove(encoded);
      delivery = new Delivery(encoded, lost == null ? 0 : lost);
    }
    unfinished = delivery; // kept after a failure that is worth another attempt
    delivery.send();
    unfinished = null;
    delivery.throwIfLossy();
  }

  @Override
  public void close() {
    transport.close();
  }

  private void warn(PartialSuccess partial) {
    if (!partial.message().isEmpty() && !partial.message().equals(lastWarning)) {
      lastWarning = partial.message();
      warnings.accept(transport.said("accepted all spans and reported: " + partial.message()));
    }
  }

  /** How far a body has been sent. */
  private final class Delivery {
    private final byte[] encoded;
    private final ProtoReader parts;
    private int sent;
    private int delivered;
    private int lost;
    private @Nullable ExportException refusal;

    Delivery(byte[] encoded, int lost) {
      this.encoded = encoded;
      this.parts = new ProtoReader(encoded);
      this.lost = lost;
      if (lost > 0) {
        refusal = ExportException.refused("spans with invalid ids", null);
      }
    }

    void send() throws ExportException {
      while (sent < encoded.length) {
        int end = endOfPart();
        byte[] part =
            sent == 0 && end == encoded.length ? encoded : Arrays.copyOfRange(encoded, sent, end);
        try {
          account(transport.send(part), part);
        } catch (ExportException e) {
          if (e.kind() == ExportException.Kind.RETRYABLE) {
            throw e;
          }
          refusal = e;
          lost += TraceRequest.spansIn(part);
        }
        sent = end;
      }
    }

    void throwIfLossy() throws ExportException {
      if (refusal == null) {
        return;
      }
      if (delivered == 0) {
        throw ExportException.refused(String.valueOf(refusal.getMessage()), refusal);
      }
      throw ExportException.partial(String.valueOf(refusal.getMessage()), refusal, lost, 0);
    }

    private void account(PartialSuccess partial, byte[] part) {
      delivered++;
      if (partial.rejected() == 0) {
        warn(partial);
        return;
      }
      int rejected = (int) Math.min(partial.rejected(), TraceRequest.spansIn(part));
      lost += rejected;
      refusal =
          ExportException.partial(
              transport.said("rejected " + rejected + " spans: " + partial.message()),
              null,
              rejected,
              0);
    }

    /** Moves on to the next part unless the last attempt at this one failed. */
    private int endOfPart() {
      if (parts.position() == sent) {
        parts.next();
        parts.skip();
      }
      return parts.position();
    }
  }
}
