// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that mean the same equal: keys are sorted, numbers written alike, and lists whose
 * order comes from reflection or from a hash table are sorted. So is JSON within strings, where
 * arguments and results of tools are.
 */
final class CanonicalJson {
  /** Lists whose order does not matter. */
  static final Set<String> SETS =
      Set.of("tools", "functions", "functionDeclarations", "function_declarations", "required");

  private static final int MAX_NESTED_TEXTS = 4;
  private static final int LARGE = 65_536;

  private final boolean withoutMeta;

  private CanonicalJson(Kind kind) {
    this.withoutMeta = kind == Kind.MCP; // trace ids and progress tokens
  }

  /** A tree with its text. */
  record Canonical(@Nullable Object tree, String text) {}

  static Canonical of(Kind kind, @Nullable Object body) {
    Object tree = new CanonicalJson(kind).value(body, 0);
    return new Canonical(tree, Json.write(tree));
  }

  private @Nullable Object value(@Nullable Object value, int nested) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      fields.forEach(
          (name, field) -> {
            if (!(withoutMeta && name.equals("_meta"))) {
              sorted.put((String) name, field((String) name, field, nested));
            }
          });
      return sorted;
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> all = new ArrayList<>(elements.size());
      elements.forEach(element -> all.add(value(element, nested)));
      return all;
    }
    if (value instanceof JsonNumber number) {
      return new JsonNumber(number.canonical());
    }
    return value instanceof String text ? text(text, nested) : value;
  }

  private @Nullable Object field(String name, @Nullable Object value, int nested) {
    Object canonical = value(value, nested);
    if (SETS.contains(name) && canonical instanceof List<?> list) {
      List<@Nullable Object> sorted = new ArrayList<>(list);
      sorted.sort(Comparator.comparing(Json::write));
      return sorted;
    }
    return canonical;
  }

  private String text(String text, int nested) {
    if (text.length() >= LARGE && isBase64(text)) {
      return "<binary " + text.length() + " " + hash(text) + ">";
    }
    Object inner = nested < MAX_NESTED_TEXTS ? Json.readContainer(text) : null;
    return inner == null ? text : Json.write(value(inner, nested + 1));
  }

  private static boolean isBase64(String text) {
    if (text.startsWith("data:")) {
      return true;
    }
    for (int i = 0; i < 1_024; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '+' && c != '/' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }
}
