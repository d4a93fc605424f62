// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a tape as text. */
public final class EntryLine {
  private static final int MAX_PIECES = 1_000_000;
  private static final int MAX_CAUSES = 32;

  private EntryLine() {}

  /** Returns the line for the header. */
  public static String of(TapeHeader header) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("clew_tape", TapeHeader.FORMAT);
    line.put("started_at", header.startedAt());
    line.put("clew", header.clew());
    line.put("java", header.java());
    line.put("libraries", header.libraries());
    line.put("canonical", header.canonical());
    line.put("redacted", header.redacted());
    if (!header.fork().isEmpty()) {
      line.put("fork", header.fork());
    }
    return Json.write(line);
  }

  /**
   * Returns the last line.
   *
   * @param lost how many calls are missing
   * @param libraries what no line before names
   */
  public static String end(long calls, long lost, Map<String, String> libraries) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("end", true);
    line.put("calls", calls);
    if (lost > 0) {
      line.put("lost", lost);
    }
    if (!libraries.isEmpty()) {
      line.put("libraries", libraries);
    }
    return Json.write(line);
  }

  /** Returns the line for a call. */
  public static String of(TapeEntry entry) {
    return of(entry, Map.of());
  }

  /**
   * Returns the line for a call.
   *
   * @param libraries what no line before names: libraries are known once they are used, and the
   *     header has been written by then
   */
  public static String of(TapeEntry entry, Map<String, String> libraries) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("seq", entry.seq());
    line.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
    line.put("path", entry.path());
    if (!entry.span().isEmpty()) {
      line.put("span", entry.span());
    }
    line.put("seam", entry.seam());
    line.put("at_ms", entry.atMillis());
    line.put("ms", entry.millis());
    line.put("key", entry.key());
    line.put("loose", entry.loose());
    line.put("method", entry.method());
    if (entry.kind() == Kind.HTTP) {
      line.put("url", entry.url());
    }
    if (entry.request() != null) {
      line.put("request", entry.request());
    }
    if (entry.status() != 0) {
      line.put("status", entry.status());
    }
    if (!entry.headers().isEmpty()) {
      line.put("headers", headers(entry.headers()));
    }
    if (!libraries.isEmpty()) {
      line.put("libraries", libraries);
    }
    StringBuilder out = new StringBuilder(Json.write(line));
    out.setLength(out.length() - 1);
    body(entry, out);
    if (!entry.error().isEmpty()) {
      List<List<@Nullable String>> chain = new ArrayList<>();
      for (ErrorLink link : entry.error()) {
        List<@Nullable String> pair = new ArrayList<>();
        pair.add(link.className());
        pair.add(link.message());
        chain.add(pair);
      }
      Json.write(chain, out.append(",\"error\":"));
    }
    if (entry.closedEarly()) {
      out.append(",\"closed\":true");
    }
    return out.append('}').toString();
  }

  private static Map<String, Object> headers(Map<String, List<String>> headers) {
    Map<String, Object> written = new LinkedHashMap<>();
    headers.forEach((name, all) -> written.put(name, all.size() == 1 ? all.get(0) : all));
    return written;
  }

  private static void body(TapeEntry entry, StringBuilder out) {
    TapeBody body = entry.body();
    boolean answered = entry.status() != 0 || entry.error().isEmpty();
    if (!answered && body.bytes().length == 0) {
      return;
    }
    String text = body.text();
    if (text == null) {
      String coded = Base64.getEncoder().encodeToString(body.bytes());
      out.append(",\"body64\":\"").append(coded).append('"');
    } else if (isEmbedded(entry, text)) {
      out.append(",\"body\":").append(text);
    } else {
      Json.quote(text, out.append(",\"body\":"));
    }
    if (body.isTimed()) {
      out.append(",\"pieces\":[");
      int start = 0;
      for (int i = 0; i < body.pieces(); i++) {
        int size = body.end(i) - start;
        start = body.end(i);
        out.append(i == 0 ? "[" : ",[").append(body.millis(i)).append(',').append(size).append(']');
      }
      out.append(']');
    }
  }

  /**
   * Returns whether a body is a part of the line rather than a string: only of HTTP, because tools
   * that edit JSON change how numbers are written, and only if it fits a line as it is.
   */
  private static boolean isEmbedded(TapeEntry entry, String text) {
    return entry.kind() == Kind.HTTP
        && text.startsWith("{")
        && text.endsWith("}")
        && text.indexOf('\n') < 0
        && text.indexOf('\r') < 0
        && Json.readContainer(text) != null;
  }

  /**
   * Returns the fields of a line. A body that is an object is returned as its own text, and a
   * request as {@link UnreadJson}: most are never read, since they are found by their keys.
   */
  static Map<String, @Nullable Object> fields(String line) throws IOException {
    Map<String, @Nullable Object> fields = new HashMap<>();
    try (JsonParser parser = Json.parser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken first = parser.nextToken();
        boolean request = name.equals("request");
        if ((request || name.equals("body"))
            && (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY)) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          parser.skipChildren();
          String text = line.substring(start, (int) parser.currentLocation().getCharOffset());
          fields.put(name, request ? new UnreadJson(text) : text);
        } else {
          fields.put(name, Json.value(parser));
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("there is something behind it");
      }
    }
    return fields;
  }

  static TapeHeader header(Map<String, @Nullable Object> fields) throws IOException {
    return new TapeHeader(
        text(fields, "started_at"),
        text(fields, "clew"),
        text(fields, "java"),
        libraries(fields),
        (int) number(fields, "canonical"),
        Boolean.TRUE.equals(fields.get("redacted")),
        texts(fields.get("fork")));
  }

  static Map<String, String> libraries(Map<String, @Nullable Object> fields) {
    return texts(fields.get("libraries"));
  }

  private static Map<String, String> texts(@Nullable Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> named) {
      named.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    }
    return texts;
  }

  static TapeEntry entry(Map<String, @Nullable Object> fields) throws IOException {
    Kind kind =
        switch (text(fields, "kind")) {
          case "http" -> Kind.HTTP;
          case "tool" -> Kind.TOOL;
          case "mcp" -> Kind.MCP;
          default -> throw new IOException("its kind is unknown");
        };
    long status = number(fields, "status");
    if (status != 0 && (status < 100 || status > 999)) {
      throw new IOException("its status is not one of HTTP");
    }
    return new TapeEntry(
        number(fields, "seq"),
        kind,
        text(fields, "path"),
        text(fields, "span"),
        text(fields, "seam"),
        number(fields, "at_ms"),
        number(fields, "ms"),
        text(fields, "key"),
        text(fields, "loose"),
        text(fields, "method"),
        text(fields, "url"),
        fields.get("request"),
        (int) status,
        headers(fields.get("headers")),
        body(fields),
        error(fields.get("error")),
        Boolean.TRUE.equals(fields.get("closed")));
  }

  private static Map<String, List<String>> headers(@Nullable Object value) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> named) {
      named.forEach(
          (name, values) -> {
            List<?> all = values instanceof List<?> list ? list : List.of(String.valueOf(values));
            headers.put(String.valueOf(name), all.stream().map(String::valueOf).toList());
          });
    }
    return HeaderNames.allowed(headers);
  }

  private static TapeBody body(Map<String, @Nullable Object> fields) throws IOException {
    byte[] bytes;
    if (fields.get("body64") instanceof String coded) {
      try {
        bytes = Base64.getDecoder().decode(coded);
      } catch (IllegalArgumentException invalid) {
        throw new IOException("its body64 is not Base64");
      }
    } else {
      bytes = text(fields, "body").getBytes(StandardCharsets.UTF_8);
    }
    List<?> pieces = fields.get("pieces") instanceof List<?> list ? list : List.of();
    if (pieces.size() > MAX_PIECES) {
      throw new IOException("it has too many pieces");
    }
    int[] millis = new int[pieces.size()];
    int[] ends = new int[pieces.size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      if (!(pieces.get(i) instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof JsonNumber at)
          || !(pair.get(1) instanceof JsonNumber size)) {
        throw new IOException("its pieces are not pairs of numbers");
      }
      end += number(size);
      millis[i] = (int) Math.min(Integer.MAX_VALUE, number(at));
      ends[i] = (int) Math.min(bytes.length, end);
    }
    if (ends.length > 0) {
      ends[ends.length - 1] = bytes.length; // of an edited tape, too
    }
    return new TapeBody(bytes, millis, ends);
  }

  private static List<ErrorLink> error(@Nullable Object value) throws IOException {
    List<ErrorLink> chain = new ArrayList<>();
    for (Object each : value instanceof List<?> list ? list : List.of()) {
      if (!(each instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof String className)
          || chain.size() == MAX_CAUSES) {
        throw new IOException("its error is not a chain of class names and messages");
      }
      chain.add(new ErrorLink(className, pair.get(1) instanceof String message ? message : null));
    }
    return chain;
  }

  private static String text(Map<String, @Nullable Object> fields, String name) throws IOException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw new IOException("its " + name + " is not a text");
    }
    return value == null ? "" : (String) value;
  }

  static long number(Map<String, @Nullable Object> fields, String name) throws IOException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof JsonNumber)) {
      throw new IOException("its " + name + " is not a number");
    }
    return value == null ? 0 : number((JsonNumber) value);
  }

  private static long number(JsonNumber number) throws IOException {
    try {
      long value = Long.parseLong(number.text());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException fraction) {
      // Below.
    }
    throw new IOException("it has a number that is not a whole one");
  }
}
