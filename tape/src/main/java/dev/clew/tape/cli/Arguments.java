// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a command: options, names, and behind {@code --} a command of its own. */
final class Arguments {
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private @Nullable List<String> command;

  private Arguments() {}

  /**
   * Parses arguments.
   *
   * @param valued the options that have a value, which may follow a space or an equals sign
   * @param flags the options that have none
   */
  static Arguments parse(List<String> arguments, Set<String> valued, Set<String> flags)
      throws UsageException {
    Arguments parsed = new Arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        parsed.command = arguments.subList(i + 1, arguments.size());
        break;
      }
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (flags.contains(name)) {
        parsed.add(name, "");
      } else if (valued.contains(name)) {
        if (equals < 0 && (i + 1 == arguments.size() || arguments.get(i + 1).equals("--"))) {
          throw new UsageException(name + " needs a value");
        }
        parsed.add(name, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
      } else if (argument.startsWith("-")) {
        throw new UsageException("unknown option " + name);
      } else {
        parsed.names.add(argument);
      }
    }
    return parsed;
  }

  private void add(String name, String value) {
    options.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /** Returns the last value of an option, or null. */
  @Nullable String find(String option) {
    List<String> values = all(option);
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  List<String> all(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** Returns the names, which must be as many as {@code what} has words. */
  List<Path> files(String... what) throws UsageException {
    if (names.size() != what.length) {
      throw new UsageException(
          names.size() < what.length
              ? what[names.size()] + " is missing"
              : "'" + names.get(what.length) + "' is one argument too many");
    }
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      files.add(path(name));
    }
    return files;
  }

  /** Returns the command behind the two hyphens, which must be there. */
  List<String> command() throws UsageException {
    if (command == null || command.isEmpty()) {
      throw new UsageException("-- and the command to run are missing: … -- java -jar app.jar");
    }
    return command;
  }

  double number(String option, double fallback, double least) throws UsageException {
    String text = find(option);
    try {
      double value = text == null ? fallback : Double.parseDouble(text);
      if (value >= least && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Below.
    }
    throw new UsageException(
        "%s is not a number of at least %.0f: %s".formatted(option, least, text));
  }

  static Path path(String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new UsageException("'%s' is not a path: %s".formatted(text, invalid.getReason()));
    }
  }
}
