// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The definition of secrets, read from {@code secrets.txt} beside this class, which describes its
 * own format.
 *
 * @param forms the forms of keys
 * @param words keywords that announce a secret
 * @param suffixes words after which a name means something else
 * @param commands commands that accept a secret as an option
 */
public record SecretTable(
    List<Form> forms, List<Words> words, List<String> suffixes, List<Command> commands) {
  private static final String FILE = "secrets.txt";

  /** How reliably a keyword announces a secret, the most reliable first. */
  enum Strength {
    STRONG,
    MEDIUM,
    WEAK,
    /** It ends in a keyword but means something else. */
    NONE
  }

  /**
   * The key forms of an issuer.
   *
   * @param near words one of which must precede the key, or none
   */
  public record Form(
      Kind kind, String issuer, String form, boolean digit, boolean mixed, List<String> near) {}

  /** Words of equal strength. */
  public record Words(Strength strength, Kind kind, List<String> words) {}

  /** Commands and the options with which they accept a secret. */
  public record Command(Kind kind, List<String> programs, List<String> options) {}

  /** Reads the built-in table. */
  public static SecretTable load() {
    try (InputStream in = SecretTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table. Every traced program does so at startup, so it uses no regular expressions or
   * lambdas, which would cost more than the rest.
   *
   * @throws IllegalArgumentException with the invalid line
   */
  static SecretTable read(String lines) {
    SecretTable table =
        new SecretTable(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int from = 0; from < lines.length(); ) {
      int end = lines.indexOf('\n', from);
      end = end < 0 ? lines.length() : end;
      String line = lines.substring(from, end).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        table.add(line);
      }
      from = end + 1;
    }
    return table;
  }

  private void add(String line) {
    try {
      List<String> cells = split(line, " |"); // a bar within a form has no blank before it
      switch (cells.get(0)) {
        case "word" ->
            words.add(
                new Words(
                    Strength.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
                    kind(cells.get(2)),
                    list(cells.get(3))));
        case "suffix" -> suffixes.addAll(list(cells.get(1)));
        case "command" ->
            commands.add(new Command(kind(cells.get(1)), list(cells.get(2)), list(cells.get(3))));
        default -> forms.add(form(cells));
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(FILE + ": '" + line + "': " + e.getMessage(), e);
    }
  }

  private static Form form(List<String> cells) {
    List<String> near = new ArrayList<>();
    boolean digit = false;
    boolean mixed = false;
    for (String condition : cells.size() < 4 ? List.<String>of() : list(cells.get(3))) {
      switch (condition) {
        case "digit" -> digit = true;
        case "mixed" -> mixed = true;
        default -> near.add(condition.startsWith("near ") ? condition.substring(5) : condition);
      }
    }
    return new Form(kind(cells.get(0)), cells.get(1), cells.get(2), digit, mixed, near);
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "key" -> Kind.KEY;
      case "token" -> Kind.TOKEN;
      case "password" -> Kind.PASSWORD;
      default -> throw new IllegalArgumentException("'" + name + "' is not key, token, password");
    };
  }

  private static List<String> list(String cell) {
    return split(cell, ",");
  }

  /** Returns the parts without surrounding blanks; a trailing empty part is ignored. */
  private static List<String> split(String text, String divider) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int end; (end = text.indexOf(divider, from)) >= 0; from = end + divider.length()) {
      parts.add(text.substring(from, end).strip());
    }
    String last = text.substring(from).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
