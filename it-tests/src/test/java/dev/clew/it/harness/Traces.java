// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a local store. Reading it checks every line against the documented schema, and
 * that every trace is complete: its own line, and as many spans as the last such line states.
 *
 * @param files the trace files
 * @param trees the traces, ordered by start
 */
public record Traces(List<Path> files, List<TraceTree> trees) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static Traces in(Path home) {
    List<Path> files = filesIn(home);
    JsonSchema schema = schema();
    Map<String, List<TracedSpan>> spans = new LinkedHashMap<>();
    Map<String, Integer> announced = new LinkedHashMap<>();
    for (Path file : files) {
      for (String line : lines(file)) {
        JsonNode json = parse(file, line, schema);
        switch (json.path("object").asText()) {
          case "trace" ->
              announced.merge(json.path("id").asText(), json.at("/clew/spans").asInt(), Math::max);
          case "trace.span" -> {
            TracedSpan span = new TracedSpan(json);
            spans.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
          }
          default -> {} // what is written while work is going on
        }
      }
    }
    Map<String, Integer> counted =
        spans.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().size()));
    List<TraceTree> trees =
        spans.entrySet().stream()
            .map(each -> new TraceTree(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingLong(tree -> tree.spans().get(0).start()))
            .toList();
    Traces traces = new Traces(files, trees);
    if (!announced.equals(counted)) {
      throw new AssertionError(
          "spans by trace: announced %s, written %s\n%s"
              .formatted(announced, counted, traces.describe()));
    }
    return traces;
  }

  /** Returns all trees, one after the other. */
  public String describe() {
    return trees.stream().map(tree -> tree.describe()).collect(Collectors.joining());
  }

  /** Returns the only trace; fails if there is none or more than one. */
  public TraceTree only() {
    if (trees.size() != 1) {
      throw new AssertionError("expected one trace, but there are:\n" + describe());
    }
    return trees.get(0);
  }

  /** Returns the only trace whose spans contain a phrase. */
  public TraceTree about(String phrase) {
    List<TraceTree> found = trees.stream().filter(tree -> tree.mentions(phrase)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one trace about '%s', found %d in:\n%s"
              .formatted(phrase, found.size(), describe()));
    }
    return found.get(0);
  }

  /** Returns the trace files of a store. */
  static List<Path> filesIn(Path home) {
    Path folder = home.resolve("traces");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      String text = Files.readString(file);
      if (!text.endsWith("\n")) {
        throw new AssertionError(file + " ends in the middle of a line");
      }
      return text.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(Path file, String line, JsonSchema schema) {
    Set<ValidationMessage> violations = schema.validate(line, InputFormat.JSON);
    if (!violations.isEmpty()) {
      throw new AssertionError(file + ": " + violations + " in " + line);
    }
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema schema() {
    Path file = BuildOutput.root().resolve("docs/trace-format.schema.json");
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
