// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is recognised as a secret, read from {@code secrets.txt} beside this class, which describes
 * its own format.
 *
 * @param forms what keys look like
 * @param words words that say that a secret follows
 * @param suffixes words after which a name is that of something else
 * @param commands programs that take a secret as an option
 */
public record SecretTable(
    List<Form> forms, List<Words> words, List<String> suffixes, List<Command> commands) {
  private static final String FILE = "secrets.txt";

  /** How sure a word makes of what follows it, the surest first. */
  enum Strength {
    STRONG,
    MEDIUM,
    WEAK,
    /** It ends in such a word but means something else. */
    NONE
  }

  /**
   * What the keys of an issuer look like.
   *
   * @param near words one of which must stand before it, or none
   */
  public record Form(
      Kind kind, String issuer, String form, boolean digit, boolean mixed, List<String> near) {}

  /** Words of equal strength. */
  public record Words(Strength strength, Kind kind, List<String> words) {}

  /** Programs and the options behind which they take a secret. */
  public record Command(Kind kind, List<String> programs, List<String> options) {}

  /** Reads the table of this version. */
  public static SecretTable load() {
    try (InputStream in = SecretTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return read(lines.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException with the line that cannot be read
   */
  static SecretTable read(Stream<String> lines) {
    SecretTable table =
        new SecretTable(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    lines
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .forEach(table::add);
    return table;
  }

  private void add(String line) {
    try {
      // A bar within a form has no blanks around it.
      List<String> cells = Arrays.stream((line + " ").split(" \\| ?")).map(String::strip).toList();
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
    return Arrays.stream(cell.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
