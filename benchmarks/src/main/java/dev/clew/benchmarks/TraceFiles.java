// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes trace files as the agent does, of made-up runs of support agents: ten spans each, about 1
 * KB a span, and a few runs of 10,000 spans. The same arguments give the same files.
 */
final class TraceFiles {

  /** Spans of a large run, and how many of those there are. */
  static final int LARGE = 10_000;

  static final int LARGE_RUNS = 8;

  /** In every 5,000th run only. */
  static final String RARE_TOOL = "escalateToLegal";

  /** A word that is in every 1,000th run. */
  static final String RARE_WORD = "flamingo";

  /** A word that is in every run. */
  static final String COMMON_WORD = "customer";

  private static final int RUNS_PER_FILE = 20_000;
  private static final long END = 1_795_964_400_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final String[] MODELS = {
    "gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "gemini-2.5-pro", "o4-mini"
  };
  private static final String[] TOOLS = {
    "lookUpOrder", "searchArticles", "refund", "sendMail", "openTicket", "checkStock", "quote"
  };
  private static final String[] ERRORS = {
    "java.net.SocketTimeoutException", "java.lang.IllegalStateException", "RateLimitException"
  };

  private final int spansEach;
  private final long between;
  private final int largeRuns;
  private final Random random = new Random(20261129);
  private final String[] words = words();
  private final StringBuilder line = new StringBuilder(2048);
  private long nextSpan = 1;

  /** What was written. */
  record Written(
      List<Path> files, long spans, long bytes, List<String> largeTraces, String smallTrace) {}

  /** Runs of ten spans, twenty seconds apart, and the large ones. */
  TraceFiles() {
    this(10, 20 * SECOND, LARGE_RUNS);
  }

  private TraceFiles(int spansEach, long between, int largeRuns) {
    this.spansEach = spansEach;
    this.between = between;
    this.largeRuns = largeRuns;
  }

  /**
   * Runs of three spans (an agent, a model call, a tool or another call), so many within a month.
   */
  static TraceFiles small(int runs) {
    return new TraceFiles(3, 30L * 86_400 * SECOND / runs, 0);
  }

  Written write(Path folder, int spans) throws IOException {
    Files.createDirectories(folder);
    int runs = Math.max(1, (spans - LARGE * largeRuns) / spansEach);
    List<Path> files = new ArrayList<>();
    long bytes = 0;
    for (int first = 0; first < runs; first += RUNS_PER_FILE) {
      Path file =
          folder.resolve(
              String.format(Locale.ROOT, "20261129-%d-1795900000000.jsonl", 1000 + files.size()));
      int last = Math.min(runs, first + RUNS_PER_FILE);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        for (int run = first; run < last; run++) {
          run(out, run, END - (long) (runs - run) * between, spansEach);
        }
        for (int large = 0; last == runs && large < largeRuns; large++) {
          run(out, runs + large, END + large * SECOND, LARGE);
        }
      }
      files.add(file);
      bytes += Files.size(file);
    }
    return new Written(
        files,
        (long) runs * spansEach + (long) LARGE * largeRuns,
        bytes,
        IntStream.range(runs, runs + largeRuns).mapToObj(TraceFiles::traceId).toList(),
        traceId(runs / 2));
  }

  private static String traceId(int run) {
    return String.format(Locale.ROOT, "%08x%024x", run * 0x9e3779b1, run + 1L);
  }

  private static String spanId(long number) {
    return String.format(Locale.ROOT, "%016x", number * 0x9e3779b97f4a7c15L);
  }

  /** An agent with model calls and tool runs in turn; a long one has an agent below for each 20. */
  private void run(OutputStream out, int run, long start, int spans) throws IOException {
    String trace = traceId(run);
    boolean failed = run % 23 == 0;
    long step = 350_000_000L;
    long end = start + (spans - 1) * step + 20_000_000L;
    String root = spanId(nextSpan++);
    agent(out, trace, root, null, "support", start, end, failed);
    String parent = root;
    for (int i = 1; i < spans; i++) {
      long from = start + (i - 1) * step + random.nextInt(20_000_000);
      long to = from + 40_000_000 + random.nextInt(280_000_000);
      boolean last = i == spans - 1;
      if (spans > spansEach && i % 20 == 1) {
        parent = spanId(nextSpan++);
        agent(out, trace, parent, root, "step", from, Math.min(end, from + 20 * step), false);
      } else if (i % 2 == 1 || (last && (spansEach > 3 || run % 3 == 0))) {
        generation(out, trace, parent, run, i, from, to);
      } else {
        String tool = run % 5_000 == 7 && i == 4 ? RARE_TOOL : TOOLS[random.nextInt(TOOLS.length)];
        tool(
            out,
            trace,
            parent,
            tool,
            from,
            to,
            failed && i == Math.min(6, spans - 1) ? ERRORS[run % 3] : null);
      }
    }
    line.append("{\"object\":\"trace\",\"id\":\"").append(trace);
    line.append("\",\"workflow_name\":\"support\",\"group_id\":\"conversation-").append(run / 4);
    line.append("\",\"metadata\":{\"tenant\":\"tenant-").append(run % 40);
    line.append("\"},\"clew\":{\"v\":1,\"service\":\"desk\"}}");
    end(out);
  }

  private void begin(String trace, String id, @Nullable String parent, long from, long to) {
    line.append("{\"object\":\"trace.span\",\"id\":\"").append(id);
    line.append("\",\"trace_id\":\"").append(trace).append("\",\"parent_id\":");
    line.append(parent == null ? "null" : '"' + parent + '"');
    line.append(",\"clew\":{\"v\":1,\"start_unix_nano\":\"").append(from);
    line.append("\",\"end_unix_nano\":\"").append(to);
    line.append("\",\"service\":\"desk\",\"name\":\"");
  }

  private void end(OutputStream out) throws IOException {
    line.append('\n');
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    line.setLength(0);
  }

  private void agent(
      OutputStream out,
      String trace,
      String id,
      @Nullable String parent,
      String name,
      long from,
      long to,
      boolean failed)
      throws IOException {
    begin(trace, id, parent, from, to);
    line.append(name).append("\",\"status\":\"").append(failed ? "error" : "ok");
    line.append("\",\"attributes\":{},\"data\":{\"inputs\":{\"question\":\"");
    text(30);
    line.append("\"},\"output\":\"");
    text(40);
    line.append("\"}},\"span_data\":{\"type\":\"agent\",\"name\":\"").append(name);
    line.append("\",\"handoffs\":[],\"tools\":[\"lookUpOrder\",\"refund\"],\"output_type\":null}");
    error(failed ? ERRORS[2] : null);
    end(out);
  }

  private void generation(
      OutputStream out, String trace, String parent, int run, int step, long from, long to)
      throws IOException {
    String model = MODELS[random.nextInt(MODELS.length)];
    int input = 400 + step * 120 + random.nextInt(200);
    int output = 40 + random.nextInt(160);
    begin(trace, spanId(nextSpan++), parent, from, to);
    line.append("chat ")
        .append(model)
        .append("\",\"status\":\"ok\",\"time_to_first_chunk_nanos\":");
    line.append((to - from) / 3).append(",\"attributes\":{\"clew.cost.total\":");
    line.append(input * 2.5e-6 + output * 1e-5).append(",\"clew.cost.input\":");
    line.append(input * 2.5e-6).append(",\"clew.cost.output\":").append(output * 1e-5);
    line.append(",\"clew.cost.source\":\"genai-prices 0.1.8 2026-11-21\"},\"data\":{");
    line.append("\"provider\":\"openai\",\"request_model\":\"").append(model);
    line.append("\",\"usage\":{\"input\":").append(input).append(",\"output\":").append(output);
    line.append(",\"cached_input\":0,\"reasoning\":0,\"estimated\":false},\"finish_reasons\":[");
    line.append("\"stop\"]}},\"span_data\":{\"type\":\"generation\",\"model\":\"").append(model);
    line.append("\",\"input\":[{\"role\":\"system\",\"content\":\"You help each customer. ");
    text(12);
    line.append("\"},{\"role\":\"user\",\"content\":\"");
    text(35);
    line.append(run % 1_000 == 3 && step == 3 ? " " + RARE_WORD : "");
    line.append("\"}],\"output\":[{\"role\":\"assistant\",\"content\":\"");
    text(40);
    line.append("\"}]}");
    error(null);
    end(out);
  }

  private void tool(
      OutputStream out,
      String trace,
      String parent,
      String name,
      long from,
      long to,
      @Nullable String error)
      throws IOException {
    begin(trace, spanId(nextSpan++), parent, from, to);
    line.append(name).append("\",\"status\":\"").append(error == null ? "ok" : "error");
    line.append("\",\"attributes\":{},\"data\":{\"tool_call_id\":\"call_").append(nextSpan);
    line.append("\"}},\"span_data\":{\"type\":\"function\",\"name\":\"").append(name);
    line.append("\",\"input\":\"{\\\"query\\\":\\\"");
    text(10);
    line.append("\\\"}\",\"output\":\"");
    text(60);
    line.append("\"}");
    error(error);
    end(out);
  }

  private void error(@Nullable String type) {
    if (type == null) {
      line.append(",\"error\":null}");
    } else {
      line.append(",\"error\":{\"message\":\"the service did not answer\",\"data\":{\"type\":\"");
      line.append(type).append("\"}}}");
    }
  }

  /** Words as frequent as in a language: the n-th as often as 1/n. */
  private void text(int count) {
    for (int i = 0; i < count; i++) {
      double rank = Math.pow(words.length, random.nextDouble());
      line.append(i == 0 ? "" : " ").append(words[(int) rank - 1]);
    }
  }

  private static String[] words() {
    Random random = new Random(7);
    String[] words = new String[20_000];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      for (int syllable = 0; syllable < 1 + random.nextInt(4); syllable++) {
        word.append("bcdfghklmnprstvz".charAt(random.nextInt(16)));
        word.append("aeiou".charAt(random.nextInt(5)));
      }
      words[i] = word.toString();
    }
    return words;
  }
}
