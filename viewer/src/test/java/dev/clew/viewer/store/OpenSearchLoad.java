// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.Recording;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.opensearch.OpenSearchSettings;
import dev.clew.viewer.store.opensearch.OpenSearchTraceStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures what a span costs on a cluster, and how long questions take there; the figures of
 * docs/scale.md. Not a test: {@code OpenSearchLoad http://host:9200 seconds writers}.
 */
public final class OpenSearchLoad {

  private static final int SPANS = 10;
  private static final int TRACES_AT_ONCE = 50;
  private static final String[] MODELS = {"gpt-4.1", "gpt-4o-mini", "claude-sonnet-4-5", "gemini"};

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private OpenSearchLoad(String address) {
    this.address = address;
  }

  public static void main(String[] args) throws Exception {
    new OpenSearchLoad(args[0]).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  private JsonNode get(String method, String path) throws IOException, InterruptedException {
    return Json.read(
        client
            .send(
                HttpRequest.newBuilder(URI.create(address + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body());
  }

  private double nodeSeconds() throws IOException, InterruptedException {
    double millis = 0;
    for (JsonNode node : get("GET", "/_nodes/stats/process").path("nodes")) {
      millis += node.path("process").path("cpu").path("total_in_millis").asDouble();
    }
    return millis / 1e3;
  }

  private static double ownSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private void run(int seconds, int writers) throws Exception {
    OpenSearchSettings settings =
        OpenSearchSettings.of("opensearch:" + address + "?prefix=load", System.getenv());
    try (TraceStore store = OpenSearchTraceStore.open(settings, Clock.systemUTC())) {
      AtomicInteger next = new AtomicInteger();
      write(store, next, System.nanoTime() + seconds * 300_000_000L, writers);
      int warm = next.get();
      double node = nodeSeconds();
      double own = ownSeconds();
      long begin = System.nanoTime();
      double making = write(store, next, begin + seconds * 1_000_000_000L, writers);
      double wall = (System.nanoTime() - begin) / 1e9;
      double spans = (next.get() - warm) * (double) SPANS;
      say("spans %.0f in %.1f s: %.0f a second, %d writers", spans, wall, spans / wall, writers);
      say("node %.0f us a span", (nodeSeconds() - node) * 1e6 / spans);
      say("viewer %.0f us a span", (ownSeconds() - own - making) * 1e6 / spans);
      get("POST", "/load-*/_refresh");
      get("POST", "/load-*/_flush");
      double bytes =
          get("GET", "/load-*/_stats/store").at("/_all/total/store/size_in_bytes").asDouble();
      get("POST", "/load-*/_forcemerge?max_num_segments=1");
      double merged =
          get("GET", "/load-*/_stats/store").at("/_all/total/store/size_in_bytes").asDouble();
      double all = next.get() * (double) SPANS;
      say("bytes a span: %.0f, merged %.0f, records %.0f", bytes / all, merged / all, size());
      ask(store);
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Returns the seconds of processor time that making the records took. */
  private static double write(TraceStore store, AtomicInteger next, long until, int writers)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<Long>> making = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        making.add(
            threads.submit(
                () -> {
                  long made = 0;
                  while (System.nanoTime() < until) {
                    long begin = threadNanos();
                    List<TraceRecord> batch = batch(next.getAndAdd(TRACES_AT_ONCE));
                    made += threadNanos() - begin;
                    store.write(Batch.of(batch));
                  }
                  return made;
                }));
      }
      long sum = 0;
      for (Future<Long> each : making) {
        sum += each.get();
      }
      return sum / 1e9;
    } finally {
      threads.shutdown();
    }
  }

  private static long threadNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<TraceRecord> batch(int from) {
    List<TraceRecord> records = new ArrayList<>();
    for (int i = from; i < from + TRACES_AT_ONCE; i++) {
      records.addAll(trace(i).records());
    }
    return records;
  }

  private static double size() {
    long bytes = 0;
    for (int i = 0; i < 100; i++) {
      bytes += trace(i).lines().stream().mapToLong(String::length).sum();
    }
    return bytes / 100.0 / SPANS;
  }

  /** An agent with four model calls and five tools, some 1.5 KB of text a model call. */
  private static Recording trace(int number) {
    Random random = new Random(number);
    Recording recording = new Recording(number, Recording.START + number * 80_000_000L);
    String root = recording.agent(null, "agent" + random.nextInt(8), 0, 9000);
    for (int call = 0; call < 4; call++) {
      String model = MODELS[random.nextInt(MODELS.length)];
      String text = words(random, 200);
      recording.generation(
          root,
          model,
          call * 2000L,
          call * 2000L + 500 + random.nextInt(1400),
          record -> {
            Recording.usage(record, 1000 + random.nextInt(2000), random.nextInt(300), 0.01);
            var message = Recording.data(record).putArray("input").addObject();
            message.put("role", "user").put("content", text);
          });
    }
    for (int tool = 0; tool < 5; tool++) {
      boolean fails = random.nextInt(50) == 0;
      recording.tool(
          root,
          "tool" + random.nextInt(20),
          tool * 1500L,
          tool * 1500L + random.nextInt(900),
          "{\"query\":\"" + words(random, 10) + "\"}",
          record -> {
            if (fails) {
              Recording.fail(record, "java.io.IOException", "reset by peer");
            }
          });
    }
    return recording;
  }

  private static String words(Random random, int many) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < many; i++) {
      // The frequency of words in a language: few are common.
      text.append("word").append((int) Math.exp(random.nextDouble() * 10)).append(' ');
    }
    return text.toString();
  }

  private static void ask(TraceStore store) {
    Selection all = Selection.ALL;
    String id = store.list(TraceQuery.latest(all, 1)).rows().get(0).id();
    say("traces %d", store.count(all));
    time("last 50 traces", () -> store.list(TraceQuery.latest(all, 50)));
    time("one trace", () -> store.trace(id));
    time("totals", () -> store.totals(all));
    time("histogram, 100 intervals", () -> store.histogram(all, 100));
    time("tool:tool7 status:ok", () -> store.list(latest("tool:tool7 status:ok")));
    time("a rare word", () -> store.list(latest("word21000")));
    time("two words in order", () -> store.list(latest("\"word30 word2\"")));
    time("a common word, counted", () -> store.count(latest("word2").selection()));
    time("figures by model", () -> store.groups(GroupQuery.of("model", all, 50)));
    time("figures by tool", () -> store.groups(GroupQuery.of("tool", all, 50)));
    long interval = 20 * GroupQuery.MINUTE;
    time(
        "figures by model, every 20 min",
        () -> store.groups(GroupQuery.of("model", all, 50).every(interval)));
    time("errors by fingerprint", () -> store.groups(GroupQuery.of("fingerprint", all, 50)));
  }

  private static TraceQuery latest(String filter) {
    return TraceQuery.latest(TraceStoreFixture.selection(filter), 50);
  }

  private static void time(String name, Runnable question) {
    double[] millis = new double[9];
    for (int i = -3; i < millis.length; i++) {
      long begin = System.nanoTime();
      question.run();
      millis[Math.max(0, i)] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    say("%-32s %7.1f ms (median), %7.1f worst", name, millis[4], millis[8]);
  }
}
