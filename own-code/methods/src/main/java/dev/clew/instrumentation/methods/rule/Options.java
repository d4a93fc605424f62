// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import dev.clew.api.trace.SpanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of spans and the options of each, as rules name them. */
public final class Options {
  public static final String NAME = "name";
  public static final String GROUP = "group";
  public static final String INPUT = "input";
  public static final String OUTPUT = "output";
  public static final String METADATA = "metadata.";
  public static final String INSTRUCTIONS = "instructions";
  public static final String DESCRIPTION = "description";
  public static final String FROM = "from";
  public static final String TARGET = "target";
  public static final String TRIGGERED = "triggered";
  public static final String MODEL = "model";
  public static final String PROVIDER = "provider";
  public static final String INPUT_TOKENS = "inputTokens";
  public static final String OUTPUT_TOKENS = "outputTokens";
  public static final String SOURCE = "source";
  public static final String SERVER = "server";
  public static final String METHOD = "method";

  private static final List<String> COMMON = List.of(NAME, GROUP, INPUT, OUTPUT);

  private Options() {}

  /** Returns the type that rules call {@code name}, or null. */
  static @Nullable SpanType type(String name) {
    for (SpanType type : SpanType.values()) {
      if (nameOf(type).equals(name)) {
        return type;
      }
    }
    return null;
  }

  private static String nameOf(SpanType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  static List<String> typeNames() {
    List<String> names = new ArrayList<>();
    for (SpanType type : SpanType.values()) {
      names.add(nameOf(type));
    }
    return names;
  }

  /** Checks that spans of a type have the option, and can have this value for it. */
  public static void check(SpanType type, String option, Expression expression) throws InvalidRule {
    check(type, option, 0);
    check(type, option, expression, 0);
  }

  static void check(SpanType type, String option, int position) throws InvalidRule {
    if (!has(type, option)) {
      throw new InvalidRule(
          position,
          "%s has no option '%s'; it has %s"
              .formatted(nameOf(type), option, String.join(", ", of(type))));
    }
  }

  static void check(SpanType type, String option, Expression expression, int position)
      throws InvalidRule {
    if (option.equals(NAME) && expression.needsResult() && type != SpanType.HANDOFF) {
      throw new InvalidRule(
          position, "the name cannot use $result, because it is needed before the method runs");
    }
  }

  private static boolean has(SpanType type, String option) {
    return option.startsWith(METADATA)
        ? option.length() > METADATA.length()
        : COMMON.contains(option) || special(type).contains(option);
  }

  /** Returns the options of a type, for messages. */
  private static List<String> of(SpanType type) {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(special(type));
    all.add(METADATA + "<key>");
    return all;
  }

  private static List<String> special(SpanType type) {
    return switch (type) {
      case AGENT -> List.of(INSTRUCTIONS, DESCRIPTION);
      case HANDOFF -> List.of(TARGET, FROM);
      case GUARDRAIL -> List.of(TRIGGERED);
      case GENERATION, RESPONSE -> List.of(MODEL, PROVIDER, INPUT_TOKENS, OUTPUT_TOKENS);
      case EMBEDDING -> List.of(MODEL, PROVIDER, INPUT_TOKENS);
      case RETRIEVAL -> List.of(SOURCE);
      case MCP -> List.of(SERVER, METHOD);
      case FUNCTION, CUSTOM -> List.of();
    };
  }
}
