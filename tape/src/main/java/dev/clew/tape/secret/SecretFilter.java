// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.secret;

import dev.clew.exporter.redact.JsonPosition;
import dev.clew.exporter.redact.Redaction;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.json.Json;
import dev.clew.tape.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in requests and answers alike, by the rules of exporters. Requests are looked up
 * in this form, so a tape without secrets still answers.
 */
public final class SecretFilter {
  private static final int MAX_NESTED_TEXTS = 3;
  private static final int MAX_PLACES = 20;

  private final Redactor redactor;
  private final Replacement replacement;

  public SecretFilter(Redactor redactor, byte[] key) {
    this.redactor = redactor;
    this.replacement = new Replacement(redactor, key);
  }

  /** Starts with one request or answer. */
  public Pass pass() {
    return new Pass();
  }

  /** Returns whether bytes that are no text contain something that looks like a secret. */
  public boolean isSuspicious(byte[] bytes) {
    return !replacement.find(new String(bytes, StandardCharsets.ISO_8859_1)).isEmpty();
  }

  /** The filter of one request or answer, which notes what it replaced. */
  public final class Pass {
    private final Redaction rules = new Redaction(redactor);
    private final List<String> places = new ArrayList<>();
    private final JsonPosition position = new JsonPosition();
    private final StringBuilder path = new StringBuilder("$");
    private Redaction.Scope scope = rules.general();

    private Pass() {}

    /** Applies the rules for the arguments of a tool, too. */
    public Pass argumentsOf(String tool) {
      scope = rules.argumentsOf(tool);
      return this;
    }

    /** Applies the rules for the result of a tool, too. */
    public Pass resultOf(String tool) {
      scope = rules.resultOf(tool);
      return this;
    }

    /** Returns the JSON paths of what was replaced; of many, the first. */
    public List<String> places() {
      return places;
    }

    /** Returns a text without secrets; the same object if there are none. */
    public String text(String text) {
      if (scope.whole() != null) {
        return wholly(text);
      }
      Object tree = Json.readContainer(text);
      if (tree != null) {
        int before = places.size();
        Object clean = tree(tree);
        return places.size() == before ? text : Json.write(clean);
      }
      return plain(text);
    }

    /** Returns the text of a stream of events; what lies across events is found, too. */
    public String stream(String text) {
      return new StreamFilter(replacement, this).apply(text);
    }

    String plain(String text) {
      String clean = replacement.replace(text);
      if (clean == null) {
        return text;
      }
      found();
      return clean;
    }

    private String wholly(String text) {
      if (Replacement.isMark(text)) {
        return text;
      }
      found();
      return replacement.mark(text);
    }

    void found() {
      if (places.size() < MAX_PLACES) {
        places.add(path.toString());
      }
    }

    /** Returns a tree without secrets. */
    public @Nullable Object tree(@Nullable Object tree) {
      return value(tree, 0);
    }

    private @Nullable Object value(@Nullable Object value, int nested) {
      if (value != null && position.depth() > 0 && rules.reason(position, scope) != null) {
        return wholly(value instanceof String text ? text : Json.write(value));
      }
      if (value instanceof Map<?, ?> fields) {
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        fields.forEach(
            (key, field) -> {
              String name = (String) key;
              int length = enter("." + name);
              position.enter(name);
              clean.put(plain(name), value(field, nested));
              leave(length);
            });
        return clean;
      }
      if (value instanceof List<?> elements) {
        List<@Nullable Object> clean = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
          int length = enter("[" + i + "]");
          position.enter(i);
          clean.add(value(elements.get(i), nested));
          leave(length);
        }
        return clean;
      }
      if (value instanceof JsonNumber number) {
        boolean secret = !replacement.find(number.text()).isEmpty();
        return secret || isSecret(number.text()) ? wholly(number.text()) : number;
      }
      return value instanceof String text ? string(text, nested) : value;
    }

    private String string(String text, int nested) {
      if (isSecret(text)) {
        return wholly(text);
      }
      Object inner = nested < MAX_NESTED_TEXTS ? Json.readContainer(text) : null;
      if (inner == null) {
        return plain(text);
      }
      int before = places.size();
      Object clean = value(inner, nested + 1);
      return places.size() == before ? text : Json.write(clean);
    }

    private boolean isSecret(String value) {
      return !value.isEmpty()
          && !Replacement.isMark(value)
          && rules.reason(position.name(), value) != null;
    }

    private int enter(String step) {
      int length = path.length();
      path.append(step);
      return length;
    }

    private void leave(int length) {
      path.setLength(length);
      position.leave();
    }
  }
}
