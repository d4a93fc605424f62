// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.google.protobuf.Message;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.ingest.IngestCounters;
import dev.clew.viewer.ingest.RecordException;
import dev.clew.viewer.ingest.Source;
import dev.clew.viewer.ingest.otlp.OtlpJson;
import dev.clew.viewer.ingest.otlp.OtlpReader;
import dev.clew.viewer.store.Batch;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.concurrent.Semaphore;

/**
 * The receiver of OTLP over HTTP, protobuf and JSON. Other signals are accepted and discarded, so
 * that a program that sends all three does not complain.
 */
final class OtlpRoutes {

  /** Each may decompress to 64 MiB. */
  private static final int AT_ONCE = 4;

  private final TraceStore store;
  private final IngestCounters counters;
  private final Semaphore requests = new Semaphore(AT_ONCE);

  OtlpRoutes(TraceStore store, IngestCounters counters) {
    this.store = store;
    this.counters = counters;
  }

  void add(RoutesConfig routes) {
    routes.post("/v1/traces", this::traces);
    routes.post("/v1/metrics", this::ignored);
    routes.post("/v1/logs", this::ignored);
  }

  private void ignored(Context context) {
    if (isJson(context)) {
      context.contentType("application/json").result("{\"partialSuccess\":{}}");
    } else {
      // An empty message is a full success.
      context.contentType("application/x-protobuf").result(new byte[0]);
    }
  }

  private static boolean isJson(Context context) {
    String type = context.contentType();
    return type != null && type.startsWith("application/json");
  }

  private void traces(Context context) {
    String type = context.contentType();
    boolean json = isJson(context);
    if (!json && (type == null || !type.startsWith("application/x-protobuf"))) {
      throw new HttpProblem(415, "Content-Type: application/x-protobuf or application/json");
    }
    if (!requests.tryAcquire()) {
      context.header("Retry-After", "1");
      throw new HttpProblem(503, "too many concurrent requests; try again in a second");
    }
    try {
      byte[] body = Bodies.read(context, ServerSettings.MAX_BODY);
      OtlpReader.Result result =
          OtlpReader.read(json ? OtlpReader.json(body) : OtlpReader.protobuf(body), Source.OTLP);
      store.write(Batch.of(result.records()));
      counters.otlp(result.spans() - result.rejected(), result.rejected());
      answer(context, json, response(result));
    } catch (RecordException e) {
      counters.otlp(0, 0);
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      // The sender keeps its data and tries again.
      context.header("Retry-After", "5");
      throw new HttpProblem(503, String.valueOf(e.getMessage()));
    } finally {
      requests.release();
    }
  }

  private static ExportTraceServiceResponse response(OtlpReader.Result result) {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (result.rejected() > 0) {
      response
          .getPartialSuccessBuilder()
          .setRejectedSpans(result.rejected())
          .setErrorMessage(String.valueOf(result.problem()));
    }
    return response.build();
  }

  private static void answer(Context context, boolean json, Message response) {
    if (json) {
      context.contentType("application/json").result(Json.writeBytes(OtlpJson.write(response)));
    } else {
      context.contentType("application/x-protobuf").result(response.toByteArray());
    }
  }
}
